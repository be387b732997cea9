import SecretModel

/// What an answer says about a rate limit that was hit.
///
/// Source: docs.github.com, "Rate limits for the REST API" and "Best practices": first `Retry-After`, else the reset of
/// the primary limit, else at least a minute.
struct RateLimit: Hashable, Sendable {
  /// GitHub's two kinds of limits.
  enum Kind: String, Sendable {
    /// So many requests an hour.
    case primary
    /// So many requests at once, or points or writes a minute.
    case secondary

    /// What happened, for the person who waits.
    var words: String { "GitHub's \(rawValue) rate limit was reached" }
  }

  /// Which limit.
  var kind: Kind

  /// How long to wait; nil when the answer does not say.
  var wait: Duration?

  /// Recognizes a rate limit in an answer; nil when it is about something else, such as a missing permission.
  init?(_ response: HTTPResponse, message: ServerMessage) {
    guard response.status == 403 || response.status == 429 else { return nil }
    let isExhausted = response.fields["X-RateLimit-Remaining"] == "0"
    let retryAfter = retryAfter(in: response.fields)
    let saysSo = message.speaksOfRateLimit || response.status == 429
    guard retryAfter != nil || saysSo || (isExhausted && message.text == nil) else { return nil }
    kind = isExhausted && !message.speaksOfSecondaryLimit ? .primary : .secondary
    wait = retryAfter ?? (isExhausted ? timeUntilReset(in: response.fields) : nil)
  }
}

/// The time that a server asks to wait, from `Retry-After` in seconds or as a date.
func retryAfter(in fields: HeaderFields) -> Duration? {
  guard let text = fields["Retry-After"] else { return nil }
  if let seconds = Int64(text) { return .seconds(min(max(seconds, 0), longestPlausibleWait)) }
  guard let date = Timestamp(httpDate: text) else { return nil }
  return time(until: date, in: fields)
}

/// The time until the primary limit starts anew, by the server's own clock.
func timeUntilReset(in fields: HeaderFields) -> Duration? {
  guard let reset = fields["X-RateLimit-Reset"].flatMap({ Int64($0) }) else { return nil }
  // One second more, since the reset is given in whole seconds.
  return time(until: Timestamp(secondsSinceEpoch: reset), in: fields).map { $0 + .seconds(1) }
}

/// The time from the server's own `Date`, so that a wrong clock of this machine does not matter.
private func time(until date: Timestamp, in fields: HeaderFields) -> Duration? {
  guard let now = fields["Date"].flatMap({ Timestamp(httpDate: $0) }) else { return nil }
  let (seconds, overflows) = date.secondsSinceEpoch.subtractingReportingOverflow(now.secondsSinceEpoch)
  return overflows ? nil : .seconds(min(max(seconds, 0), longestPlausibleWait))
}

/// A day in seconds: what is longer is no rate limit.
private let longestPlausibleWait: Int64 = 86_400
