/// One request in the log: never a token, never a body.
public struct RequestRecord: Hashable, Sendable {
  /// The method in capitals.
  public var method: String
  /// Path and query as sent, without `/api/v3`.
  public var path: String
  /// Nil when the connection was reset instead of answered.
  public var status: Int?
  /// The name of the token in the state; nil when none was known.
  public var tokenName: String?
  /// When it was answered, in milliseconds since 1970.
  public var milliseconds: Int
  /// Whether a fault struck it.
  public var wasStruck: Bool

  var json: JSON {
    [
      "method": .string(method), "path": .string(path), "status": status.map { .integer($0) } ?? .null,
      "token": tokenName.map { .string($0) } ?? .null, "milliseconds": .integer(milliseconds),
      "fault": .bool(wasStruck),
    ]
  }
}
