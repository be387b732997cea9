/// A level at which GitHub keeps secrets.
public enum Scope: Hashable, Sendable {
  /// An organization's own secrets.
  case organization(OwnerName)
  /// A repository's own secrets.
  case repository(RepositoryFullName)
  /// The secrets of a deployment environment of a repository.
  case environment(RepositoryFullName, EnvironmentName)

  /// The three levels without their names.
  public enum Kind: String, Sendable, CaseIterable, Comparable {
    /// An organization.
    case organization
    /// A repository.
    case repository
    /// An environment.
    case environment

    /// Orders from the widest level to the closest.
    public static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .organization: 0
      case .repository: 1
      case .environment: 2
      }
    }
  }

  /// The level.
  public var kind: Kind {
    switch self {
    case .organization: .organization
    case .repository: .repository
    case .environment: .environment
    }
  }

  /// The organization or user at the top.
  public var owner: OwnerName {
    switch self {
    case .organization(let owner): owner
    case .repository(let repository), .environment(let repository, _): repository.owner
    }
  }

  /// The repository, for the two levels that have one.
  public var repository: RepositoryFullName? {
    switch self {
    case .organization: nil
    case .repository(let repository), .environment(let repository, _): repository
    }
  }

  /// The environment, for the level that has one.
  public var environment: EnvironmentName? {
    switch self {
    case .organization, .repository: nil
    case .environment(_, let environment): environment
    }
  }
}

extension Scope: CustomStringConvertible {
  /// `acme`, `acme/web` or `acme/web:production`: the form of `--only` and of every message.
  public var description: String {
    switch self {
    case .organization(let owner): "\(owner)"
    case .repository(let repository): "\(repository)"
    case .environment(let repository, let environment): "\(repository):\(environment)"
    }
  }
}

extension Scope: Comparable {
  /// Orders by owner, then organization before its repositories, then each repository before its environments.
  public static func < (left: Scope, right: Scope) -> Bool {
    if left.owner != right.owner { return left.owner < right.owner }
    guard let leftRepository = left.repository else { return right.repository != nil }
    guard let rightRepository = right.repository else { return false }
    if leftRepository != rightRepository { return leftRepository < rightRepository }
    guard let leftEnvironment = left.environment else { return right.environment != nil }
    guard let rightEnvironment = right.environment else { return false }
    return leftEnvironment < rightEnvironment
  }
}
