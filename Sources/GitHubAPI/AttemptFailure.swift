import SecretModel

/// Why one attempt at a request came to nothing.
enum AttemptFailure: Error, Sendable {
  /// There was no complete answer.
  case transport(TransportError)
  /// The answer is not a success.
  case answer(HTTPResponse)
  /// The answer is a success that cannot be read; with its status.
  case unreadable(UnreadableBody, Int)
  /// The answer is a redirect that is not followed; with its status.
  case redirect(RefusedRedirect, Int)
  /// The task was cancelled before the request was sent.
  case cancelled
  /// The request was not sent, since limits would hold it up for too long; how long still, and which.
  case heldUp(Duration, reason: String)
  /// There is no token for it.
  case noToken(GitHubError)

  /// What it means that a request got no turn.
  init(_ refusal: RequestScheduler.Refusal) {
    switch refusal {
    case .cancelled: self = .cancelled
    case .heldUp(let wait, let reason): self = .heldUp(wait, reason: reason)
    }
  }

  /// Whether a write may have taken effect nevertheless.
  fileprivate var leavesOutcomeUnknown: Bool {
    switch self {
    case .transport(let error): error.mayHaveReachedServer
    case .answer(let response): response.status >= 500
    case .unreadable: true
    case .redirect, .cancelled, .heldUp, .noToken: false
    }
  }

  /// What the body of an error answer says.
  func message(to endpoint: Endpoint, token: Token?) -> ServerMessage? {
    guard case .answer(let response) = self, let token else { return nil }
    return ServerMessage(response, submittedBody: endpoint.body != nil, token: token)
  }

  /// The failure as far as patience is concerned.
  func patience(_ message: ServerMessage?) -> RetryPolicy.Failure {
    switch self {
    case .transport(let error): return .noAnswer(error)
    case .unreadable: return .unreadable
    case .redirect, .cancelled, .heldUp, .noToken: return .final
    case .answer(let response):
      if let message, let limit = RateLimit(response, message: message) { return .rateLimited(limit) }
      return .status(response.status, retryAfter: retryAfter(in: response.fields))
    }
  }

  /// The error that a caller gets when this attempt is the last.
  ///
  /// - Parameters:
  ///   - attempts: what happened to the request.
  ///   - message: what the body of the last answer says.
  ///   - serverDate: the server's time by now, from which the end of a wait is told.
  /// - Returns: the error.
  func error(_ attempts: Attempts, _ message: ServerMessage?, serverDate: Timestamp?) -> GitHubError {
    switch self {
    case .transport(let error): return attempts.error(.noAnswer(error))
    case .unreadable(let body, let status): return attempts.error(.unreadable(reason: body.reason), status: status)
    case .redirect(let refusal, let status): return attempts.error(.redirected(refusal), status: status)
    case .cancelled: return attempts.cancelled
    case .heldUp(let wait, let reason):
      return attempts.error(.heldUp(until: serverDate?.advanced(bySeconds: wait.roundedUpSeconds), reason: reason))
    case .noToken(let error): return error
    case .answer(let response):
      guard let message else { return attempts.error(.unexpectedStatus, status: response.status) }
      return GitHubError(
        response,
        message: message,
        to: attempts.endpoint,
        attempts: attempts.count,
        outcomeUnknown: attempts.isOutcomeUnknown
      )
    }
  }
}

/// What happened to one request so far.
struct Attempts: Sendable {
  let endpoint: Endpoint
  private(set) var history = RetryPolicy.History()
  private(set) var isOutcomeUnknown = false
  /// The token that the last attempt was sent with.
  var grant: TokenGrant?
  /// Whether another token was asked for, since the server refused one.
  var hasReplacedToken = false
  /// The turn that the last attempt had.
  var turn: RequestScheduler.Turn?

  init(endpoint: Endpoint) { self.endpoint = endpoint }

  /// How many attempts failed.
  var count: Int { history.failures + history.limits }

  /// Counts a failure; `limited` is how long limits have held up all requests, for one that hit a limit.
  mutating func note(_ failure: AttemptFailure, limited: Duration?) {
    if let limited {
      history.limits += 1
      history.limited = limited
    } else {
      history.failures += 1
    }
    if endpoint.kind == .write, failure.leavesOutcomeUnknown { isOutcomeUnknown = true }
  }

  /// The error for a task that was cancelled between two attempts.
  var cancelled: GitHubError { error(.cancelled) }

  func error(_ kind: GitHubError.Kind, status: Int? = nil) -> GitHubError {
    var error = GitHubError(kind, endpoint: endpoint, attempts: count, outcomeUnknown: isOutcomeUnknown)
    error.status = status
    return error
  }
}

extension RetryPolicy.Failure {
  var isRateLimit: Bool { limitKind != nil }

  /// Which limit was hit; nil for other failures.
  var limitKind: RateLimit.Kind? {
    if case .rateLimited(let limit) = self { limit.kind } else { nil }
  }
}
