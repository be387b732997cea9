extension World {
  /// Reads an organization or a user with all that belongs to it.
  mutating func readOwner(
    _ login: String,
    _ json: JSON,
    at path: String,
    isOrganization: Bool,
    now: ModelTime
  ) throws(StateError) {
    var reader = try StateReader(json, at: path)
    guard owner(named: login) == nil else { throw StateError(place: path, reason: "the name is taken already") }
    let owner = Owner(id: try reader.integer("id") ?? makeID(), login: login, isOrganization: isOrganization)
    guard owners[owner.id] == nil else { throw reader.failure("id", "the id is taken already") }
    add(owner)
    try readRepositories(of: owner, &reader, now: now)
    if isOrganization {
      try readScope(.organization(owner.id), &reader, organization: owner, now: now)
    }
    try reader.finish()
  }

  private mutating func readRepositories(
    of owner: Owner,
    _ reader: inout StateReader,
    now: ModelTime
  ) throws(StateError) {
    var added: [Repository] = []
    var names: Set<String> = []
    var ids: Set<Int> = []
    for (name, value) in try reader.named("repositories") {
      let place = "\(reader.place(of: "repositories")).\(name)"
      let repository = try readRepository(name, value, at: place, owner: owner, now: now)
      guard names.insert(folded(name)).inserted else {
        throw StateError(place: place, reason: "the name is taken already; case does not count")
      }
      guard repositories[repository.id] == nil, ids.insert(repository.id).inserted else {
        throw StateError(place: "\(place).id", reason: "the id is taken already")
      }
      added.append(repository)
    }
    add(added, to: owner)
  }

  private mutating func readRepository(
    _ name: String,
    _ json: JSON,
    at path: String,
    owner: Owner,
    now: ModelTime
  ) throws(StateError) -> Repository {
    var reader = try StateReader(json, at: path)
    let id = try reader.integer("id") ?? makeID()
    var repository = Repository(id: id, ownerID: owner.id, name: name, createdAt: now)
    repository.visibility = try reader.choice("visibility", Repository.Visibility.self) ?? .private
    repository.isArchived = try reader.truth("archived") ?? false
    repository.isFork = try reader.truth("fork") ?? false
    repository.createdAt = try reader.time("created_at") ?? now
    repository.formerNames = (try reader.texts("renamed_from") ?? [])
      .map { former in
        former.contains("/") ? former : "\(owner.login)/\(former)"
      }
    for (name, value) in try reader.named("environments") {
      let place = "\(reader.place(of: "environments")).\(name)"
      guard repository.environment(named: name) == nil else {
        throw StateError(place: place, reason: "the name is taken already; case does not count")
      }
      repository.environments.append(
        try readEnvironment(name, value, at: place, repository: repository, now: now)
      )
    }
    try readScope(.repository(id), &reader, organization: nil, now: now)
    try reader.finish()
    return repository
  }

  private mutating func readEnvironment(
    _ name: String,
    _ json: JSON,
    at path: String,
    repository: Repository,
    now: ModelTime
  ) throws(StateError) -> Environment {
    var reader = try StateReader(json, at: path)
    let id = try reader.integer("id") ?? makeID()
    let createdAt = try reader.time("created_at") ?? now
    var environment = Environment(id: id, name: name, createdAt: createdAt, updatedAt: createdAt)
    environment.updatedAt = try reader.time("updated_at") ?? createdAt
    environment.waitTimer = try reader.integer("wait_timer") ?? 0
    environment.preventsSelfReview = try reader.truth("prevent_self_review") ?? false
    environment.branchPolicy = reader.take("deployment_branch_policy") ?? .null
    try readScope(.environment(repository: repository.id, environment: id), &reader, organization: nil, now: now)
    try reader.finish()
    return environment
  }
}
