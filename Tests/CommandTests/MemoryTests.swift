import Foundation
import GitHubEmulator
import Testing

/// The memory of the program when an apply is over and only its report is still to be read.
@Suite("Memory after a run", .enabled(if: canReadMemoryOfOthers, "needs Linux and the right to read another process"))
struct MemoryTests {
  private static let octoseal = Bundle.main.bundleURL.appending(path: "octoseal").path(percentEncoded: false)
  /// No value has this beginning anywhere but where it is kept.
  private static let needle = "needle in \(UUID().uuidString)"
  private static let count = 90

  @Test("holds no value any more, wherever it came from")
  func holdsNoValue() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.writeManifest(in: folder)
    let server = try await EmulatorServer.start(model: try GitHubModel(state: Self.state))
    do {
      let found = try Self.searchMemory(of: folder, url: server.baseURL)
      #expect(found.values == [:])
      #expect(found.names > 0, "a search that finds not even names proves nothing")
      let live = server.model.secrets["acme/web"] ?? [:]
      #expect(live.count == Self.count + 5)
      #expect(live.values.allSatisfy { String(decoding: $0.value ?? [], as: UTF8.self).contains("needle") })
    } catch {
      try await server.stop()
      throw error
    }
    try await server.stop()
  }

  private static let state = #"{"organizations": {"acme": {"repositories": ["web"]}}}"#

  private static func writeManifest(in folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var manifest = "version: 1\nrepositories:\n  acme/web:\n    secrets:\n"
    for number in 0..<count {
      manifest +=
        "      A_SECRET_WITH_A_LONG_ENOUGH_NAME_\(number): { value: { file: value\(number), trim: \(["newlines", "none"][number % 2]) } }\n"
      try Data("\(needle) \(number)\n".utf8).write(to: folder.appending(path: "value\(number)"))
    }
    for (name, file, text) in [
      ("DOTENV", "keys.env", "OTHER=\(needle) of dotenv\nKEY=\"\(needle) of\\tdotenv\"\n"),
      ("JSON", "keys.json", "{\"OTHER\": \"\(needle) of JSON\", \"KEY\": \"\(needle) of\\tJSON\"}"),
      ("YAML", "keys.yaml", "OTHER: \(needle) of YAML\nKEY: \"\(needle) of\\tYAML\"\n"),
    ] {
      manifest += "      \(name): { value: { file: \(file), key: KEY } }\n"
      try Data(text.utf8).write(to: folder.appending(path: file))
    }
    manifest += "      VARIABLE: { value: { env: A_VARIABLE } }\n"
    manifest += "      ENCODED: { value: { file: raw, encode: base64 } }\n"
    // Base64 of the needle would be another text, so that the raw bytes are what base64 makes of it.
    let padded = String("needle".reversed())
    try Data(base64Encoded: "needle\(padded)").map { try $0.write(to: folder.appending(path: "raw")) }
    try Data(manifest.utf8).write(to: folder.appending(path: "octoseal.yaml"))
  }

  /// Runs an apply up to the moment at which it wants to say what it did, and searches its memory then.
  private static func searchMemory(of folder: URL, url: String) throws -> (values: [String: Int], names: Int) {
    let process = Process()
    process.executableURL = URL(filePath: octoseal)
    process.arguments = ["apply", "--yes", "--format", "json"]
    process.currentDirectoryURL = folder
    process.environment = [
      "HOME": folder.path, "GITHUB_API_URL": url, "OCTOSEAL_TOKEN": "a-token",
      "OCTOSEAL_KEY": String(repeating: "k", count: 32), "A_VARIABLE": "\(needle) of environment",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    defer {
      _ = try? output.fileHandleForReading.readToEnd()
      process.waitUntilExit()
    }
    // A full pipe holds the program at the end of its work: the report is longer than the pipe is wide.
    while process.isRunning, bytesWaiting(in: output) < 60_000 { usleep(10_000) }
    try #require(process.isRunning, "the report fits into the pipe, so that nothing can be searched")
    let memory = try ProcessMemory(of: process.processIdentifier)
    return (memory.places(of: needle, "needleeldeen"), memory.places(of: "LONG_ENOUGH_NAME").values.reduce(0, +))
  }

  private static func bytesWaiting(in pipe: Pipe) -> Int {
    var count: Int32 = 0
    return ioctl(pipe.fileHandleForReading.fileDescriptor, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
  }
}

private let canReadMemoryOfOthers =
  geteuid() == 0 && FileManager.default.isReadableFile(atPath: "/proc/self/maps")

/// The writable memory of another process, as Linux shows it.
private struct ProcessMemory {
  private var regions: [(name: String, bytes: Data)] = []

  init(of process: Int32) throws {
    let maps = try String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)
    let memory = try FileHandle(forReadingFrom: URL(filePath: "/proc/\(process)/mem"))
    for line in maps.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      let bounds = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
      guard words[1].hasPrefix("rw"), bounds.count == 2 else { continue }
      try memory.seek(toOffset: bounds[0])
      // Some pages cannot be read, such as those of a driver.
      let bytes = (try? memory.read(upToCount: Int(bounds[1] - bounds[0]))) ?? Data()
      regions.append((words.count > 5 ? String(words[5]) : "heap", bytes))
    }
  }

  /// How often texts occur, by the name of the region.
  func places(of texts: String...) -> [String: Int] {
    var counts: [String: Int] = [:]
    for (name, bytes) in regions {
      for text in texts {
        var start = bytes.startIndex
        while let range = bytes.range(of: Data(text.utf8), in: start..<bytes.endIndex) {
          counts[name, default: 0] += 1
          start = range.upperBound
        }
      }
    }
    return counts
  }
}
