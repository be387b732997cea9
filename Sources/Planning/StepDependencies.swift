public import SecretModel

/// Which earlier steps must have succeeded before each step may run.
///
/// Derived from the steps alone, so that a saved plan has one truth.
///
/// - Parameters:
///   - steps: the steps of a plan, in its order.
///   - repositoryNames: the names of the repositories that the steps mention.
/// - Returns: for each step the positions of the steps that it depends on, all of them earlier.
public func dependencies(
  of steps: [Step],
  repositoryNames: [RepositoryID: RepositoryFullName]
) -> [[Int]] {
  let replacements = Replacements(steps, repositoryNames: repositoryNames)
  let successors = SuccessorIndex(steps, replacing: steps.deletedNames)
  var environmentCreation: [Scope: Int] = [:]
  return steps.enumerated()
    .map { position, step in
      if step.action == .createEnvironment { environmentCreation[step.scope] = position }
      guard let secret = step.secret else { return [] }
      var result = environmentCreation[step.scope].map { [$0] } ?? []
      switch step.action {
      case .deleteSecret: result += successors.positions(replacing: secret)
      case .createEnvironment, .createSecret: break
      case .updateSecret, .setVisibility, .setRepositories, .addRepository, .removeRepository:
        result += replacements.positions(for: step)
      }
      return result.filter { $0 < position }
    }
}

/// The secrets that a plan creates in repositories and environments, by organization and name: what may replace an
/// organization's secret there.
struct Replacements {
  private struct Key: Hashable {
    var owner: OwnerName
    var store: SecretStore
    var name: SecretName
  }

  private var creations: [Key: [(position: Int, repository: RepositoryID?)]] = [:]

  init(_ steps: [Step], repositoryNames: [RepositoryID: RepositoryFullName]) {
    let ids = Dictionary(repositoryNames.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    for (position, step) in steps.enumerated() where step.action == .createSecret {
      guard let secret = step.secret, let repository = step.scope.repository else { continue }
      let key = Key(owner: repository.owner, store: secret.store, name: secret.name)
      creations[key, default: []].append((position, ids[repository]))
    }
  }

  /// The creations that must precede a step which takes an organization's secret away from their repositories.
  func positions(for step: Step) -> [Int] {
    guard let secret = step.secret, step.scope.kind == .organization, step.narrowsAccess else { return [] }
    let key = Key(owner: step.scope.owner, store: secret.store, name: secret.name)
    return (creations[key] ?? []).filter { step.mayTakeAway(from: $0.repository) }.map(\.position)
  }

  func exist(for step: Step) -> Bool { !positions(for: step).isEmpty }
}

/// The steps that give a name to someone, by where they give it: what must have succeeded before it is deleted elsewhere.
struct SuccessorIndex {
  private struct OwnerKey: Hashable {
    var owner: OwnerName
    var store: SecretStore
    var name: SecretName
  }

  private struct RepositoryKey: Hashable {
    var repository: RepositoryFullName
    var store: SecretStore
    var name: SecretName
  }

  private var byOrganization: [OwnerKey: [Int]] = [:]
  private var byRepository: [RepositoryKey: [Int]] = [:]
  private var byOwner: [OwnerKey: [Int]] = [:]

  /// Finds the steps that may replace one of the named secrets.
  init(_ steps: [Step], replacing names: Set<SecretName>) {
    for (position, step) in steps.enumerated() {
      guard let secret = step.secret, names.contains(secret.name), step.givesAccess else { continue }
      let key = OwnerKey(owner: step.scope.owner, store: secret.store, name: secret.name)
      byOwner[key, default: []].append(position)
      if let repository = step.scope.repository {
        let repositoryKey = RepositoryKey(repository: repository, store: secret.store, name: secret.name)
        byRepository[repositoryKey, default: []].append(position)
      } else {
        byOrganization[key, default: []].append(position)
      }
    }
  }

  func positions(replacing secret: SecretAddress) -> [Int] {
    let key = OwnerKey(owner: secret.scope.owner, store: secret.store, name: secret.name)
    guard let repository = secret.scope.repository else { return byOwner[key] ?? [] }
    let repositoryKey = RepositoryKey(repository: repository, store: secret.store, name: secret.name)
    return (byOrganization[key] ?? []) + (byRepository[repositoryKey] ?? [])
  }
}

extension [Step] {
  /// The names of the secrets that are deleted somewhere.
  var deletedNames: Set<SecretName> {
    Set(lazy.filter { $0.action == .deleteSecret }.compactMap { $0.secret?.name })
  }
}

extension Step {
  /// Whether after this step somebody may have the secret who did not have it, or had another value.
  fileprivate var givesAccess: Bool {
    switch action {
    case .createSecret, .updateSecret, .addRepository: true
    case .setVisibility, .setRepositories:
      before?.access.repositories.map { !(after?.access.repositories ?? []).isSubset(of: $0) } ?? true
    case .createEnvironment, .removeRepository, .deleteSecret: false
    }
  }
}
