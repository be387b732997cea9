import SecretModel

/// What is live, sorted for a manifest: what it can declare, and what it cannot.
struct LiveSecrets {
  /// A live secret with its place.
  typealias Entry = (address: SecretAddress, secret: LiveSecret)

  /// The declarable secrets by scope, each list sorted.
  let entries: [Scope: [Entry]]
  /// The scopes with a name that no manifest can have, and how many secrets they hold.
  let unnameable: [(scope: Scope, count: Int)]
  /// The scopes that were read, with secrets or without.
  let scopes: [Scope]

  init(_ live: LiveState) {
    var all: [Entry] = []
    var scopes: Set<Scope> = []
    for (collection, secrets) in live.listings {
      scopes.insert(collection.scope)
      for (name, secret) in secrets { all.append((SecretAddress(collection, name), secret)) }
    }
    all.sort { $0.address < $1.address }
    let byScope = Dictionary(grouping: all, by: \.address.scope)
    entries = byScope.filter { isNameable($0.key) }
    unnameable = byScope.filter { !isNameable($0.key) }.map { ($0.key, $0.value.count) }.sorted { $0.scope < $1.scope }
    self.scopes = scopes.sorted()
  }

  /// Every declarable secret, sorted.
  var sorted: [Entry] { entries.keys.sorted().flatMap { entries[$0] ?? [] } }

  /// The number of secrets at a level.
  func count(at kind: Scope.Kind) -> Int {
    entries.reduce(0) { $0 + ($1.key.kind == kind ? $1.value.count : 0) }
  }
}

/// Whether a manifest takes the names that GitHub listed.
func isNameable(_ scope: Scope) -> Bool {
  guard (try? OwnerName(scope.owner.spelling)) != nil else { return false }
  if let repository = scope.repository, (try? RepositoryName(repository.name.spelling)) == nil { return false }
  if let environment = scope.environment, (try? EnvironmentName(environment.spelling)) == nil { return false }
  return true
}
