/// Why a state cannot be used, and where it is wrong.
public struct StateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// `3:17` for a text that is not JSON, `organizations.acme.secrets.NPM_TOKEN` for anything else.
  public var place: String
  /// What is wrong there.
  public var reason: String

  /// `PLACE: REASON`.
  public var description: String { "\(place): \(reason)" }
}
