import NIOHTTP1
import NIOPosix
import SecretModel
import Testing

@testable import GitHubAPI

/// The real transport over TLS, HTTP/2 and proxies, on loopback.
@Suite(.timeLimit(.minutes(1)))
struct TLSTransportTests {
  private let name = "github.octoseal.test"

  @Test("where the server offers HTTP/2, one connection carries all requests at once")
  func http2() async throws {
    try await TLSServer.run(streams: 100, hold: 30) { _ in
      .answer(Array("{}".utf8))
    } _: { server in
      try await withTransport(for: try configuration(server.port, concurrency: 30)) { transport in
        try await sendAll(60, width: 30, transport, port: server.port)
      }
      let sight = server.sight.value
      #expect(sight.connections == 1)
      #expect(sight.mostUnderWay == 30)
      #expect(sight.versions == Array(repeating: "http2", count: 60))
    }
  }

  @Test("a server that allows fewer streams than requests may be under way gets no more than it allows")
  func fewStreams() async throws {
    try await TLSServer.run(streams: 5, hold: 5) { _ in
      .answer(Array("{}".utf8))
    } _: { server in
      try await withTransport(for: try configuration(server.port, concurrency: 30)) { transport in
        try await sendAll(40, width: 30, transport, port: server.port)
      }
      #expect(server.sight.value.connections == 1)
      #expect(server.sight.value.mostUnderWay == 5)
    }
  }

  @Test("without HTTP/2 there are as many connections as requests may be under way, and no more")
  func http1() async throws {
    try await TLSServer.run(streams: nil, hold: 10) { _ in
      .answer(Array("{}".utf8))
    } _: { server in
      try await withTransport(for: try configuration(server.port, concurrency: 10)) { transport in
        try await sendAll(40, width: 10, transport, port: server.port)
      }
      let sight = server.sight.value
      #expect(sight.connections == 10)
      #expect(sight.mostUnderWay == 10)
      #expect(sight.versions == Array(repeating: "http1", count: 40))
    }
  }

  @Test("a request that the server did not begin did not take effect, and may be sent again")
  func refusedStream() async throws {
    try await TLSServer.run(streams: 100) { number in
      number == 1 ? .refuseStream : .answer(Array("{}".utf8))
    } _: { server in
      try await withTransport(for: try configuration(server.port)) { transport in
        let request = try request(server.port)
        let error = await #expect(throws: TransportError.turnedAway) { _ = try await transport.send(request) }
        #expect(error?.mayHaveReachedServer == false)
        #expect(error?.isTransient == true)
        #expect(try await transport.send(request).status == 200)
        #expect(server.sight.value.connections == 1)
      }
    }
  }

  @Test("a server that is about to close a connection gets what it did not answer on another one")
  func goAway() async throws {
    try await TLSServer.run(streams: 100) { number in
      number == 1 ? .goAway : .answer(Array("{}".utf8))
    } _: { server in
      try await withTransport(for: try configuration(server.port)) { transport in
        let request = try request(server.port)
        let error = await #expect(throws: TransportError.self) { _ = try await transport.send(request) }
        #expect(error?.isTransient == true)
        #expect(try await transport.send(request).status == 200)
        #expect(server.sight.value.connections == 2)
      }
    }
  }

  @Test("a connection that is lost in the middle of an answer is no matter of certificates", arguments: [nil, 100])
  func lost(streams: Int?) async throws {
    try await TLSServer.run(streams: streams) { _ in
      .loseConnection
    } _: { server in
      await #expect(throws: TransportError.connectionLost) { try await send(to: server.port) }
    }
  }

  @Test("a trickling body ends with the time-out of the whole request", arguments: [nil, 100])
  func trickle(streams: Int?) async throws {
    try await TLSServer.run(streams: streams) { _ in
      .trickle
    } _: { server in
      let timeouts = GitHubConfiguration.Timeouts(read: .seconds(30), request: .milliseconds(300))
      await #expect(throws: TransportError.timedOut) { try await send(to: server.port, timeouts: timeouts) }
    }
  }

  @Test("answers over HTTP/2 are asked for compressed and are decompressed")
  func gzip() async throws {
    let zipped: [UInt8] = [
      0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xAB, 0x56, 0xCA, 0x4C, 0x51, 0xB2, 0x32,
      0xD7, 0x51, 0x4A, 0x2B, 0xCD, 0xC9, 0x89, 0xCF, 0x4B, 0xCC, 0x4D, 0x55, 0xB2, 0x52, 0x4A, 0x4C, 0xCE,
      0x4D, 0xD5, 0x2F, 0x4F, 0x4D, 0x52, 0xAA, 0x05, 0x00, 0x74, 0x67, 0x2E, 0x10, 0x1F, 0x00, 0x00, 0x00,
    ]
    try await TLSServer.run(streams: 100) { _ in
      .answer(zipped, headers: [("Content-Encoding", "gzip")])
    } _: { server in
      let answer = try await send(to: server.port)
      #expect(text(answer.body) == #"{"id":7,"full_name":"acme/web"}"#)
      #expect(server.sight.value.requests.first?.headers["Accept-Encoding"] == ["gzip"])
    }
  }

  @Test("a bundle with the server's authority among others is enough")
  func bundle() async throws {
    try await TLSServer.run(streams: 100) { _ in
      .answer(Array("{}".utf8))
    } _: { server in
      let both = "\(TestCertificates.otherAuthority)\n\(TestCertificates.authority)"
      let answer = try await send(to: server.port, authorities: both)
      #expect(answer.status == 200)
    }
  }

  @Test("an authority that is not trusted is refused, with the named ones as with the system's")
  func unknownAuthority() async throws {
    try await TLSServer.run(streams: 100) { _ in
      .answer([])
    } _: { server in
      for authorities in [TestCertificates.otherAuthority, nil] {
        await #expect(throws: TransportError.tls(reason: "the server's certificate is not trusted")) {
          try await send(to: server.port, authorities: authorities)
        }
      }
      #expect(server.sight.value.requests.isEmpty)
    }
  }

  /// NIOSSL takes a certificate for the address of the connection for a certificate for every name.
  @Test("a certificate for the address or another name is refused", arguments: [nil, 100])
  func otherHost(streams: Int?) async throws {
    try await TLSServer.run(streams: streams) { _ in
      .answer([])
    } _: { server in
      await #expect(throws: TransportError.tls(reason: "the server's certificate is for another host")) {
        try await send(to: server.port, host: "localhost")
      }
      try await TunnelProxy.run(to: server.port) { proxy in
        let via = try ProxyServer("127.0.0.1:\(proxy.port)")
        await #expect(throws: TransportError.tls(reason: "the server's certificate is for another host")) {
          try await send(to: 443, host: "github.example", proxy: via)
        }
      }
      #expect(server.sight.value.requests.isEmpty)
    }
  }

  @Test("a server that closes the connection instead of speaking TLS was not reached, and may be later")
  func closedHandshake() async throws {
    try await LoopbackServer.run { _ in
      .init(bytes: [], closes: true)
    } _: { server in
      let error = await #expect(throws: TransportError.self) { try await send(to: server.port) }
      #expect(error?.mayHaveReachedServer == false)
      #expect(error?.isTransient == true)
    }
  }

  @Test("a handshake that nobody answers ends with the connect time-out")
  func silentHandshake() async throws {
    try await LoopbackServer.run { _ in
      nil
    } _: { server in
      let timeouts = GitHubConfiguration.Timeouts(connect: .milliseconds(200))
      await #expect(throws: TransportError.connectTimedOut) { try await send(to: server.port, timeouts: timeouts) }
    }
  }

  @Test("an answer is read outside the event loops")
  func eventLoops() async throws {
    try await TLSServer.run(streams: 100) { _ in
      .answer(Array(#"{"id":7,"full_name":"acme/web"}"#.utf8))
    } _: { server in
      try await withTransport(for: try configuration(server.port)) { transport in
        let client = GitHubClient(configuration: try configuration(server.port), transport: transport)
        let repository = try await client.repository(named: web)
        #expect(repository?.id == RepositoryID(7))
        #expect(MultiThreadedEventLoopGroup.currentEventLoop == nil)
      }
    }
  }

  @Test("a tunnel leads through a proxy to a server whose name only the proxy knows", arguments: ["http", "socks5"])
  func tunnel(scheme: String) async throws {
    try await TLSServer.run(streams: 100) { _ in
      .answer(Array("{}".utf8))
    } _: { server in
      try await TunnelProxy.run(to: server.port) { proxy in
        let via = try ProxyServer("\(scheme)://127.0.0.1:\(proxy.port)")
        let answer = try await send(to: 443, host: name, proxy: via)
        #expect(answer.status == 200)
        #expect(proxy.requests.value.count == 1)
        #expect(proxy.requests.value.first?.contains(name) == true)
        #expect(proxy.requests.value.first?.lowercased().contains("authorization") == false)
        #expect(server.sight.value.versions == ["http2"])
      }
    }
  }

  @Test("a proxy gets its user and password, and never the token")
  func credentials() async throws {
    try await TLSServer.run(streams: nil) { _ in
      .answer(Array("{}".utf8))
    } _: { server in
      try await TunnelProxy.run(to: server.port) { proxy in
        let via = try ProxyServer("http://us%65r:p%40ss%3Aw%C3%B6rd@127.0.0.1:\(proxy.port)")
        _ = try await send(to: 443, host: name, proxy: via)
        let head = try #require(proxy.requests.value.first)
        #expect(head.hasPrefix("CONNECT \(name):443 HTTP/1.1\r\n"))
        // user:p@ss:wörd
        #expect(head.contains("proxy-authorization: Basic dXNlcjpwQHNzOnfDtnJk\r\n"))
        #expect(!head.contains(exampleToken))
        #expect(server.sight.value.requests.first?.headers["proxy-authorization"] == [])
      }
    }
  }

  @Test(
    "a proxy that makes no tunnel is named, with what it said",
    arguments: [
      ("407 Proxy Authentication Required", ProxyFailure.credentialsRefused), ("403 Forbidden", .tunnelRefused),
      ("502 Bad Gateway", .tunnelRefused),
    ]
  )
  func refusedTunnel(answer: String, failure: ProxyFailure) async throws {
    try await TunnelProxy.run(to: 1, answer: "HTTP/1.1 \(answer)\r\nContent-Length: 4\r\n\r\nsad\n") { proxy in
      let via = try ProxyServer("http://user:hunter2@127.0.0.1:\(proxy.port)")
      await #expect(throws: TransportError.proxy(failure, server: "127.0.0.1:\(proxy.port)")) {
        try await send(to: 443, host: name, proxy: via)
      }
    }
  }

  @Test("a proxy that is not there, or says nothing, is told from the server")
  func noProxy() async throws {
    let port = try await LoopbackServer.run({ _ in nil }, { $0.port })
    let gone = try ProxyServer("127.0.0.1:\(port)")
    await #expect(throws: TransportError.proxy(.connectionRefused, server: "127.0.0.1:\(port)")) {
      try await send(to: 443, host: name, proxy: gone)
    }
    try await LoopbackServer.run { _ in
      nil
    } _: { server in
      let silent = try ProxyServer("127.0.0.1:\(server.port)")
      await #expect(throws: TransportError.proxy(.timedOut, server: "127.0.0.1:\(server.port)")) {
        try await send(to: 443, host: name, timeouts: .init(connect: .milliseconds(200)), proxy: silent)
      }
    }
  }

  private func sendAll(_ count: Int, width: Int, _ transport: AsyncHTTPClientTransport, port: Int) async throws {
    let request = try request(port)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<count {
        if number >= width { try await group.next() }
        group.addTask { _ = try await transport.send(request) }
      }
      try await group.waitForAll()
    }
  }

  private func send(
    to port: Int,
    host: String = "127.0.0.1",
    timeouts: GitHubConfiguration.Timeouts = .init(connect: .seconds(10)),
    authorities: String? = TestCertificates.authority,
    proxy: ProxyServer? = nil
  ) async throws -> HTTPResponse {
    var configuration = try configuration(port, host: host)
    configuration.timeouts = timeouts
    configuration.certificateAuthorities = try authorities.map { try CertificateAuthorities(pem: Array($0.utf8)) }
    configuration.proxy = proxy
    let request = try request(port, host: host)
    return try await withTransport(for: configuration) { transport in try await transport.send(request) }
  }

  private func configuration(
    _ port: Int,
    host: String = "127.0.0.1",
    concurrency: Int = 5
  ) throws -> GitHubConfiguration {
    var configuration = GitHubConfiguration(
      apiURL: try APIURL("https://\(host):\(port)"),
      tokens: try Token(exampleToken),
      concurrency: concurrency,
      userAgent: "octoseal/test"
    )
    configuration.certificateAuthorities = try CertificateAuthorities(pem: Array(TestCertificates.authority.utf8))
    return configuration
  }

  private func request(_ port: Int, host: String = "127.0.0.1") throws -> HTTPRequest {
    let configuration = try configuration(port, host: host)
    return HTTPRequest(
      method: .get,
      origin: configuration.apiURL.origin,
      target: "/",
      fields: HeaderFields(),
      token: try Token(exampleToken)
    )
  }
}
