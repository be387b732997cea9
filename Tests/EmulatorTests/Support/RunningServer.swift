@testable import GitHubEmulator

/// Runs a test against a server on a real port of the loopback interface, and stops it on every path.
func withServer(
  _ state: String = Emulated.smallState,
  latency: Int = 0,
  _ body: (EmulatorServer) async throws -> Void
) async throws {
  let server = try await EmulatorServer.start(model: GitHubModel(state: state), latency: latency)
  do {
    try await body(server)
  } catch {
    try await server.stop()
    throw error
  }
  try await server.stop()
}
