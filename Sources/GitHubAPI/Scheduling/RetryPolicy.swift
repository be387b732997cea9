/// When and how often a failed request is repeated; pure.
///
/// Every request here may be repeated: reads change nothing, and each write leaves the same state when it is done twice
/// (what was created already is then a conflict, which its caller expects). That is how an unknown outcome is resolved.
public struct RetryPolicy: Hashable, Sendable {
  /// How often a request is sent in all when the connection or the server fails.
  public var attempts: Int
  /// The pause before the second attempt; each further pause doubles.
  public var firstPause: Duration
  /// The longest pause after a failure.
  public var longestPause: Duration
  /// How long is waited, without one success in between, for a limit that does not say when it ends, and how long at
  /// once for a server that failed and says when to come back.
  public var longestWait: Duration
  /// How long is waited, without one success in between, for limits that say when they end.
  public var longestLimit: Duration

  /// Sets the limits of patience.
  public init(
    attempts: Int = 4,
    firstPause: Duration = .milliseconds(500),
    longestPause: Duration = .seconds(20),
    longestWait: Duration = .seconds(15 * 60),
    longestLimit: Duration = .seconds(75 * 60)
  ) {
    self.attempts = max(1, attempts)
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.longestWait = longestWait
    self.longestLimit = longestLimit
  }

  /// Why an attempt came to nothing, as far as patience is concerned.
  enum Failure: Hashable, Sendable {
    /// There was no complete answer.
    case noAnswer(TransportError)
    /// The answer was a success that cannot be read, as when its body was cut.
    case unreadable
    /// The server failed, and perhaps said when to come back.
    case status(Int, retryAfter: Duration?)
    /// A limit was hit.
    case rateLimited(RateLimit)
    /// The same request would fail in the same way.
    case final
  }

  /// What happened to a request so far.
  struct History: Hashable, Sendable {
    /// Attempts that failed, besides those that hit a limit.
    var failures = 0
    /// Attempts that hit a limit.
    var limits = 0
    /// How long limits have held up all requests without one success.
    var limited = Duration.zero
  }

  /// What to do about a failure.
  enum Decision: Hashable, Sendable {
    /// This request pauses.
    case retry(after: Duration)
    /// All requests of the same budget pause.
    case holdAll(Duration)
    /// The failure is the result.
    case giveUp
  }

  /// Decides about a failure; `history` includes it, `jitter` lies in 0..<1.
  func decision(after failure: Failure, history: History, jitter: Double) -> Decision {
    switch failure {
    case .final: .giveUp
    case .noAnswer(let error) where !error.isTransient: .giveUp
    case .noAnswer, .unreadable: backOff(atLeast: .zero, history: history, jitter: jitter)
    case .status(let status, let retryAfter):
      [500, 502, 503, 504].contains(status)
        ? backOff(atLeast: retryAfter ?? .zero, history: history, jitter: jitter) : .giveUp
    case .rateLimited(let limit): hold(for: limit, history: history, jitter: jitter)
    }
  }

  private func backOff(atLeast minimum: Duration, history: History, jitter: Double) -> Decision {
    guard history.failures < attempts, minimum <= longestWait else { return .giveUp }
    let pause = min(longestPause, firstPause * powerOfTwo(history.failures - 1))
    // Half of the pause is left to chance, so that requests that failed together do not come back together.
    return .retry(after: max(minimum, pause * (0.5 + 0.5 * jitter)))
  }

  private func hold(for limit: RateLimit, history: History, jitter: Double) -> Decision {
    let asked = limit.wait ?? .seconds(60) * powerOfTwo(history.limits - 1)
    let wait = max(asked, .seconds(1)) + .milliseconds(250) * jitter
    let longest = limit.wait == nil ? longestWait : longestLimit
    guard history.limits <= mostLimitedAttempts, history.limited + asked <= longest else { return .giveUp }
    return .holdAll(wait)
  }
}

/// So many times one request may run into a limit although others pass.
private let mostLimitedAttempts = 10

private func powerOfTwo(_ exponent: Int) -> Int { 1 << min(max(exponent, 0), 16) }
