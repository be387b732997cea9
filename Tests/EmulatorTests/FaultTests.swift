import Foundation
import Testing

@testable import GitHubEmulator

private let secret = "\(repositorySecrets)/DSN"

/// Requests that go wrong on purpose.
struct FaultTests {
  @Test("an answer replaces the real one, before or after the change took effect", arguments: Fault.Moment.allCases)
  func answers(moment: Fault.Moment) async throws {
    try await withServer { server in
      let answer = Fault.Answer(status: 502, headers: ["Retry-After": "7"], body: "Bad Gateway")
      server.model.add(Fault(method: "DELETE", path: "/repos/*/secrets/*", times: 1, moment: moment, answer: answer))
      try await RawClient.expect(200, server.port, "GET", secret)
      let struck = try await RawClient.exchange(server.port, "DELETE", secret)
      #expect(struck.status == 502)
      #expect(struck.content == "Bad Gateway")
      #expect(struck.contains("\r\nRetry-After: 7\r\n"))
      #expect((server.model.secret("DSN", in: "acme/web") == nil) == (moment == .after))
      let second = try await RawClient.exchange(server.port, "DELETE", secret)
      #expect(second.status == (moment == .after ? 404 : 204))
      #expect(server.model.requests.map(\.wasStruck) == [false, true, false])
    }
  }

  @Test("a connection is reset, before or after the change took effect", arguments: Fault.Moment.allCases)
  func resets(moment: Fault.Moment) async throws {
    try await withServer { server in
      server.model.add(Fault(nth: 2, moment: moment, resetsConnection: true))
      try await RawClient.expect(200, server.port, "GET", secret)
      let error = await #expect(throws: POSIXError.self) {
        try await RawClient.exchange(server.port, "DELETE", secret)
      }
      #expect(error?.code == .ECONNRESET)
      #expect((server.model.secret("DSN", in: "acme/web") == nil) == (moment == .after))
      #expect(server.model.requests.map(\.status) == [200, nil])
      try await RawClient.expect(200, server.port, "GET", organizationSecrets)
    }
  }

  @Test("a body is cut after some bytes")
  func cuts() async throws {
    try await withServer { server in
      let whole = try await RawClient.exchange(server.port, "GET", organizationSecrets)
      server.model.add(Fault(path: organizationSecrets, keptBytes: 10))
      let cut = try await RawClient.exchange(server.port, "GET", organizationSecrets)
      #expect(cut.contains("\r\nContent-Length: \(whole.content.utf8.count)\r\n"))
      #expect(cut.content == String(whole.content.prefix(10)))
    }
  }

  @Test("a request hangs and is answered all the same, others meanwhile")
  func hangs() async throws {
    try await withServer { server in
      server.model.add(Fault(path: secret, hang: 1_500))
      let started = ContinuousClock.now
      async let slow = RawClient.exchange(server.port, "GET", secret)
      try await RawClient.expect(200, server.port, "GET", organizationSecrets)
      let slowAnswer = try await slow
      #expect(slowAnswer.status == 200)
      #expect(ContinuousClock.now - started >= .milliseconds(1_500))
      #expect(server.model.requests.map(\.path) == [organizationSecrets, secret])
    }
  }

  @Test("a body trickles byte by byte, and others are answered meanwhile")
  func trickles() async throws {
    try await withServer { server in
      let whole = try await RawClient.exchange(server.port, "GET", secret)
      server.model.add(Fault(path: secret, times: 1, trickle: 2))
      let started = ContinuousClock.now
      async let slow = RawClient.exchange(server.port, "GET", secret)
      try await RawClient.expect(200, server.port, "GET", organizationSecrets)
      let slowAnswer = try await slow
      #expect(slowAnswer.content == whole.content)
      #expect(ContinuousClock.now - started >= .milliseconds(2 * whole.content.utf8.count))
    }
  }

  @Test("a trickle ends when the client has gone")
  func tricklesToNobody() async throws {
    try await withServer { server in
      server.model.add(Fault(path: secret, times: 1, trickle: 50))
      do {
        let client = try RawClient(port: server.port)
        client.send("GET", secret)
        _ = try await RawClient.onOwnThread { try client.receive() }
      }
      try await RawClient.expect(200, server.port, "GET", secret)
    }
  }

  @Test(
    "only the requests that match are struck, as often as was said",
    arguments: [
      (Fault(method: "PUT"), [false, false, false]), (Fault(path: "/repos/*"), [true, true, true]),
      (Fault(path: "*/DSN"), [true, true, true]), (Fault(path: "/repos/acme/web"), [false, false, false]),
      (Fault(nth: 2), [false, true, false]), (Fault(times: 2), [true, true, false]),
      (Fault(path: "/r*/a*e/web/*S*"), [true, true, true]),
    ]
  )
  func matches(fault: Fault, expected: [Bool]) {
    var table = FaultTable(entries: [FaultTable.Entry(fault: fault)])
    let request = EmulatedRequest(method: "GET", target: "\(secret)?x=1", headers: [:], authority: "h")
    #expect((0..<3).map { _ in table.strike(request) != nil } == expected)
  }
}
