/// The rate limits of the server and what each token has used of them.
struct Limits: Hashable, Sendable {
  /// Requests per window; nil: no limits, as on Enterprise Server by default.
  var requests: Int? = 5_000
  /// Seconds.
  var window = 3_600
  /// The status of a refusal: 403 or 429.
  var refusalStatus = 403
  /// Points a minute, a read 1 and a write 5; nil: no secondary limit.
  var pointsPerMinute: Int?
  /// What `Retry-After` of the secondary limit says, in seconds.
  var retryAfter = 60
  private var usage: [String: Usage] = [:]

  /// What a token has used.
  private struct Usage: Hashable {
    var used = 0
    /// Seconds of the model's clock.
    var windowEnd = 0
    var points = 0
    /// Milliseconds of the surroundings.
    var minuteEnd = 0
  }

  /// What the headers `x-ratelimit-*` say.
  struct Status: Hashable {
    var limit: Int
    var used: Int
    var reset: Int

    var remaining: Int { max(0, limit - used) }
  }

  /// Why a request is turned away.
  enum Excess: Hashable {
    case primary
    case secondary(retryAfter: Int)
  }

  /// The state of the primary limit for a token; nil when limits are off.
  mutating func status(of token: String, now: ModelTime) -> Status? {
    guard let requests else { return nil }
    var usage = usage[token, default: Usage()]
    if usage.windowEnd <= now.seconds {
      usage.used = 0
      usage.windowEnd = now.seconds + window
      self.usage[token] = usage
    }
    return Status(limit: requests, used: usage.used, reset: usage.windowEnd)
  }

  /// Whether a request may pass, counting its points.
  mutating func excess(of token: String, isMutation: Bool, now: ModelTime, surroundings: Int) -> Excess? {
    if let status = status(of: token, now: now), status.remaining == 0 { return .primary }
    guard let pointsPerMinute else { return nil }
    var usage = usage[token, default: Usage()]
    if usage.minuteEnd <= surroundings {
      usage.points = 0
      usage.minuteEnd = surroundings + 60_000
    }
    usage.points += isMutation ? 5 : 1
    self.usage[token] = usage
    return usage.points > pointsPerMinute ? .secondary(retryAfter: retryAfter) : nil
  }

  /// Counts a request.
  mutating func charge(_ token: String, now: ModelTime) {
    guard status(of: token, now: now) != nil else { return }
    usage[token]?.used += 1
  }

  /// Takes a request back that turned out to be free, as one that is answered 304.
  mutating func refund(_ token: String) {
    guard let used = usage[token]?.used, used > 0 else { return }
    usage[token]?.used = used - 1
  }

  /// Makes a token look as if this much were left.
  mutating func setRemaining(_ remaining: Int, of token: String, now: ModelTime) {
    guard let status = status(of: token, now: now) else { return }
    usage[token]?.used = max(0, status.limit - remaining)
  }
}
