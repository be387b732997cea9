import Foundation
import Testing

/// The comments and issues of a repository on loopback, for the real `gh`.
///
/// `gh` speaks plain HTTP to the host `github.localhost` alone, and reaches it by a proxy: that is the stub.
final class GitHubStub {
  struct State: Decodable {
    struct Entry: Decodable {
      var body: String
      var state: String
    }
    var comments: [Entry]
    var issues: [Entry]
  }

  private let process = Process()
  private let input = Pipe()
  private let port: Int

  init() throws {
    let output = Pipe()
    let interpreter = ProcessInfo.processInfo.environment["OCTOSEAL_TEST_PYTHON"] ?? "python3"
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter, ProjectFiles.path("Tests/CommandTests/Workflows/github_stub.py")]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  func stop() throws {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// The variables by which `gh` finds it.
  var variables: [String: String] {
    ["GH_HOST": "github.localhost", "http_proxy": "http://127.0.0.1:\(port)", "GH_TOKEN": "a-test-token"]
  }

  /// The changes that were asked for, such as `POST /repos/acme/secrets/issues`.
  func changes(_ machine: RunnerMachine) async throws -> [String] { try await get("requests", machine) }

  /// What there is now.
  func state(_ machine: RunnerMachine) async throws -> State { try await get("state", machine) }

  private func get<Value: Decodable>(_ name: String, _ machine: RunnerMachine) async throws -> Value {
    let answer = try await machine.step(["-c", "gh api _stub/\(name)"], variables)
    return try JSONDecoder().decode(Value.self, from: Data(answer.log.utf8))
  }
}
