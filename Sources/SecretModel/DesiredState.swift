/// What shall be live: the manifest with defaults, groups and inherited policies resolved.
///
/// Globs over repositories stay selectors, since they need live names.
public struct DesiredState: Hashable, Sendable {
  /// What the manifest manages, in no particular order.
  public var collections: [SecretCollection: DesiredCollection]

  /// The environments that the manifest names, with or without secrets of their own.
  public var environments: [Scope: DesiredEnvironment]

  /// Joins collections and environments.
  public init(
    collections: [SecretCollection: DesiredCollection] = [:],
    environments: [Scope: DesiredEnvironment] = [:]
  ) {
    self.collections = collections
    self.environments = environments
  }

  /// The collections, from those of `acme` over those of `acme/api` to those of `zeta/web:production`.
  public var sortedCollections: [DesiredCollection] { collections.values.sorted { $0.collection < $1.collection } }

  /// The scopes in which something is managed.
  public var scopes: Set<Scope> { Set(collections.keys.lazy.map(\.scope)) }

  /// The declaration of a secret; nil when there is none.
  public subscript(address: SecretAddress) -> DesiredSecret? { collections[address.collection]?.secrets[address.name] }

  /// Every declared secret with its address, sorted.
  public var sortedSecrets: [(address: SecretAddress, secret: DesiredSecret)] {
    sortedCollections.flatMap { collection in
      collection.secrets.sorted { $0.key < $1.key }.map { (SecretAddress(collection.collection, $0.key), $0.value) }
    }
  }

  /// The same state with only what is in scopes for which a condition holds.
  public func filtered(_ isIncluded: (Scope) -> Bool) -> DesiredState {
    DesiredState(
      collections: collections.filter { isIncluded($0.key.scope) },
      environments: environments.filter { isIncluded($0.key) }
    )
  }
}

/// The secrets of one store in one scope, as the manifest wants them.
public struct DesiredCollection: Hashable, Sendable {
  /// Which store and scope.
  public var collection: SecretCollection
  /// Where the manifest names the scope.
  public var location: SourceLocation
  /// What happens to a live secret that is not declared.
  public var unmanaged: UnmanagedPolicy
  /// Names that are never touched and never reported.
  public var ignore: [Glob]
  /// The declared secrets.
  public var secrets: [SecretName: DesiredSecret]

  /// Describes a collection.
  public init(
    _ collection: SecretCollection,
    location: SourceLocation,
    unmanaged: UnmanagedPolicy,
    ignore: [Glob] = [],
    secrets: [SecretName: DesiredSecret] = [:]
  ) {
    self.collection = collection
    self.location = location
    self.unmanaged = unmanaged
    self.ignore = ignore
    self.secrets = secrets
  }

  /// Which scope.
  public var scope: Scope { collection.scope }

  /// Whether `ignore` has a pattern for this name.
  public func ignores(_ name: SecretName) -> Bool { ignore.contains { $0.matches(name.rawValue) } }
}

/// What happens to a live secret that the manifest does not name.
public enum UnmanagedPolicy: String, Sendable, CaseIterable {
  /// It becomes a finding.
  case report
  /// Nothing.
  case ignore
  /// It is deleted.
  case delete
  /// It is deleted if the ledger shows that octoseal wrote it, otherwise reported.
  case deleteOwned = "delete_owned"
}

/// One environment that the manifest names.
public struct DesiredEnvironment: Hashable, Sendable {
  /// Where the manifest names it.
  public var location: SourceLocation
  /// Whether it is made when it is missing; otherwise its absence is an error.
  public var create: Bool

  /// Describes an environment.
  public init(location: SourceLocation, create: Bool) {
    self.location = location
    self.create = create
  }
}

/// One secret that the manifest declares, present or absent.
public struct DesiredSecret: Hashable, Sendable {
  /// Where it is declared.
  public var location: SourceLocation
  /// Whether it shall exist, and where its value comes from.
  public var value: DesiredValue
  /// Who may use it.
  public var access: DesiredAccess
  /// A value that is older is a finding.
  public var maxAge: Age?
  /// A live value that is older than this instant must be replaced.
  public var rotatedAt: Timestamp?
  /// Whether a plan that would delete it is refused.
  public var isProtected: Bool

  /// Describes a secret.
  public init(
    location: SourceLocation,
    value: DesiredValue,
    access: DesiredAccess = .ownScope,
    maxAge: Age? = nil,
    rotatedAt: Timestamp? = nil,
    isProtected: Bool = false
  ) {
    self.location = location
    self.value = value
    self.access = access
    self.maxAge = maxAge
    self.rotatedAt = rotatedAt
    self.isProtected = isProtected
  }
}

/// Whether a secret shall exist, and what is known of its value without reading it.
public enum DesiredValue: Hashable, Sendable {
  /// `state: absent`: deleted wherever it is found.
  case absent
  /// `value: external`: existence and access are managed, the value never is.
  case external
  /// A value that is read when the command runs.
  case source
  /// A value that was sealed beforehand with this public key.
  case sealed(with: PublicKeyReference)
}

/// Names the public key of a collection without being usable for anything else.
public struct PublicKeyReference: Hashable, Sendable {
  /// GitHub's id of the key; the same id goes with different keys in different places.
  public var keyID: String
  /// The key itself in base64; nil where it was not written down.
  public var key: String?

  /// Joins id and key.
  public init(keyID: String, key: String?) {
    self.keyID = keyID
    self.key = key
  }
}

/// Who shall be able to use a secret.
public enum DesiredAccess: Hashable, Sendable {
  /// The repository or environment that holds it; not a choice.
  case ownScope
  /// Every repository of the organization.
  case all
  /// Every repository of the organization that is not public.
  case `private`
  /// These repositories; none is legal.
  case selected([Located<RepositorySelector>])

  /// The visibility that goes into a request; nil for secrets of repositories and environments.
  public var visibility: Visibility? {
    switch self {
    case .ownScope: nil
    case .all: .all
    case .private: .private
    case .selected: .selected
    }
  }
}
