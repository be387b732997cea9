import GitHubAPI

/// Lets every request through and names it.
struct RecordingTransport: Transport {
  let base: any Transport
  let names = RequestNames()
  /// Told after each request that may have changed something.
  var onChange: @Sendable () -> Void = {}

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    _ = names.note(request)
    defer { if request.method != .get { onChange() } }
    return try await base.send(request)
  }
}
