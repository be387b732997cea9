import GitHubAPI
import GitHubEmulator
import Synchronization
import Testing

/// Lets somebody else change something at one moment of a run.
final class ChangingTransport: Transport {
  private let base: any Transport
  private let model: GitHubModel
  private let moment: Moment
  private let change: @Sendable (GitHubModel) throws -> Void
  private let state = Mutex(false)

  /// Prepares a change.
  init(
    _ base: any Transport,
    _ model: GitHubModel,
    at moment: Moment,
    _ change: @escaping @Sendable (GitHubModel) throws -> Void
  ) {
    self.base = base
    self.model = model
    self.moment = moment
    self.change = change
  }

  /// Whether the moment came.
  var hasChanged: Bool { state.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let isDue =
      moment.fits(request)
      && state.withLock { hasChanged in
        defer { hasChanged = true }
        return !hasChanged
      }
    if isDue, !moment.isAfterwards { perform() }
    let response = try await base.send(request)
    if isDue, moment.isAfterwards { perform() }
    return response
  }

  private func perform() {
    do { try change(model) } catch { Issue.record(error) }
  }
}

/// A moment of a run.
enum Moment: Sendable {
  /// Everything is read and nothing is written.
  case beforeFirstWrite
  /// A page of a listing, whose path ends so, is about to be answered.
  case beforePage(Int, of: String)
  /// A request with this method whose target ends so was just answered.
  case after(HTTPRequest.Method, String)

  fileprivate var isAfterwards: Bool {
    switch self {
    case .beforeFirstWrite, .beforePage: false
    case .after: true
    }
  }

  fileprivate func fits(_ request: HTTPRequest) -> Bool {
    switch self {
    case .beforeFirstWrite: request.method != .get
    case .beforePage(let number, let path):
      request.target.contains("\(path)?") && request.target.hasSuffix("&page=\(number)")
    case .after(let method, let end):
      request.method == method && request.target.hasSuffix(end)
    }
  }
}
