import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix
import NIOSSL

/// A server on loopback that speaks TLS, and HTTP/2 where a test wants it.
final class TLSServer: Sendable {
  /// What happens to a request.
  enum Reaction: Sendable {
    /// It is answered with this body.
    case answer([UInt8], headers: [(String, String)] = [])
    /// Nothing is said.
    case silence
    /// An answer begins, and one byte of it comes every few milliseconds.
    case trickle
    /// An answer begins, and the connection is gone.
    case loseConnection
    /// HTTP/2 only: the connection is to be closed, and this request was not begun.
    case goAway
    /// HTTP/2 only: this request was not begun.
    case refuseStream
  }

  /// What the server saw.
  struct Sight: Sendable {
    var connections = 0
    var underWay = 0
    var mostUnderWay = 0
    var requests: [HTTPRequestHead] = []
    /// `http1` or `http2`, one for each request.
    var versions: [String] = []
  }

  let port: Int
  let sight: Shared<Sight>
  private let channel: any Channel

  private init(channel: any Channel, sight: Shared<Sight>) {
    self.channel = channel
    self.sight = sight
    port = channel.localAddress?.port ?? 0
  }

  /// Runs a body with a server that is gone afterwards.
  ///
  /// - Parameters:
  ///   - streams: how many requests a connection of HTTP/2 may carry at once; nil to offer HTTP/1.1 only.
  ///   - hold: nothing is answered before so many requests were under way at once.
  ///   - react: what happens to the nth request.
  ///   - body: what uses the server.
  /// - Returns: what the body gives.
  /// - Throws: what the body throws, or why there is no server.
  @discardableResult
  static func run<Value>(
    streams: Int?,
    hold: Int = 1,
    _ react: @escaping @Sendable (_ number: Int) -> Reaction,
    _ body: (TLSServer) async throws -> Value
  ) async throws -> Value {
    let sight = Shared(Sight())
    let handler: @Sendable (String) -> RequestHandler = { version in
      RequestHandler(version: version, hold: hold, sight: sight, react: react)
    }
    let context = try context(offersHTTP2: streams != nil)
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelOption(.backlog, value: 256)
      .childChannelInitializer { channel in
        channel.eventLoop
          .makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
          }
          .flatMap {
            sight.change { $0.connections += 1 }
            return channel.configureHTTP2SecureUpgrade(
              h2ChannelConfigurator: { http2($0, streams: streams ?? 0, handler) },
              http1ChannelConfigurator: { http1($0, handler) }
            )
          }
      }
    let server = TLSServer(channel: try await bootstrap.bind(host: "127.0.0.1", port: 0).get(), sight: sight)
    do {
      let value = try await body(server)
      try await server.channel.close()
      return value
    } catch {
      try? await server.channel.close()
      throw error
    }
  }

  private static func context(offersHTTP2: Bool) throws -> NIOSSLContext {
    let certificate = try NIOSSLCertificate(bytes: Array(TestCertificates.server.utf8), format: .pem)
    let key = try NIOSSLPrivateKey(bytes: Array(TestCertificates.serverKey.utf8), format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: [.certificate(certificate)],
      privateKey: .privateKey(key)
    )
    configuration.applicationProtocols = offersHTTP2 ? ["h2", "http/1.1"] : ["http/1.1"]
    return try NIOSSLContext(configuration: configuration)
  }

  private static func http1(
    _ channel: any Channel,
    _ handler: @escaping @Sendable (String) -> RequestHandler
  ) -> EventLoopFuture<Void> {
    channel.pipeline.configureHTTPServerPipeline()
      .flatMapThrowing {
        try channel.pipeline.syncOperations.addHandler(handler("http1"))
      }
  }

  private static func http2(
    _ channel: any Channel,
    streams: Int,
    _ handler: @escaping @Sendable (String) -> RequestHandler
  ) -> EventLoopFuture<Void> {
    channel.configureHTTP2Pipeline(
      mode: .server,
      initialLocalSettings: nioDefaultSettings + [HTTP2Setting(parameter: .maxConcurrentStreams, value: streams)]
    ) { stream in
      stream.eventLoop.makeCompletedFuture {
        let handlers = stream.pipeline.syncOperations
        try handlers.addHandler(HTTP2FramePayloadToHTTP1ServerCodec())
        try handlers.addHandler(handler("http2"))
      }
    }
    .map { _ in }
  }
}

private final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let version: String
  private let hold: Int
  private let sight: Shared<TLSServer.Sight>
  private let react: @Sendable (Int) -> TLSServer.Reaction

  init(
    version: String,
    hold: Int,
    sight: Shared<TLSServer.Sight>,
    react: @escaping @Sendable (Int) -> TLSServer.Reaction
  ) {
    self.version = version
    self.hold = hold
    self.sight = sight
    self.react = react
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      sight.change { [version] in
        $0.requests.append(head)
        $0.versions.append(version)
        $0.underWay += 1
        $0.mostUnderWay = max($0.mostUnderWay, $0.underWay)
      }
    case .body: break
    case .end:
      respond(to: sight.value.requests.count, context)
    }
  }

  private func respond(to number: Int, _ context: ChannelHandlerContext) {
    guard sight.value.mostUnderWay >= hold else {
      context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(1)) { self.respond(to: number, context) }
      return
    }
    sight.change { $0.underWay -= 1 }
    switch react(number) {
    case .silence: break
    case .answer(let body, let headers):
      begin(context, length: body.count, headers: headers)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: body)))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    case .trickle:
      begin(context, length: 1_000_000, headers: [])
      trickle(context)
    case .loseConnection:
      begin(context, length: 1_000_000, headers: [])
      let connection = version == "http2" ? context.channel.parent : context.channel
      let tls = try? connection?.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
      // Below TLS, so that it cannot say that it ends.
      tls?.close(promise: nil)
    case .goAway:
      let frame = HTTP2Frame.FramePayload.goAway(lastStreamID: .rootStream, errorCode: .noError, opaqueData: nil)
      context.channel.parent?.writeAndFlush(HTTP2Frame(streamID: .rootStream, payload: frame), promise: nil)
    case .refuseStream:
      let codec = try? context.pipeline.syncOperations.context(handlerType: HTTP2FramePayloadToHTTP1ServerCodec.self)
      codec?.writeAndFlush(NIOAny(HTTP2Frame.FramePayload.rstStream(.refusedStream)), promise: nil)
    }
  }

  private func begin(_ context: ChannelHandlerContext, length: Int, headers: [(String, String)]) {
    let fields = HTTPHeaders(headers + [("Content-Length", "\(length)")])
    let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: fields)
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func trickle(_ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: "{")))), promise: nil)
    context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(5)) { self.trickle(context) }
  }
}
