public import SecretModel

/// What has to be read from GitHub to explain some places.
public struct ExplanationQuery: Hashable, Sendable {
  /// Which environments of a repository are wanted.
  public enum Environments: Hashable, Sendable {
    /// All that there are, and these, which the manifest names.
    case all(and: Set<EnvironmentName>)
    /// Only these.
    case only(Set<EnvironmentName>)
  }

  /// The owners of whom all repositories are wanted.
  public var owners: Set<OwnerName>
  /// The repositories by name, with the environments that are wanted of each.
  public var repositories: [RepositoryFullName: Environments]
  private let declared: [RepositoryFullName: Set<EnvironmentName>]

  /// Derives the query from what was asked for.
  ///
  /// - Parameters:
  ///   - places: an organization stands for all its repositories; a repository is wanted with all its environments, to
  ///     tell what only they have; an environment alone is wanted without the others.
  ///   - desired: what the manifest says; nil without one.
  public init(_ places: [Scope], desired: DesiredState?) {
    var declared: [RepositoryFullName: Set<EnvironmentName>] = [:]
    for scope in (desired?.environments ?? [:]).keys {
      guard let repository = scope.repository, let environment = scope.environment else { continue }
      declared[repository, default: []].insert(environment)
    }
    self.declared = declared
    owners = []
    repositories = [:]
    var only: [RepositoryFullName: Set<EnvironmentName>] = [:]
    for place in places {
      switch place {
      case .organization(let owner): owners.insert(owner)
      case .repository(let name): repositories[name] = .all(and: declared[name] ?? [])
      case .environment(let name, let environment): only[name, default: []].insert(environment)
      }
    }
    for (name, environments) in only {
      guard case .all(let others) = repositories[name] else {
        repositories[name] = .only(environments)
        continue
      }
      repositories[name] = .all(and: others.union(environments))
    }
  }

  /// Which environments are wanted of a repository that is asked for by name or because of its owner.
  public func environments(of name: RepositoryFullName) -> Environments {
    repositories[name] ?? .all(and: declared[name] ?? [])
  }
}

extension ExplanationFacts {
  /// The places that were asked for, by the present names of their repositories.
  ///
  /// - Parameters:
  ///   - asked: what was asked for; an organization stands for all its repositories.
  ///   - withEnvironments: whether each environment of a repository is a place as well.
  /// - Returns: the places, sorted.
  public func places(_ asked: [Scope], withEnvironments: Bool) -> [Scope] {
    let places = asked.flatMap { place -> [Scope] in
      let found = repositories.values.filter { place.covers($0) }
      return found.flatMap { facts -> [Scope] in
        let name = facts.repository.fullName
        if let environment = place.environment { return [.environment(name, environment)] }
        let environments = withEnvironments ? facts.environments.keys.map { Scope.environment(name, $0) } : []
        return [.repository(name)] + environments
      }
    }
    return Set(places).sorted()
  }
}

extension Scope {
  fileprivate func covers(_ facts: RepositoryFacts) -> Bool {
    guard let repository else { return facts.repository.fullName.owner == owner }
    return repository == facts.askedName || repository == facts.repository.fullName
  }
}
