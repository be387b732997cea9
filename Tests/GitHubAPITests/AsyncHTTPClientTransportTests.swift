import NIOCore
import NIOPosix
import SecretModel
import Testing

@testable import GitHubAPI

/// The real transport over loopback, against a server that says exactly what the test wants.
@Suite(.timeLimit(.minutes(1)))
struct AsyncHTTPClientTransportTests {
  private let found = Array(#"{"id":7,"full_name":"acme/web"}"#.utf8)

  @Test(
    "a path arrives as it was built",
    arguments: [
      "/repos/acme/web/environments/production%2Feu/secrets?per_page=100", "/a%2Fb%2F..%2Fc", "/%25%3F%23%20",
      "/%E7%94%9F%E4%BA%A7/%F0%9F%9A%80", "/x?after=Y3Vyc29y%3D%3D&q=a%2Fb%26c", "/a//b", "/a;b=c,d@e:f!$'()*+",
    ]
  )
  func path(target: String) async throws {
    try await LoopbackServer.run { _ in
      .init(Array("{}".utf8))
    } _: { server in
      _ = try await send(target, to: server.port)
      #expect(server.requests.value.first?.hasPrefix("GET \(target) HTTP/1.1\r\n") == true)
    }
  }

  @Test("a write arrives with its body and the token, an empty one with its length")
  func write() async throws {
    try await LoopbackServer.run { _ in
      .init(bytes: Array("HTTP/1.1 204 No Content\r\n\r\n".utf8))
    } _: { server in
      try await withClient(port: server.port) { client in
        let value = SecretWrite.Value(encryptedValue: "YWJj", keyID: "1")
        try await client.putSecret(secret("TOKEN"), SecretWrite(value: value, access: .all))
        try await client.createEnvironment(EnvironmentName(listed: "production/eu"), in: web)
      }
      let requests = server.requests.value
      #expect(
        requests.first?.hasSuffix("\r\n\r\n" + #"{"encrypted_value":"YWJj","key_id":"1","visibility":"all"}"#) == true
      )
      #expect(requests.first?.contains("Authorization: Bearer \(exampleToken)\r\n") == true)
      #expect(requests.last?.hasPrefix("PUT /repos/acme/web/environments/production%2Feu HTTP/1.1\r\n") == true)
      #expect(requests.last?.lowercased().contains("content-length: 0\r\n") == true)
    }
  }

  @Test("answers are asked for compressed and are decompressed")
  func gzip() async throws {
    let zipped: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56, 0xCA, 0x4C, 0x51, 0xB2, 0x32,
      0xD7, 0x51, 0x4A, 0x2B, 0xCD, 0xC9, 0x89, 0xCF, 0x4B, 0xCC, 0x4D, 0x55, 0xB2, 0x52, 0x4A, 0x4C, 0xCE,
      0x4D, 0xD5, 0x2F, 0x4F, 0x4D, 0x52, 0xAA, 0x05, 0x00, 0x74, 0x67, 0x2E, 0x10, 0x1F, 0x00, 0x00, 0x00,
    ]
    try await LoopbackServer.run { _ in
      .init(zipped, fields: ["Content-Encoding: gzip"])
    } _: { server in
      try await withClient(port: server.port) { client in
        let repository = try await client.repository(named: web)
        #expect(repository?.id == RepositoryID(7))
      }
      #expect(server.requests.value.first?.lowercased().contains("accept-encoding: gzip\r\n") == true)
    }
  }

  @Test("a body beyond the limit is refused, plain and compressed")
  func limits() async throws {
    let plain = Array(repeating: UInt8(ascii: " "), count: 40_000)
    try await LoopbackServer.run { _ in
      .init(plain)
    } _: { server in
      await #expect(throws: TransportError.bodyTooLarge(limit: 10_000)) {
        _ = try await send("/", to: server.port, largestBody: 10_000)
      }
    }
    let zipped: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xED, 0xC1, 0x31, 0x01, 0x00, 0x00, 0x00,
      0xC2, 0xA0, 0x2A, 0xEB, 0x9F, 0xD2, 0xCB, 0x16, 0x40, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x37, 0xDB, 0x4D,
      0xB7, 0x54, 0x40, 0x9C, 0x00, 0x00,
    ]
    try await LoopbackServer.run { _ in
      .init(zipped, fields: ["Content-Encoding: gzip"])
    } _: { server in
      await #expect(throws: TransportError.bodyTooLarge(limit: 10_000)) {
        _ = try await send("/", to: server.port, largestBody: 10_000)
      }
    }
  }

  @Test("what claims to be compressed and is not is no answer")
  func brokenGzip() async throws {
    try await LoopbackServer.run { [found] _ in
      .init(found, fields: ["Content-Encoding: gzip"])
    } _: { server in
      await #expect(throws: TransportError.malformedAnswer) { try await send("/", to: server.port) }
    }
  }

  @Test("a refused connection is told from one that takes too long")
  func refused() async throws {
    // A port that was just given back is very unlikely to be taken again within the test.
    let port = try await LoopbackServer.run({ _ in nil }, { $0.port })
    await #expect(throws: TransportError.connectionRefused) { try await send("/", to: port) }
  }

  @Test(
    "an answer that ends too early is a lost connection",
    arguments: [
      "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"id\":\r\n",
      "HTTP/1.1 200 OK\r\nContent-Le",
      "",
    ]
  )
  func truncated(answer: String) async throws {
    try await LoopbackServer.run { _ in
      .init(bytes: Array(answer.utf8), closes: true)
    } _: { server in
      await #expect(throws: TransportError.connectionLost) { try await send("/", to: server.port) }
    }
  }

  @Test("what is not HTTP is no answer")
  func malformed() async throws {
    try await LoopbackServer.run { _ in
      .init(bytes: Array("SSH-2.0-OpenSSH_9\r\n\r\n".utf8))
    } _: { server in
      await #expect(throws: TransportError.malformedAnswer) { try await send("/", to: server.port) }
    }
  }

  @Test("TLS to a server that speaks none is said, and told from a time-out")
  func noTLS() async throws {
    try await LoopbackServer.run { _ in
      .init(bytes: Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
    } _: { server in
      await #expect(throws: TransportError.tls(reason: "the server does not speak TLS on this port")) {
        try await send("/", to: server.port, scheme: "https")
      }
    }
  }

  @Test(
    "silence ends with the read time-out, a trickle with the one for the whole request",
    arguments: [nil, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"]
  )
  func silence(answer: String?) async throws {
    try await LoopbackServer.run { _ in
      answer.map { .init(bytes: Array($0.utf8)) }
    } _: { server in
      let byRead = GitHubConfiguration.Timeouts(read: .milliseconds(100), request: .seconds(30))
      await #expect(throws: TransportError.timedOut) { try await send("/", to: server.port, timeouts: byRead) }
      let whole = GitHubConfiguration.Timeouts(read: .seconds(30), request: .milliseconds(100))
      await #expect(throws: TransportError.timedOut) { try await send("/", to: server.port, timeouts: whole) }
    }
  }

  @Test("a cancelled request ends at once")
  func cancelled() async throws {
    try await LoopbackServer.run { _ in
      nil
    } _: { server in
      let port = server.port
      let task = Task { try await send("/", to: port) }
      while server.requests.value.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
      task.cancel()
      await #expect(throws: TransportError.cancelled) { try await task.value }
    }
  }

  @Test("redirects are left to the client, which asks the same server again")
  func redirects() async throws {
    let moved = "HTTP/1.1 301 Moved\r\nLocation: /repositories/7\r\nContent-Length: 0\r\n\r\n"
    try await LoopbackServer.run { [found] in
      $0.hasPrefix("GET /repos/") ? .init(bytes: Array(moved.utf8)) : .init(found)
    } _: { server in
      try await withClient(port: server.port) { client in
        let repository = try await client.repository(named: web)
        #expect(repository?.id == RepositoryID(7))
        #expect(client.statistics.requests == 2)
      }
    }
  }

  @Test("as many connections are open as requests may be under way")
  func width() async throws {
    let open = Shared(0)
    // No answer before all have asked: with fewer connections this would wait for the time-out.
    let server: @Sendable (String) -> LoopbackServer.Answer? = { _ in
      open.change { $0 += 1 }
      return nil
    }
    try await LoopbackServer.run(server) { server in
      let port = server.port
      let task = Task {
        try await withClient(port: port, concurrency: 30) { client in
          await withTaskGroup { group in
            for _ in 1...60 { group.addTask { _ = try? await client.repository(named: web) } }
          }
        }
      }
      while open.value < 30 { try await Task.sleep(for: .milliseconds(1)) }
      task.cancel()
      try await task.value
      #expect(open.value == 30)
    }
  }

  private func send(
    _ target: String,
    to port: Int,
    scheme: String = "http",
    timeouts: GitHubConfiguration.Timeouts = .init(connect: .seconds(5)),
    largestBody: Int = 1_000_000
  ) async throws -> HTTPResponse {
    let configuration = GitHubConfiguration(
      apiURL: try APIURL("\(scheme)://127.0.0.1:\(port)"),
      tokens: try Token(exampleToken),
      userAgent: "octoseal/test",
      timeouts: timeouts,
      largestBody: largestBody
    )
    let request = HTTPRequest(
      method: .get,
      origin: configuration.apiURL.origin,
      target: target,
      fields: HeaderFields(),
      token: try Token(exampleToken)
    )
    return try await withTransport(for: configuration) { transport in try await transport.send(request) }
  }
}

private func withClient(
  port: Int,
  concurrency: Int = 5,
  _ body: (GitHubClient) async throws -> Void
) async throws {
  let configuration = GitHubConfiguration(
    apiURL: try APIURL("http://127.0.0.1:\(port)"),
    tokens: try Token(exampleToken),
    concurrency: concurrency,
    userAgent: "octoseal/test"
  )
  try await withTransport(for: configuration) { transport in
    try await body(GitHubClient(configuration: configuration, transport: transport))
  }
}
