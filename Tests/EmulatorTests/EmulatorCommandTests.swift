import Foundation
import Testing

@testable import GitHubEmulator

/// The program as users start it.
struct EmulatorCommandTests {
  private static let program = Bundle.main.bundleURL.appendingPathComponent("octoseal-emulator").path

  /// A folder that is gone after the test.
  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("octoseal-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  /// Starts the program, hands its port over, and ends it with a signal.
  private func running(
    _ arguments: [String],
    signal: Int32 = SIGTERM,
    _ body: (Int) async throws -> Void
  ) async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let line = try await RawClient.onOwnThread {
      String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    }
    let prefix = "octoseal-emulator listening on http://127.0.0.1:"
    #expect(line.hasPrefix(prefix) && line.hasSuffix("\n"))
    let port = try #require(Int(line.dropFirst(prefix.count).dropLast()), "\(line)")
    do {
      try await body(port)
    } catch {
      process.terminate()
      throw error
    }
    kill(process.processIdentifier, signal)
    let status = try await RawClient.onOwnThread {
      process.waitUntilExit()
      return process.terminationReason == .exit ? process.terminationStatus : -1
    }
    #expect(status == 0)
  }

  @Test("it says where it listens, and ends cleanly when told to", arguments: [SIGTERM, SIGINT])
  func endsCleanly(signal: Int32) async throws {
    try await running(["--port", "0"], signal: signal) { port in
      try await RawClient.expect(200, port, "GET", "/meta")
    }
  }

  @Test("a restart continues where the state file stands, keys included")
  func restarts() async throws {
    try await withFolder { folder in
      let path = "\(folder)/state.json"
      try Emulated.smallState.write(toFile: path, atomically: true, encoding: .utf8)
      var key = ""
      try await running(["--state", path]) { port in
        try await RawClient.expect(204, port, "DELETE", "\(repositorySecrets)/DSN")
        key = try await RawClient.exchange(port, "GET", "\(repositorySecrets)/public-key").content
      }
      try await running(["--state", path, "--switch", "list_order=reversed"]) { port in
        try await RawClient.expect(404, port, "GET", "\(repositorySecrets)/DSN")
        let again = try await RawClient.exchange(port, "GET", "\(repositorySecrets)/public-key").content
        #expect(again == key && !key.isEmpty)
        let names = try JSON(
          parsing: Array(try await RawClient.exchange(port, "GET", organizationSecrets).content.utf8)
        )
        #expect(names["secrets"]?.elements?.first?["name"] == "NPM_TOKEN")
      }
    }
  }

  @Test("a state file that is not there begins empty and is made with the first change")
  func beginsEmpty() async throws {
    try await withFolder { folder in
      try await running(["--state", "\(folder)/new.json", "--dialect", "ghes-3.20"]) { port in
        let meta = try await RawClient.exchange(port, "GET", "/meta")
        #expect(meta.contains("\r\nX-GitHub-Enterprise-Version: 3.20.0\r\n"))
        try await RawClient.expect(404, port, "GET", "/rate_limit")
        let clock = try await RawClient.exchange(port, "POST", "/_emulator/clock", body: "{\"seconds\": 1}")
        #expect(clock.status == 204)
      }
      #expect(try StateFile.read("\(folder)/new.json") != nil)
    }
  }

  @Test("a bad state file is named with the place that is wrong, and left alone")
  func badState() async throws {
    try await withFolder { folder in
      let path = "\(folder)/bad.json"
      try "{\n\"organizations\": []x}".write(toFile: path, atomically: true, encoding: .utf8)
      let run = try await Program.run(Self.program, ["--state", path])
      #expect(run.status == 65)
      #expect(run.output == "error: \(path):2:20: ',' or '}' should be here\n")
      #expect(try StateFile.read(path) == "{\n\"organizations\": []x}")
    }
  }

  @Test(
    "wrong words on the command line are wrong usage",
    arguments: [
      ["--port", "70000"], ["--port", "x"], ["--latency", "-1"], ["--dialect", "gitea"], ["--switch", "lag_reads"],
      ["--switch", "lag_reads=many"], ["--unknown"],
    ]
  )
  func wrongUsage(arguments: [String]) async throws {
    let run = try await Program.run(Self.program, arguments)
    #expect(run.status == 64)
    #expect(run.output.contains("Error: "))
  }

  @Test("a port that is taken is said in words")
  func takenPort() async throws {
    try await running([]) { port in
      let run = try await Program.run(Self.program, ["--port", String(port)])
      #expect(run.status == 1)
      #expect(run.output == "error: cannot listen on port \(port); choose another with --port, or 0 for any free one\n")
    }
  }
}
