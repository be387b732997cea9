import Foundation
import Testing

@testable import GitHubEmulator

/// The server on a real port of the loopback interface.
struct ServerTests {
  @Test("answers have a length, and those without a body have none")
  func lengths() async throws {
    try await withServer { server in
      let found = try await RawClient.exchange(server.port, "GET", organizationSecrets)
      #expect(found.status == 200)
      #expect(found.contains("\r\nContent-Length: \(found.content.utf8.count)\r\n"))
      #expect(!found.lowercased().contains("transfer-encoding"))
      let deleted = try await RawClient.exchange(server.port, "DELETE", "\(repositorySecrets)/DSN")
      #expect(deleted.status == 204)
      #expect(!deleted.lowercased().contains("content-length"))
      let conflict = try await RawClient.exchange(
        server.port,
        "PUT",
        "\(organizationSecrets)/NPM_TOKEN/repositories/71"
      )
      #expect(conflict.status == 409)
      #expect(conflict.contains("\r\nContent-Length: 0\r\n"))
    }
  }

  @Test("an encoded slash reaches the environment, and the absolute form of a target works")
  func targets() async throws {
    try await withServer { server in
      try await RawClient.expect(200, server.port, "GET", slashSecrets)
      let absolute = "http://emulator.test\(slashSecrets)"
      try await RawClient.expect(200, server.port, "GET", absolute)
      let unencoded = slashSecrets.replacing("%2F", with: "/")
      try await RawClient.expect(404, server.port, "GET", unencoded)
    }
  }

  @Test("one connection carries many requests")
  func keepsAlive() async throws {
    try await withServer { server in
      let statuses = try await RawClient.onOwnThread {
        let client = try RawClient(port: server.port)
        return try (1...20)
          .map { _ in
            client.send("GET", "/meta")
            return String(decoding: try client.receive(), as: UTF8.self).status
          }
      }
      #expect(statuses == Array(repeating: 200, count: 20))
    }
  }

  @Test("stopping closes idle connections, and the port is free again", .timeLimit(.minutes(1)))
  func stops() async throws {
    let server = try await EmulatorServer.start(model: GitHubModel())
    let idle = try await RawClient.onOwnThread {
      let client = try RawClient(port: server.port)
      client.send("GET", "/meta")
      _ = try client.receive()
      return client
    }
    try await server.stop()
    #expect(try await RawClient.onOwnThread { try idle.receiveAll() } == "")
    let refusal = #expect(throws: POSIXError.self) { try RawClient(port: server.port) }
    #expect(refusal?.code == .ECONNREFUSED)
    let second = try await EmulatorServer.start(model: GitHubModel(), port: server.port)
    #expect(second.port == server.port)
    try await second.stop()
  }

  @Test("a port that is taken is an error")
  func takenPort() async throws {
    try await withServer { server in
      await #expect(throws: (any Error).self) {
        try await EmulatorServer.start(model: GitHubModel(), port: server.port)
      }
    }
  }

  @Test("latency delays every request, and hundreds at once are all answered", .timeLimit(.minutes(1)))
  func latency() async throws {
    try await withServer(latency: 300) { server in
      let started = ContinuousClock.now
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...200 {
          group.addTask { try await RawClient.exchange(server.port, "GET", organizationSecrets).status }
        }
        for try await status in group { #expect(status == 200) }
      }
      #expect(ContinuousClock.now - started >= .milliseconds(300))
      #expect(server.model.requests.count == 200)
    }
  }

  @Test("requests are logged with the token's name, and never with the token")
  func log() async throws {
    let state = Emulated.smallState.dropLast() + ", \"tokens\": [{\"name\": \"ci\", \"token\": \"t\"}]}"
    try await withServer(String(state)) { server in
      _ = try await RawClient.exchange(server.port, "GET", "\(organizationSecrets)?per_page=5")
      _ = try await RawClient.exchange(server.port, "GET", "/api/v3/absent")
      let requests = server.model.requests
      #expect(requests.map(\.method) == ["GET", "GET"])
      #expect(requests.map(\.path) == ["\(organizationSecrets)?per_page=5", "/absent"])
      #expect(requests.map(\.status) == [200, 404])
      #expect(requests.map(\.tokenName) == ["ci", "ci"])
    }
  }
}
