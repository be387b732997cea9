import SecretModel

/// One scope as it was read, with the repositories that its selections showed.
struct ScopeReading: Sendable {
  var state: LiveScope
  var repositories: [RepositoryID: Repository] = [:]
}

/// What has been read so far, and what could not be.
struct Reading {
  var live = LiveState()
  var failures: [Diagnostic] = []

  mutating func add(_ scopes: [(Scope, Result<ScopeReading, ReadFailure>)]) {
    for (scope, result) in scopes {
      guard let reading = value(of: result) else { continue }
      live.scopes[scope] = reading.state
      reading.repositories.values.forEach { add($0) }
    }
  }

  mutating func add(_ other: Reading) {
    failures += other.failures
    live.scopes.merge(other.live.scopes) { first, _ in first }
    live.lookups.merge(other.live.lookups) { first, _ in first }
    live.repositories.merge(other.live.repositories) { first, _ in first }
    live.listedOrganizations.formUnion(other.live.listedOrganizations)
  }

  mutating func add(organizations: [(OwnerName, Result<[Repository], ReadFailure>)]) {
    for (owner, result) in organizations {
      guard let repositories = value(of: result) else { continue }
      live.listedOrganizations.insert(owner)
      repositories.forEach { add($0) }
    }
  }

  mutating func add(publicKeys: [(Scope, Result<PublicKeyReference, ReadFailure>)]) {
    for (scope, result) in publicKeys {
      // The key of an environment that is still to be made is asked for in vain; that is no failure.
      if case .failure(let error) = result, error.isNotFound, live.scopes[scope] == .missingEnvironment { continue }
      live.publicKeys[scope] = value(of: result)
    }
  }

  mutating func add(bareEnvironments: [(Scope, Result<Bool, ReadFailure>)]) {
    for (scope, result) in bareEnvironments where value(of: result) == true {
      live.scopes[scope] = .missingEnvironment
    }
  }

  /// Notes a repository under its present name; a listing says more than a selection and is kept.
  mutating func add(_ repository: Repository) {
    if live.repositories[repository.id]?.isArchived == nil || repository.isArchived != nil {
      live.repositories[repository.id] = repository
    }
    live.lookups[repository.fullName] = .found(repository.id)
  }

  mutating func value<Value>(of result: Result<Value, ReadFailure>) -> Value? {
    switch result {
    case .success(let value): return value
    case .failure(let error):
      failures.append(error.diagnostic)
      return nil
    }
  }
}
