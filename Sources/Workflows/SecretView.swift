import SecretModel

/// Which secrets the jobs of a repository see, by the manifest.
struct SecretView {
  let repository: RepositoryFullName
  private let scopes: [Scope: DesiredCollection]
  /// The environments of which the manifest declares secrets, sorted.
  private let environments: [Scope]

  /// A secret that a job sees, or could see.
  struct Sight: Hashable {
    var address: SecretAddress
    var secret: DesiredSecret
  }

  /// Looks at a repository; nil when the manifest says nothing about it.
  init?(of repository: RepositoryFullName, in desired: DesiredState) {
    self.repository = repository
    let inView = desired.collections.values.filter { declared in
      let scope = declared.collection.scope
      return declared.collection.store == LintedContext.secrets.store
        && (scope == .organization(repository.owner) || scope.repository == repository)
    }
    guard !inView.isEmpty else { return nil }
    scopes = Dictionary(uniqueKeysWithValues: inView.map { ($0.collection.scope, $0) })
    environments = scopes.keys.filter { $0.kind == .environment }.sorted()
  }

  /// The secrets of the repository itself and its environments that shall exist, sorted.
  var ownSecrets: [Sight] {
    scopes.keys.filter { $0.repository != nil }.sorted().flatMap { secrets(in: $0) }
  }

  /// Whether any environment has a secret.
  var hasEnvironmentSecrets: Bool { environments.contains { !secrets(in: $0).isEmpty } }

  /// The levels that a job sees, the closest first; where the environment is known only at run time, all of them.
  func levels(_ environment: JobEnvironment) -> [Scope] {
    let own = Scope.repository(repository)
    let common = [own] + own.wider
    return switch environment {
    case .none: common
    case .named(let name): [.environment(repository, name)] + common
    case .computed: environments + common
    }
  }

  /// The secrets of this name that a job sees.
  ///
  /// There is more than one only where its environment is known only at run time.
  func visible(_ name: SecretName, _ environment: JobEnvironment) -> [Sight] {
    let levels = levels(environment)
    let sights = levels.compactMap { sight(name, in: $0) }.filter { isVisible($0.secret) }
    if case .computed = environment { return sights }
    return Array(sights.prefix(1))
  }

  /// What the closest level says of a name, whether or not the job sees such a secret then.
  func closest(_ name: SecretName, _ environment: JobEnvironment) -> Sight? {
    levels(environment).lazy.compactMap { sight(name, in: $0) }.first
  }

  private func sight(_ name: SecretName, in scope: Scope) -> Sight? {
    guard let declared = scopes[scope] else { return nil }
    return declared.secrets[name].map { Sight(address: SecretAddress(declared.collection, name), secret: $0) }
  }

  /// The secrets of this name in environments.
  func inEnvironments(_ name: SecretName) -> [Sight] {
    environments.compactMap { sight(name, in: $0) }.filter { isVisible($0.secret) }
  }

  /// Every secret that a job sees, the closest level first.
  func allVisible(_ environment: JobEnvironment) -> [Sight] { levels(environment).flatMap { secrets(in: $0) } }

  private func secrets(in scope: Scope) -> [Sight] {
    guard let declared = scopes[scope] else { return [] }
    return declared.secrets.sorted { $0.key < $1.key }
      .map { Sight(address: SecretAddress(declared.collection, $0.key), secret: $0.value) }
      .filter { isVisible($0.secret) }
  }

  /// Whether the manifest says of some level that this name is somebody else's matter.
  func isIgnored(_ name: SecretName, _ environment: JobEnvironment) -> Bool {
    levels(environment).contains { scopes[$0]?.ignores(name) ?? false }
  }

  /// Whether the manifest leaves no room for a secret of this name that it does not declare.
  func isSettled(_ name: SecretName, _ environment: JobEnvironment) -> Bool {
    if case .computed = environment { return false }
    return levels(environment)
      .allSatisfy { scope in
        guard let declared = scopes[scope] else { return false }
        return declared.unmanaged == .delete || declared.secrets[name] != nil
      }
  }

  /// Whether a job that sees the secret's scope sees the secret.
  private func isVisible(_ secret: DesiredSecret) -> Bool {
    secret.value != .absent && secret.access.mayReach(repository.name)
  }
}
