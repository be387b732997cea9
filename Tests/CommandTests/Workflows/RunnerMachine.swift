import Foundation

/// A runner of GitHub Actions, as far as scripts see it: a folder, variables, and the files that a step writes for it.
struct RunnerMachine {
  /// What came of a step.
  struct Step {
    var status: Int32
    /// Standard output and standard error, as the log shows them.
    var log: String
    /// What the step wrote to `GITHUB_OUTPUT`.
    var outputs: [String: String]
    /// What it added to the PATH.
    var path: [String]
  }

  /// The workspace, which is deleted with the machine's other files by `remove()`.
  let folder: URL
  private let files: URL
  private let tools: [String]

  /// Makes the folders.
  ///
  /// - Parameter tools: folders whose programs the scripts find first.
  /// - Throws: the system's error when the folders cannot be made.
  init(tools: [String] = []) throws {
    files = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    folder = files.appending(path: "workspace")
    self.tools = tools
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.createDirectory(at: files.appending(path: "temporary"), withIntermediateDirectories: true)
  }

  func remove() throws { try FileManager.default.removeItem(at: files) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  /// Runs `bash` with these arguments, and leaves the tests' threads to others meanwhile.
  func step(_ arguments: [String], _ variables: [String: String]) async throws -> Step {
    let id = UUID().uuidString
    func file(_ name: String) -> URL { files.appending(path: "\(name)-\(id)") }
    for name in ["log", "output", "path"] { try Data().write(to: file(name)) }
    let log = try FileHandle(forWritingTo: file("log"))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["bash"] + arguments
    process.currentDirectoryURL = folder
    let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let runner = [
      "PATH": (tools + [inherited]).joined(separator: ":"),
      "HOME": files.path(percentEncoded: false),
      "RUNNER_OS": "Linux",
      "RUNNER_ARCH": "X64",
      "RUNNER_TEMP": files.appending(path: "temporary").path(percentEncoded: false),
      "GITHUB_OUTPUT": file("output").path(percentEncoded: false),
      "GITHUB_PATH": file("path").path(percentEncoded: false),
      "GITHUB_REPOSITORY": "acme/secrets",
    ]
    process.environment = runner.merging(variables) { _, own in own }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = log
    process.standardError = log
    try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in ended.resume() }
      do { try process.run() } catch { ended.resume(throwing: error) }
    }
    func lines(_ name: String) throws -> [Substring] {
      try String(contentsOf: file(name), encoding: .utf8).split(separator: "\n")
    }
    let outputs = try lines("output").map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
    return Step(
      status: process.terminationStatus,
      log: try lines("log").joined(separator: "\n"),
      outputs: Dictionary(outputs.map { (String($0[0]), String($0[1])) }) { _, last in last },
      path: try lines("path").map(String.init)
    )
  }

  /// Whether a program is on the PATH.
  static func has(_ program: String) -> Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }
}
