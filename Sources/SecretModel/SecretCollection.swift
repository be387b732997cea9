/// The secrets of one store in one scope: what GitHub lists together, seals with one key, and limits in number.
public struct SecretCollection: Hashable, Sendable {
  /// The family that they belong to.
  public var store: SecretStore
  /// The level at which they are kept.
  public var scope: Scope

  /// Joins store and scope.
  public init(_ store: SecretStore, _ scope: Scope) {
    self.store = store
    self.scope = scope
  }
}

extension SecretCollection: Comparable, CustomStringConvertible {
  /// `acme/web`, with the store behind it where that does not go without saying: `acme/web (Dependabot)`.
  public var description: String { store.qualifier.map { "\(scope) (\($0))" } ?? scope.description }

  /// Orders by scope, then by store.
  public static func < (left: SecretCollection, right: SecretCollection) -> Bool {
    left.scope == right.scope ? left.store < right.store : left.scope < right.scope
  }
}
