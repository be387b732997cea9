/// What a plan has to know of the server that carries it out.
public struct ServerAbilities: Hashable, Sendable {
  /// The server as messages name it: `GitHub`, or `Enterprise Server 3.7.0`.
  public var name: String

  /// Whether the PUT of an organization's secret needs the value even when only the visibility changes.
  public var organizationPutNeedsValue: Bool

  /// Describes a server.
  public init(name: String, organizationPutNeedsValue: Bool) {
    self.name = name
    self.organizationPutNeedsValue = organizationPutNeedsValue
  }

  /// What github.com can do.
  public static let gitHub = ServerAbilities(name: "GitHub", organizationPutNeedsValue: true)

  /// Whether a change of the visibility alone needs the value of a store's secret.
  public func visibilityNeedsValue(in store: SecretStore) -> Bool {
    organizationPutNeedsValue && store.organizationPutNeedsValue
  }
}
