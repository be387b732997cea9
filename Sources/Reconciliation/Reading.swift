import SecretModel

/// One collection as it was read.
enum CollectionReading: Sendable {
  /// Its listing, and the repositories that its selections showed.
  case listed([SecretName: LiveSecret], repositories: [RepositoryID: Repository])
  /// Its environment does not exist.
  case missingEnvironment
}

/// What has been read so far, and what could not be.
struct Reading {
  var live = LiveState()
  var failures: [Diagnostic] = []

  mutating func add(_ collections: [(SecretCollection, Result<CollectionReading, ReadFailure>)]) {
    for (collection, result) in collections {
      switch value(of: result) {
      case .listed(let secrets, let repositories):
        live.listings[collection] = secrets
        repositories.values.forEach { add($0) }
      case .missingEnvironment: live.missingEnvironments.insert(collection.scope)
      case nil: break
      }
    }
  }

  mutating func add(_ other: Reading) {
    failures += other.failures
    live.listings.merge(other.live.listings) { first, _ in first }
    live.missingEnvironments.formUnion(other.live.missingEnvironments)
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

  mutating func add(publicKeys: [(SecretCollection, Result<PublicKeyReference, ReadFailure>)]) {
    for (collection, result) in publicKeys {
      // The key of an environment that is still to be made is asked for in vain; that is no failure.
      let isExpected = live.missingEnvironments.contains(collection.scope)
      if case .failure(let error) = result, error.isNotFound, isExpected { continue }
      live.publicKeys[collection] = value(of: result)
    }
  }

  mutating func add(bareEnvironments: [(Scope, Result<Bool, ReadFailure>)]) {
    for (scope, result) in bareEnvironments where value(of: result) == true {
      live.missingEnvironments.insert(scope)
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
