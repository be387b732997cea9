/// Which secrets workflows see, at which level, and why they do not see others.
public struct Explanation: Hashable, Sendable {
  /// GitHub's time of the reading, from which ages are counted.
  public var asOf: Timestamp
  /// Whether there was a manifest to compare with.
  public var hasManifest: Bool
  /// The places that were asked for, sorted.
  public var places: [ExplainedPlace]
  /// What is to be known besides, such as what the token cannot see.
  public var remarks: [Finding]

  /// Collects what was found.
  public init(asOf: Timestamp, hasManifest: Bool, places: [ExplainedPlace], remarks: [Finding] = []) {
    self.asOf = asOf
    self.hasManifest = hasManifest
    self.places = places
    self.remarks = remarks
  }

  /// Every way in which manifest and live disagree, each once however many places see it, sorted.
  public var disagreements: [Finding] { Set(places.flatMap { $0.secrets.flatMap(\.findings) }).sorted() }
}

/// What one kind of job sees: those of a repository that name no environment, or those that name a certain one.
public struct ExplainedPlace: Hashable, Sendable {
  /// The repository, or the environment of it.
  public var scope: Scope
  /// The repository as GitHub shows it.
  public var repository: Repository
  /// How the organization's secrets are known.
  public var organizationSecrets: OrganizationKnowledge
  /// The secrets by name, those included that are not seen.
  public var secrets: [ExplainedSecret]

  /// Describes a place.
  public init(
    scope: Scope,
    repository: Repository,
    organizationSecrets: OrganizationKnowledge,
    secrets: [ExplainedSecret]
  ) {
    self.scope = scope
    self.repository = repository
    self.organizationSecrets = organizationSecrets
    self.secrets = secrets
  }
}

/// How it is known which of an organization's secrets get to a repository.
public enum OrganizationKnowledge: String, Sendable, CaseIterable {
  /// GitHub lists them for the repository, and the organization's own listing says why others are not among them.
  case listed
  /// GitHub lists them for the repository; which others there are is not known.
  case listedForRepository = "listed_for_repository"
  /// From their visibility and selection, since the server does not list them for a repository.
  case derived
  /// Not at all.
  case unknown
}

/// One name of a secret, as a job meets it.
public struct ExplainedSecret: Hashable, Sendable {
  /// The name.
  public var name: SecretName
  /// The secret that a job gets; nil when it gets none.
  public var winner: SecretSight?
  /// Those of wider levels that it would get otherwise, the closest first.
  public var shadowed: [SecretSight]
  /// Those that it does not get, and why.
  public var hidden: [HiddenSecret]
  /// How manifest and live disagree, and what else should be known, sorted.
  public var findings: [Finding]

  /// Describes a name.
  public init(
    name: SecretName,
    winner: SecretSight? = nil,
    shadowed: [SecretSight] = [],
    hidden: [HiddenSecret] = [],
    findings: [Finding] = []
  ) {
    self.name = name
    self.winner = winner
    self.shadowed = shadowed
    self.hidden = hidden
    self.findings = findings
  }
}

/// A live secret of some level.
public struct SecretSight: Hashable, Sendable {
  /// The level that keeps it.
  public var scope: Scope
  /// When it was last changed.
  public var updatedAt: Timestamp
  /// Which repositories an organization's secret is for; nil at other levels, and where the token cannot see it.
  public var visibility: Visibility?
  /// Where the manifest declares it.
  public var location: SourceLocation?

  /// Describes a live secret.
  public init(
    scope: Scope,
    updatedAt: Timestamp,
    visibility: Visibility? = nil,
    location: SourceLocation? = nil
  ) {
    self.scope = scope
    self.updatedAt = updatedAt
    self.visibility = visibility
    self.location = location
  }

  /// Its age in whole days, never negative.
  public func days(asOf: Timestamp) -> Int {
    Int(max(0, asOf.secondsSinceEpoch - updatedAt.secondsSinceEpoch) / 86_400)
  }
}

/// A live secret that a job does not get, and why.
public struct HiddenSecret: Hashable, Sendable {
  /// Why a secret is not seen.
  public enum Reason: String, Sendable, CaseIterable {
    /// It is for selected repositories, and this is none of them.
    case notSelected = "not_selected"
    /// It is for repositories that are not public, and this one is.
    case repositoryIsPublic = "repository_is_public"
    /// A workflow gets only the first hundred organization secrets by name.
    case beyondLimit = "beyond_limit"
    /// GitHub does not list it for the repository, though its visibility reaches it.
    case notListed = "not_listed"
    /// Only jobs that name the environment get it.
    case onlyInEnvironment = "only_in_environment"
    /// It cannot be told whether it is seen.
    case unknown
  }

  /// The secret.
  public var secret: SecretSight
  /// Why it is not seen.
  public var reason: Reason

  /// Joins both.
  public init(_ secret: SecretSight, _ reason: Reason) {
    self.secret = secret
    self.reason = reason
  }
}
