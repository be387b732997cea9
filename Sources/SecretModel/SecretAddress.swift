/// Which secret: the key of every table about secrets.
public struct SecretAddress: Hashable, Sendable {
  /// The family it belongs to.
  public var store: SecretStore
  /// The level at which it is kept.
  public var scope: Scope
  /// Its name there.
  public var name: SecretName

  /// Joins store, scope and name.
  public init(store: SecretStore = .actions, scope: Scope, name: SecretName) {
    self.store = store
    self.scope = scope
    self.name = name
  }
}

extension SecretAddress: Comparable, CustomStringConvertible {
  /// `SCOPE NAME`, such as `acme/web:production DB_PASSWORD`.
  public var description: String { "\(scope) \(name)" }

  /// Orders by scope, then by store, then by name.
  public static func < (left: SecretAddress, right: SecretAddress) -> Bool {
    if left.scope != right.scope { return left.scope < right.scope }
    return (left.store.id, left.name) < (right.store.id, right.name)
  }
}
