public import SecretModel

/// A pause of more than a second, for the person who watches.
public struct RequestWait: Hashable, Sendable {
  /// How long it is.
  public var duration: Duration
  /// When it ends by the server's clock; nil when the server did not say what time it is.
  public var until: Timestamp?
  /// Why, such as `GitHub's secondary rate limit`.
  public var reason: String
}

extension RequestWait: CustomStringConvertible {
  /// `waiting SECONDS s until TIME: REASON`.
  public var description: String {
    let seconds = duration.roundedUpSeconds
    return "waiting \(seconds) s\(until.map { " until \($0)" } ?? ""): \(reason)"
  }
}

extension Duration {
  /// The length in whole seconds, never shorter than it is.
  var roundedUpSeconds: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
