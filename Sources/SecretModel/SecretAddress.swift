/// Which secret: the key of every table about secrets.
public struct SecretAddress: Hashable, Sendable {
  /// Where it is kept.
  public var collection: SecretCollection
  /// Its name there.
  public var name: SecretName

  /// The family it belongs to.
  public var store: SecretStore { collection.store }

  /// The level at which it is kept.
  public var scope: Scope { collection.scope }

  /// Joins collection and name.
  public init(_ collection: SecretCollection, _ name: SecretName) {
    self.collection = collection
    self.name = name
  }

  /// Joins store, scope and name.
  public init(store: SecretStore, scope: Scope, name: SecretName) {
    self.init(SecretCollection(store, scope), name)
  }
}

extension SecretAddress: Comparable, CustomStringConvertible {
  /// `COLLECTION NAME`, such as `acme/web:production DB_PASSWORD` or `acme/web (Dependabot) NPM_TOKEN`.
  public var description: String { "\(collection) \(name)" }

  /// Orders by collection, then by name.
  public static func < (left: SecretAddress, right: SecretAddress) -> Bool {
    left.collection == right.collection ? left.name < right.name : left.collection < right.collection
  }
}
