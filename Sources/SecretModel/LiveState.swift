/// What GitHub showed, of the scopes that the manifest names.
public struct LiveState: Hashable, Sendable {
  /// The scopes that were read.
  public var scopes: [Scope: LiveScope]

  /// The repositories that were seen, by id.
  public var repositories: [RepositoryID: Repository]

  /// What became of each repository name that was looked up.
  public var lookups: [RepositoryFullName: RepositoryLookup]

  /// The organizations whose repositories were all listed.
  public var listedOrganizations: Set<OwnerName>

  /// The public keys that were asked for, by scope; never by key id.
  public var publicKeys: [Scope: PublicKeyReference]

  /// Collects what was read.
  public init(
    scopes: [Scope: LiveScope] = [:],
    repositories: [RepositoryID: Repository] = [:],
    lookups: [RepositoryFullName: RepositoryLookup] = [:],
    listedOrganizations: Set<OwnerName> = [],
    publicKeys: [Scope: PublicKeyReference] = [:]
  ) {
    self.scopes = scopes
    self.repositories = repositories
    self.lookups = lookups
    self.listedOrganizations = listedOrganizations
    self.publicKeys = publicKeys
  }

  /// The live secret at an address, when its scope was read and it is there.
  public subscript(address: SecretAddress) -> LiveSecret? {
    guard case .listed(let secrets) = scopes[address.scope] else { return nil }
    return secrets[address.name]
  }

  /// The repository of that name, when it was looked up or listed.
  public func repository(named name: RepositoryFullName) -> Repository? {
    guard case .found(let id) = lookups[name] else { return nil }
    return repositories[id]
  }
}

/// One scope as it was read.
public enum LiveScope: Hashable, Sendable {
  /// Its complete listing.
  case listed([SecretName: LiveSecret])
  /// The environment is proven not to exist, in a repository that does.
  case missingEnvironment
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
