import Synchronization

/// Finds out which dialect the server speaks, from answers to requests that are made anyway.
///
/// On GitHub's own hosts it is known beforehand. Elsewhere requests go in the form that most servers take until there is an
/// answer. Those that some servers want elsewhere wait for it, so that no more than one of them is made in vain.
final class DialectDetection: Sendable {
  private struct State {
    /// Nil until there was an answer.
    var server: ServerIdentity?
    var refused: Set<APIVersion> = []
    var isAsking = false
    var question: Task<Void, Never>?
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let choice: APIVersionChoice
  private let state: Mutex<State>

  init(_ configuration: GitHubConfiguration) {
    choice = configuration.apiVersion
    state = Mutex(State(server: configuration.apiURL.isGitHubCloud ? .gitHub : nil))
  }

  /// The dialect as far as it is known by now.
  var dialect: ServerDialect {
    let (server, refused) = state.withLock { ($0.server ?? .silent, $0.refused) }
    return ServerDialect(of: server, choice: choice, refused: refused)
  }

  /// Waits for the first answer, if a request depends on it and another one is the first.
  ///
  /// - Returns: whether the request is the first itself; then `endFirst` has to follow, whatever comes of it.
  func begin(_ endpoint: Endpoint) async -> Bool {
    let isFirst = state.withLock { state in
      guard state.server == nil, !state.isAsking else { return false }
      state.isAsking = true
      return true
    }
    guard !isFirst, endpoint.dependsOnServer else { return isFirst }
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.isAsking { state.waiting.append(continuation) }
        return !state.isAsking
      }
      if isOver { continuation.resume() }
    }
    return false
  }

  /// Lets the others go after the first request, which may have got no answer at all.
  func endFirst() { release { $0.isAsking = false } }

  /// Takes in what an answer says of its server.
  func note(_ response: HTTPResponse) {
    let shown = ServerIdentity(response.fields)
    // Something between the server and us may have said that the server cannot be reached.
    guard response.status < 500 || shown != .silent else { return }
    release { state in
      state.isAsking = false
      if state.server == nil || state.server == .silent { state.server = shown }
    }
  }

  /// Asks a server what it is of which no answer says it, once for all who want to know.
  func ask(_ version: @escaping @Sendable () async -> EnterpriseVersion?) async {
    let question = state.withLock { state -> Task<Void, Never>? in
      guard state.server == .silent else { return nil }
      let question = state.question ?? Task { self.note(installed: await version()) }
      state.question = question
      return question
    }
    await question?.value
  }

  private func note(installed version: EnterpriseVersion?) {
    guard let version else { return }
    state.withLock { $0.server = .enterprise(version) }
  }

  /// Takes in that the server does not know a version of the API.
  ///
  /// - Returns: whether another may be asked for.
  func note(refused version: APIVersion) -> Bool {
    guard choice == .automatic else { return false }
    state.withLock { _ = $0.refused.insert(version) }
    return true
  }

  private func release(_ change: (inout State) -> Void) {
    let waiting = state.withLock { state in
      change(&state)
      guard !state.isAsking else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }
}
