import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

/// A model that answers on a port of the loopback interface.
public final class EmulatorServer: Sendable {
  /// What it answers for; may be asked and changed while the server runs.
  public let model: GitHubModel
  /// Chosen by the system when none was asked for.
  public let port: Int
  private let running: Task<Void, any Error>
  private let stateFile: StateFile?

  /// `http://127.0.0.1:PORT`.
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  private init(model: GitHubModel, port: Int, running: Task<Void, any Error>, stateFile: StateFile?) {
    self.model = model
    self.port = port
    self.running = running
    self.stateFile = stateFile
  }

  /// Starts to answer, and returns when requests can come.
  ///
  /// - Parameters:
  ///   - model: what to answer for.
  ///   - port: 0 takes any free one.
  ///   - latency: milliseconds added to each request of GitHub's API.
  ///   - stateFile: where changes of the model are kept.
  /// - Returns: the running server.
  /// - Throws: what binding the port throws.
  public static func start(
    model: GitHubModel,
    port: Int = 0,
    latency: Int = 0,
    stateFile: StateFile? = nil
  ) async throws -> EmulatorServer {
    let responder = Responder(model: model, latency: latency, stateFile: stateFile)
    let (ports, announcement) = AsyncThrowingStream<Int, any Error>.makeStream()
    let server = Server(
      childChannelSetup: HTTP1Channel(responder: { request, writer, channel in
        try await responder.respond(to: request, writer, channel)
      }),
      configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port), backlog: 1_024),
      onServerRunning: { channel in announcement.yield(channel.localAddress?.port ?? port) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      logger: Logger(label: "octoseal-emulator") { _ in SwiftLogNoOpLogHandler() }
    )
    let running = Task {
      do {
        try await server.run()
        announcement.finish()
      } catch {
        announcement.finish(throwing: error)
        throw error
      }
    }
    for try await port in ports {
      return EmulatorServer(model: model, port: port, running: running, stateFile: stateFile)
    }
    throw CancellationError()
  }

  /// Closes all connections and writes the state file.
  ///
  /// - Throws: what writing the file throws.
  public func stop() async throws {
    running.cancel()
    _ = await running.result
    try await stateFile?.save()
  }
}
