import NIOCore
import NIOPosix

/// A proxy on loopback that leads every tunnel to one server on loopback, by HTTP's `CONNECT` or by SOCKS 5.
final class TunnelProxy: Sendable {
  let port: Int
  /// The first bytes of each connection: the whole head of a `CONNECT`, or what SOCKS says of the target.
  let requests: Shared<[String]>
  private let channel: any Channel

  private init(channel: any Channel, requests: Shared<[String]>) {
    self.channel = channel
    self.requests = requests
    port = channel.localAddress?.port ?? 0
  }

  /// Runs a body with a proxy that is gone afterwards.
  ///
  /// - Parameters:
  ///   - target: the port to which tunnels lead, whatever they are for.
  ///   - answer: what a `CONNECT` is answered with; a tunnel follows when it is a success.
  ///   - body: what uses the proxy.
  /// - Returns: what the body gives.
  /// - Throws: what the body throws, or why there is no proxy.
  static func run<Value>(
    to target: Int,
    answer: String = "HTTP/1.1 200 Connection established\r\n\r\n",
    _ body: (TunnelProxy) async throws -> Value
  ) async throws -> Value {
    let requests = Shared<[String]>([])
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let handler = Greeting(target: target, answer: answer, requests: requests)
          try channel.pipeline.syncOperations.addHandler(handler)
        }
      }
    let proxy = TunnelProxy(
      channel: try await bootstrap.bind(host: "127.0.0.1", port: 0).get(),
      requests: requests
    )
    do {
      let value = try await body(proxy)
      try await proxy.channel.close()
      return value
    } catch {
      try? await proxy.channel.close()
      throw error
    }
  }
}

/// Hears what tunnel is wanted, and makes it.
private final class Greeting: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let target: Int
  private let answer: String
  private let requests: Shared<[String]>
  private var received: [UInt8] = []
  private var hasMethod = false

  init(target: Int, answer: String, requests: Shared<[String]>) {
    self.target = target
    self.answer = answer
    self.requests = requests
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += unwrapInboundIn(data).readableBytesView
    if received.first == 5 { socks(context) } else { connect(context) }
  }

  private func connect(_ context: ChannelHandlerContext) {
    let text = String(decoding: received, as: UTF8.self)
    guard text.hasSuffix("\r\n\r\n") else { return }
    requests.change { $0.append(text) }
    reply(Array(answer.utf8), opensTunnel: answer.hasPrefix("HTTP/1.1 200"), context)
  }

  private func socks(_ context: ChannelHandlerContext) {
    guard hasMethod else {
      hasMethod = true
      received = []
      return reply([5, 0], opensTunnel: false, context)
    }
    let text = String(decoding: received.dropFirst(5).dropLast(2), as: UTF8.self)
    requests.change { $0.append(text) }
    reply([5, 0, 0, 1, 127, 0, 0, 1, 0, 80], opensTunnel: true, context)
  }

  private func reply(_ bytes: [UInt8], opensTunnel: Bool, _ context: ChannelHandlerContext) {
    guard opensTunnel else {
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
      return
    }
    let client = context.channel
    let loop = context.eventLoop
    let removed = context.pipeline.syncOperations.removeHandler(self)
    ClientBootstrap(group: loop)
      .channelInitializer { server in
        server.pipeline.addHandler(Relay(to: client))
      }
      .connect(host: "127.0.0.1", port: target)
      .flatMap { server in
        removed.flatMap { client.pipeline.addHandler(Relay(to: server)) }
      }
      .whenComplete { _ in client.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }
  }
}

/// Gives every byte to another connection, and ends it with its own.
private final class Relay: ChannelInboundHandler, Sendable {
  typealias InboundIn = ByteBuffer

  private let other: any Channel

  init(to other: any Channel) { self.other = other }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    other.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { other.close(promise: nil) }
}
