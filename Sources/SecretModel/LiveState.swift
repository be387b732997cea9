/// What GitHub showed of what the manifest manages.
public struct LiveState: Hashable, Sendable {
  /// The complete listings.
  public var listings: [SecretCollection: [SecretName: LiveSecret]]

  /// The environments that are proven not to exist, in repositories that do.
  public var missingEnvironments: Set<Scope>

  /// The repositories that were seen, by id.
  public var repositories: [RepositoryID: Repository]

  /// What became of each repository name that was looked up.
  public var lookups: [RepositoryFullName: RepositoryLookup]

  /// The organizations whose repositories were all listed.
  public var listedOrganizations: Set<OwnerName>

  /// The public keys that were asked for, by collection; never by key id.
  public var publicKeys: [SecretCollection: PublicKeyReference]

  /// Collects what was read.
  public init(
    listings: [SecretCollection: [SecretName: LiveSecret]] = [:],
    missingEnvironments: Set<Scope> = [],
    repositories: [RepositoryID: Repository] = [:],
    lookups: [RepositoryFullName: RepositoryLookup] = [:],
    listedOrganizations: Set<OwnerName> = [],
    publicKeys: [SecretCollection: PublicKeyReference] = [:]
  ) {
    self.listings = listings
    self.missingEnvironments = missingEnvironments
    self.repositories = repositories
    self.lookups = lookups
    self.listedOrganizations = listedOrganizations
    self.publicKeys = publicKeys
  }

  /// The live secret at an address, when it was read and is there.
  public subscript(address: SecretAddress) -> LiveSecret? { listings[address.collection]?[address.name] }

  /// The repository of that name, when it was looked up or listed.
  public func repository(named name: RepositoryFullName) -> Repository? {
    guard case .found(let id) = lookups[name] else { return nil }
    return repositories[id]
  }
}

/// One live secret, as far as GitHub tells.
public struct LiveSecret: Hashable, Sendable {
  /// When it was last changed, in value, visibility or selection.
  public var updatedAt: Timestamp
  /// Who may use it; the selection is nil where it was not read.
  public var access: AccessState

  /// Describes a live secret.
  public init(updatedAt: Timestamp, access: AccessState = .ownScope) {
    self.updatedAt = updatedAt
    self.access = access
  }
}

/// The result of looking for a repository by name.
public enum RepositoryLookup: Hashable, Sendable {
  /// It is there, perhaps by another name now.
  case found(RepositoryID)
  /// It does not exist, or the token cannot see it.
  case notVisible
}
