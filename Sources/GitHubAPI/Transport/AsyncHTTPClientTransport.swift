import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

/// Sends requests with AsyncHTTPClient, over HTTP/2 where the server offers it.
///
/// It must be shut down; `withTransport` does that on every path.
public final class AsyncHTTPClientTransport: Transport {
  private let client: HTTPClient
  private let proxy: ProxyServer?
  private let requestTimeout: Duration
  private let largestBody: Int

  /// Prepares connections for a configuration; none is made before the first request.
  public init(configuration: GitHubConfiguration) {
    var settings = HTTPClient.Configuration()
    settings.redirectConfiguration = .disallow
    settings.timeout = .init(
      connect: TimeAmount(configuration.timeouts.connect),
      read: TimeAmount(configuration.timeouts.read)
    )
    settings.decompression = .enabled(limit: .size(configuration.largestBody))
    settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = configuration.concurrency
    // Otherwise a refused connection or a bad certificate is tried again until the connect time-out.
    settings.connectionPool.retryConnectionEstablishment = false
    settings.proxy = configuration.proxy.map { HTTPClient.Configuration.Proxy($0) }
    settings.setTLS(to: configuration.apiURL.origin, trusting: configuration.certificateAuthorities)
    // Named, so that TLS and its errors are the same on every system; the default takes Apple's where it can.
    client = HTTPClient(eventLoopGroupProvider: .shared(.singletonMultiThreadedEventLoopGroup), configuration: settings)
    proxy = configuration.proxy
    requestTimeout = configuration.timeouts.request
    largestBody = configuration.largestBody
  }

  /// Closes all connections; requests under way fail.
  public func shutdown() async {
    // The only failure is a second shutdown, which changes nothing.
    try? await client.shutdown()
  }

  /// Sends a request and reads the whole answer.
  ///
  /// - Throws: `TransportError` when there is no complete answer.
  public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let result = await withTaskGroup(of: Result<HTTPResponse, TransportError>?.self) { group in
      group.addTask { await self.exchange(request) }
      // AsyncHTTPClient's own deadline ends with the header fields, so a trickling body would outlive it.
      group.addTask { await deadline(after: self.requestTimeout) }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
    return try (result ?? .failure(.cancelled)).get()
  }

  private func exchange(_ request: HTTPRequest) async -> Result<HTTPResponse, TransportError> {
    do {
      let answer = try await client.execute(HTTPClientRequest(request), timeout: TimeAmount(requestTimeout))
      let fields = HeaderFields(answer.headers.map { ($0.name, $0.value) })
      let body = try await bytes(of: answer.body, announced: fields["Content-Length"].flatMap { Int($0) })
      return .success(HTTPResponse(status: Int(answer.status.code), fields: fields, body: body))
    } catch {
      return .failure(TransportError(error, proxy: proxy, largestBody: largestBody))
    }
  }
}

extension AsyncHTTPClientTransport {
  /// Reads a body into one array of the right size, since fifty pages of half a megabyte may be under way.
  private func bytes(of body: HTTPClientResponse.Body, announced: Int?) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(announced ?? 0, largestBody))
    for try await part in body {
      guard bytes.count + part.readableBytes <= largestBody else { throw NIOTooManyBytesError(maxBytes: largestBody) }
      bytes.append(contentsOf: part.readableBytesView)
    }
    return bytes
  }
}

/// Gives a transport to a body of code and shuts it down afterwards, whatever happens.
public func withTransport<Value, Failure>(
  for configuration: GitHubConfiguration,
  _ body: (AsyncHTTPClientTransport) async throws(Failure) -> Value
) async throws(Failure) -> Value {
  let transport = AsyncHTTPClientTransport(configuration: configuration)
  do {
    let value = try await body(transport)
    await transport.shutdown()
    return value
  } catch {
    await transport.shutdown()
    throw error
  }
}

private func deadline(after timeout: Duration) async -> Result<HTTPResponse, TransportError>? {
  do {
    try await Task.sleep(for: timeout)
    return .failure(.timedOut)
  } catch {
    return nil
  }
}

extension HTTPClientRequest {
  fileprivate init(_ request: HTTPRequest) {
    self.init(url: request.url)
    method = HTTPMethod(rawValue: request.method.rawValue)
    for (name, value) in request.fields.all { headers.add(name: name, value: value) }
    headers.add(name: "Authorization", value: request.authorization)
    // AsyncHTTPClient decompresses but does not say that it can.
    headers.add(name: "Accept-Encoding", value: "gzip")
    if let bytes = request.body { body = .bytes(bytes, length: .known(Int64(bytes.count))) }
  }
}

extension HTTPClient.Configuration {
  fileprivate mutating func setTLS(to origin: Origin, trusting authorities: CertificateAuthorities?) {
    guard origin.scheme == .https else { return }
    var configuration = TLSConfiguration.makeClientConfiguration()
    if let authorities { configuration.trustRoots = .certificates(authorities.certificates) }
    // Every answer is complete by then, so nobody is to wait long for a server that does not say goodbye.
    configuration.shutdownTimeout = .seconds(1)
    tlsConfiguration = configuration
    guard !origin.isAddress else { return }
    let check = { @Sendable channel in requireCertificate(for: origin.host, on: channel) }
    http1_1ConnectionDebugInitializer = check
    http2ConnectionDebugInitializer = check
  }
}

extension HTTPClient.Configuration.Proxy {
  fileprivate init(_ proxy: ProxyServer) {
    switch proxy.kind {
    case .http:
      let authorization = proxy.credentials.map {
        HTTPClient.Authorization.basic(username: $0.user, password: $0.password)
      }
      self = .server(host: proxy.host, port: proxy.port, authorization: authorization)
    case .socks: self = .socksServer(host: proxy.host, port: proxy.port)
    }
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}
