/// One place from which the values of several declared secrets come, so that they are one value.
public struct SharedSource: Hashable, Sendable {
  /// The place in words and never with the value: `environment variable 'NPM_TOKEN'`.
  public var summary: String
  /// The secrets, sorted; at least two.
  public var addresses: [SecretAddress]

  /// Joins a place and its secrets.
  public init(summary: String, addresses: [SecretAddress]) {
    self.summary = summary
    self.addresses = addresses
  }
}
