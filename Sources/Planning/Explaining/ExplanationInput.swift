public import SecretModel

/// All that an explanation depends on.
public struct ExplanationInput: Hashable, Sendable {
  /// What GitHub showed.
  public var facts: ExplanationFacts
  /// The repositories and environments to explain, by the repositories' present names.
  public var places: [Scope]
  /// The names to explain; empty for all.
  public var names: [SecretName]
  /// What the manifest says; nil without one.
  public var desired: DesiredState?
  /// GitHub's time of the reading.
  public var asOf: Timestamp

  /// Collects the parts of an input.
  public init(
    facts: ExplanationFacts,
    places: [Scope],
    names: [SecretName] = [],
    desired: DesiredState? = nil,
    asOf: Timestamp
  ) {
    self.facts = facts
    self.places = places
    self.names = names
    self.desired = desired
    self.asOf = asOf
  }
}

/// What GitHub showed of some repositories and of the organizations that own them.
public struct ExplanationFacts: Hashable, Sendable {
  /// The repositories by their present names.
  public var repositories: [RepositoryFullName: RepositoryFacts]
  /// The organizations' own listings, with selections where they were needed; only of those that the token can list.
  public var organizations: [OwnerName: [SecretName: LiveSecret]]
  /// What could not be read, and what follows from it.
  public var remarks: [Finding]

  /// Collects what was read.
  public init(
    repositories: [RepositoryFullName: RepositoryFacts] = [:],
    organizations: [OwnerName: [SecretName: LiveSecret]] = [:],
    remarks: [Finding] = []
  ) {
    self.repositories = repositories
    self.organizations = organizations
    self.remarks = remarks
  }
}

/// What GitHub showed of one repository.
public struct RepositoryFacts: Hashable, Sendable {
  /// The repository.
  public var repository: Repository
  /// The name by which it was asked for, which may be one from before it was renamed.
  public var askedName: RepositoryFullName
  /// Its own secrets.
  public var secrets: [SecretName: LiveSecret]
  /// The secrets of its environments; of one that does not exist, none.
  public var environments: [EnvironmentName: [SecretName: LiveSecret]]
  /// The organization secrets that GitHub lists for it; nil where GitHub does not.
  public var organizationSecrets: [SecretName: Timestamp]?

  /// Describes a repository.
  public init(
    repository: Repository,
    askedName: RepositoryFullName? = nil,
    secrets: [SecretName: LiveSecret] = [:],
    environments: [EnvironmentName: [SecretName: LiveSecret]] = [:],
    organizationSecrets: [SecretName: Timestamp]? = nil
  ) {
    self.repository = repository
    self.askedName = askedName ?? repository.fullName
    self.secrets = secrets
    self.environments = environments
    self.organizationSecrets = organizationSecrets
  }
}
