/// All that the emulated GitHub holds: a value, so that a copy of it is a snapshot.
struct World: Sendable {
  var switches = EmulatorSwitches()
  var limits = Limits()
  var clock = ModelClock()
  /// Empty: any token may do everything, unless there are Apps.
  var tokens: [TokenGrant] = []
  var apps: [App] = []
  private(set) var owners: [Int: Owner] = [:]
  private(set) var repositories: [Int: Repository] = [:]
  var scopes: [ScopeID: Scope] = [:]
  /// Counts changes of what a state file holds.
  var revision = 0
  var answeredRequests = 0
  var renderings = RepositoryRenderings()
  private var ownerIDs: [String: Int] = [:]
  private var repositoryIDs: [String: Int] = [:]
  private var formerNames: [String: Int] = [:]
  private var lastID = 1_000

  /// An id that nothing else has.
  mutating func makeID() -> Int {
    lastID += 1
    return lastID
  }

  /// Keeps `makeID` away from an id that a state file gives.
  mutating func reserve(_ id: Int) {
    lastID = max(lastID, id)
  }

  func owner(named login: String) -> Owner? {
    ownerIDs[folded(login)].flatMap { owners[$0] }
  }

  func repository(named name: String) -> Repository? {
    repositoryIDs[folded(name)].flatMap { repositories[$0] }
  }

  /// The repository that used to have this name.
  func repository(formerlyNamed name: String) -> Repository? {
    formerNames[folded(name)].flatMap { repositories[$0] }
  }

  func fullName(of repository: Repository) -> String {
    "\(owners[repository.ownerID]?.login ?? "")/\(repository.name)"
  }

  mutating func add(_ owner: Owner) {
    owners[owner.id] = owner
    ownerIDs[folded(owner.login)] = owner.id
  }

  /// Adds repositories of one owner, whose listings are sorted once for all of them.
  mutating func add(_ newRepositories: [Repository], to owner: Owner) {
    for repository in newRepositories {
      repositories[repository.id] = repository
      repositoryIDs[folded("\(owner.login)/\(repository.name)")] = repository.id
      for name in repository.formerNames { formerNames[folded(name)] = repository.id }
    }
    owners[owner.id]?.repositoryIDs += newRepositories.map(\.id)
    sortListings(of: owner.id)
  }

  /// Gives a repository another name or owner; GitHub redirects from the old one.
  mutating func move(_ repository: Repository, to name: String, of owner: Owner) {
    let oldName = fullName(of: repository)
    repositoryIDs[folded(oldName)] = nil
    repositoryIDs[folded("\(owner.login)/\(name)")] = repository.id
    formerNames[folded(oldName)] = repository.id
    repositories[repository.id]?.name = name
    repositories[repository.id]?.formerNames.append(oldName)
    renderings.forget(repository.id)
    if repository.ownerID != owner.id {
      leaveOwner(repository)
      repositories[repository.id]?.ownerID = owner.id
      owners[owner.id]?.repositoryIDs.append(repository.id)
    }
    sortListings(of: owner.id)
  }

  /// Removes a repository with all that belongs to it.
  mutating func remove(_ repository: Repository) {
    repositoryIDs[folded(fullName(of: repository))] = nil
    for name in repository.formerNames where formerNames[folded(name)] == repository.id {
      formerNames[folded(name)] = nil
    }
    renderings.forget(repository.id)
    leaveOwner(repository)
    repositories[repository.id] = nil
    scopes[.repository(repository.id)] = nil
    for environment in repository.environments {
      scopes[.environment(repository: repository.id, environment: environment.id)] = nil
    }
  }

  /// Takes a repository out of its owner's listing and out of every selection there.
  private mutating func leaveOwner(_ repository: Repository) {
    owners[repository.ownerID]?.repositoryIDs.removeAll { $0 == repository.id }
    sortListings(of: repository.ownerID)
    for kind in EntryKind.allCases {
      scopes[.organization(repository.ownerID)]?.entries[kind]?.deselect(repository.id)
    }
  }

  mutating func changeRepository(_ id: Int, _ change: (inout Repository) -> Void) {
    guard var repository = repositories[id] else { return }
    change(&repository)
    repositories[id] = repository
    renderings.forget(id)
  }

  /// The key of one kind of secrets in a scope, made when it is first asked for.
  mutating func key(of kind: EntryKind, in scope: ScopeID) -> ScopeKey {
    if let key = scopes[scope]?.keys[kind] { return key }
    let key = ScopeKey(id: ScopeKey.commonID, pair: KeyPair())
    scopes[scope, default: Scope()].keys[kind] = key
    return key
  }

  /// Replaces a key by another one with another id.
  mutating func rotateKey(of kind: EntryKind, in scope: ScopeID) {
    let number = Int(scopes[scope]?.keys[kind]?.id ?? ScopeKey.commonID) ?? 0
    scopes[scope, default: Scope()].keys[kind] = ScopeKey(id: String(number + 1), pair: KeyPair())
  }

  private mutating func sortListings(of ownerID: Int) {
    guard var owner = owners[ownerID] else { return }
    owner.repositoryIDs.sort()
    owner.repositoryIDsByName = owner.repositoryIDs.map { (folded(repositories[$0]?.name ?? ""), $0) }
      .sorted { $0 < $1 }.map(\.1)
    owners[ownerID] = owner
  }
}
