import NIOCore
import NIOPosix

/// A server on loopback that answers each request with given bytes, right or wrong.
final class LoopbackServer: Sendable {
  /// What is written and whether the connection is closed afterwards; nil to say nothing at all.
  struct Answer: Sendable {
    var bytes: [UInt8]
    var closes = false

    init(bytes: [UInt8], closes: Bool = false) {
      self.bytes = bytes
      self.closes = closes
    }

    /// A correct answer with a body.
    init(_ body: [UInt8], fields: [String] = []) {
      let head = ["HTTP/1.1 200 OK", "Content-Length: \(body.count)"] + fields
      bytes = Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
  }

  let port: Int
  let requests: Shared<[String]>
  private let channel: any Channel

  private init(channel: any Channel, requests: Shared<[String]>) {
    self.channel = channel
    self.requests = requests
    port = channel.localAddress?.port ?? 0
  }

  /// Runs a body with a server that is gone afterwards.
  @discardableResult
  static func run<Value>(
    _ answer: @escaping @Sendable (String) -> Answer?,
    _ body: (LoopbackServer) async throws -> Value
  ) async throws -> Value {
    let requests = Shared<[String]>([])
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Handler(requests: requests, answer: answer))
        }
      }
    let server = LoopbackServer(
      channel: try await bootstrap.bind(host: "127.0.0.1", port: 0).get(),
      requests: requests
    )
    do {
      let value = try await body(server)
      try await server.channel.close()
      return value
    } catch {
      try? await server.channel.close()
      throw error
    }
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let requests: Shared<[String]>
    private let answer: @Sendable (String) -> Answer?
    private var received = ""

    init(requests: Shared<[String]>, answer: @escaping @Sendable (String) -> Answer?) {
      self.requests = requests
      self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      received += String(buffer: unwrapInboundIn(data))
      // The first byte of a TLS handshake, which a server without TLS answers in its own way.
      if received.utf8.first == 0x16 { return reply(context) }
      guard let headEnd = received.firstRange(of: "\r\n\r\n") else { return }
      let head = received[..<headEnd.lowerBound].lowercased()
      let length = head.firstRange(of: "content-length: ").map { head[$0.upperBound...].prefix { $0.isNumber } }
      guard received[headEnd.upperBound...].utf8.count >= length.flatMap({ Int($0) }) ?? 0 else { return }
      reply(context)
    }

    private func reply(_ context: ChannelHandlerContext) {
      let request = received
      received = ""
      requests.change { $0.append(request) }
      guard let answer = answer(request) else { return }
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: answer.bytes)), promise: nil)
      if answer.closes { context.close(promise: nil) }
    }
  }
}
