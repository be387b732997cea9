import SecretModel

/// What an answer says of the requests that are left in this hour.
///
/// Source: docs.github.com, "Rate limits for the REST API", the headers `x-ratelimit-*`; absent on an Enterprise Server
/// without limits.
struct PrimaryLimit: Hashable, Sendable {
  /// What the requests are counted under, such as `core`.
  var resource: String
  /// How many requests a window has.
  var limit: Int
  /// How many are left.
  var remaining: Int
  /// How long the window lasts from this answer on.
  var untilReset: Duration

  /// Reads the headers of an answer; nil when they say nothing, or nothing that can be true.
  init?(_ fields: HeaderFields) {
    guard let remaining = fields["X-RateLimit-Remaining"].flatMap({ Int($0) }), remaining >= 0 else { return nil }
    guard let untilReset = timeUntilReset(in: fields), untilReset <= longestWindow else { return nil }
    self.remaining = remaining
    self.untilReset = untilReset
    limit = fields["X-RateLimit-Limit"].flatMap { Int($0) } ?? remaining
    resource = fields["X-RateLimit-Resource"] ?? "core"
  }
}

/// Twice the hour that GitHub's window lasts: what ends later cannot be true.
private let longestWindow = Duration.seconds(2 * 3_600)

/// What is left of a primary limit, from what many answers in any order have said; pure.
struct PrimaryAllowance: Sendable {
  private var limit: Int
  private var remaining: Int
  private var reset: Duration

  init(_ seen: PrimaryLimit, at now: Duration) {
    limit = seen.limit
    remaining = seen.remaining
    reset = now + seen.untilReset
  }

  /// Takes in another answer.
  mutating func note(_ seen: PrimaryLimit, at now: Duration) {
    let seenReset = now + seen.untilReset
    // The reset is told in whole seconds, so the same one seems to move a little.
    let isSameWindow = max(seenReset, reset) - min(seenReset, reset) < .seconds(5)
    if now >= reset || (!isSameWindow && seenReset > reset) {
      self = PrimaryAllowance(seen, at: now)
    } else if isSameWindow {
      remaining = min(remaining, seen.remaining)
    }
  }

  /// When a request may go, with so many others under way that may not be counted yet.
  ///
  /// - Parameters:
  ///   - kind: what it is.
  ///   - inFlight: how many others are under way.
  ///   - reserve: how many writes leave to reads, so that what was written can still be read back.
  ///   - now: the time.
  /// - Returns: when it may go.
  func opening(for kind: RequestKind, inFlight: Int, reserve: Int, at now: Duration) -> Opening {
    let kept = kind == .write ? min(reserve, limit / 4) : 0
    let left = now < reset ? remaining : max(limit, kept + 1)
    if left - inFlight > kept { return .now }
    // What is under way may cost nothing, as an answer with 304 does.
    return left > kept ? .afterAnAnswer : .at(reset)
  }

  /// When a request may go.
  enum Opening: Hashable, Sendable {
    case now
    /// When one of those under way is answered.
    case afterAnAnswer
    /// At that time.
    case at(Duration)
  }

  /// `5000 requests an hour`, as far as it is known.
  var words: String { "GitHub's \(limit) requests an hour are used up" }
}
