/// What somebody else does to repositories.
extension GitHubModel {
  /// Archives a repository, or makes it writable again.
  ///
  /// - Throws: `StateError` when there is no such repository.
  public func setArchived(_ isArchived: Bool, repository name: String) throws(StateError) {
    try change { world throws(StateError) in
      let repository = try world.requireRepository(name)
      world.changeRepository(repository.id) { $0.isArchived = isArchived }
    }
  }

  /// Gives a repository another name, without owner; GitHub redirects from the old one.
  ///
  /// - Throws: `StateError` when there is no such repository, or the name is taken.
  public func renameRepository(_ name: String, to newName: String) throws(StateError) {
    try change { world throws(StateError) in
      let repository = try world.requireRepository(name)
      guard let owner = world.owners[repository.ownerID] else { return }
      try world.move(repository, named: name, to: newName, of: owner)
    }
  }

  /// Gives a repository another owner; GitHub redirects from the old name.
  ///
  /// It keeps its own secrets and leaves every selection of its old owner.
  ///
  /// - Throws: `StateError` when there is no such repository or owner, or the name is taken there.
  public func transferRepository(_ name: String, to login: String) throws(StateError) {
    try change { world throws(StateError) in
      let repository = try world.requireRepository(name)
      let owner = try world.requireOwner(login)
      try world.move(repository, named: name, to: repository.name, of: owner)
    }
  }

  /// Makes a private repository without anything in it.
  ///
  /// - Parameter name: `owner/name`.
  /// - Throws: `StateError` when there is no such owner, or the name is taken.
  public func createRepository(_ name: String) throws(StateError) {
    let surroundings = now
    try change { world throws(StateError) in
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[1].isEmpty else { throw StateError(place: name, reason: "must be 'owner/name'") }
      let owner = try world.requireOwner(String(parts[0]))
      guard world.repository(named: name) == nil else {
        throw StateError(place: name, reason: "the name is taken already")
      }
      let time = world.clock.now(at: surroundings)
      let repository = Repository(id: world.makeID(), ownerID: owner.id, name: String(parts[1]), createdAt: time)
      world.add([repository], to: owner)
    }
  }

  /// Deletes a repository with its environments and all secrets and variables there.
  ///
  /// - Throws: `StateError` when there is no such repository.
  public func deleteRepository(_ name: String) throws(StateError) {
    try change { world throws(StateError) in world.remove(try world.requireRepository(name)) }
  }
}

extension World {
  fileprivate func requireOwner(_ login: String) throws(StateError) -> Owner {
    guard let owner = owner(named: login) else { throw StateError(place: login, reason: "there is no such owner") }
    return owner
  }

  fileprivate mutating func move(
    _ repository: Repository,
    named oldName: String,
    to name: String,
    of owner: Owner
  ) throws(StateError) {
    guard self.repository(named: "\(owner.login)/\(name)") == nil else {
      throw StateError(place: oldName, reason: "the name '\(owner.login)/\(name)' is taken already")
    }
    move(repository, to: name, of: owner)
  }
}
