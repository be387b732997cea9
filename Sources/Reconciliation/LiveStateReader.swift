public import GitHubAPI
public import Planning
public import SecretModel

/// Reads from GitHub what a query asks for, with the fewest requests, everything at once.
public struct LiveStateReader: Sendable {
  private let client: GitHubClient

  /// Reads through a client.
  public init(_ client: GitHubClient) { self.client = client }

  /// Reads the live state.
  ///
  /// - Parameter query: what to read.
  /// - Returns: the live state, or every reason why it could not be read completely; a partial one would lie.
  public func read(_ query: LiveStateQuery) async -> Result<LiveState, Failures> {
    async let publicKeys = collect(query.publicKeys) { collection in
      try await client.publicKey(of: collection)
    }
    async let bareEnvironments = collect(query.environmentsToProve) { scope in
      try await isMissing(scope)
    }
    var reading = await readCollections(query)
    reading.add(publicKeys: await publicKeys)
    reading.add(bareEnvironments: await bareEnvironments)
    await RepositoryResolver(client).resolve(renamedRepositories(query), into: &reading)
    return reading.failures.isEmpty
      ? .success(reading.live)
      : .failure(Failures(diagnostics: folded(reading.failures.sorted { $0.message < $1.message })))
  }

  /// The repositories whose names GitHub redirected, so that two names of one are seen to be one.
  private func renamedRepositories(_ query: LiveStateQuery) -> Set<RepositoryFullName> {
    let redirected = client.statistics.redirectedSubjects
    guard !redirected.isEmpty else { return [] }
    return Set(query.collections.filter { redirected.contains($0.description) }.compactMap(\.scope.repository))
  }

  /// Why a live state could not be read.
  public struct Failures: Error, Sendable {
    /// One diagnostic for each listing or lookup that failed.
    public var diagnostics: [Diagnostic]
  }

  /// Reads the organizations first, since what their listings ask for next takes longest.
  ///
  /// No more listings are begun than requests can be under way, so that those next requests need not queue behind all.
  private func readCollections(_ query: LiveStateQuery) async -> Reading {
    let owners = Set(query.collections.map(\.scope).filter { $0.kind == .organization }.map(\.owner))
      .union(query.organizationsToList)
      .union(query.repositoriesToResolve.map(\.owner))
    let collections = query.collections.filter { $0.scope.kind != .organization }
    return await withTaskGroup(of: Reading.self) { group in
      for owner in owners.sorted() { group.addTask { await readOrganization(owner, query) } }
      var waiting = collections[...]
      for collection in waiting.prefix(client.configuration.concurrency) {
        group.addTask { await readAlone(collection, query) }
      }
      waiting = waiting.dropFirst(client.configuration.concurrency)
      var reading = Reading()
      for await part in group {
        reading.add(part)
        if let collection = waiting.popFirst() { group.addTask { await readAlone(collection, query) } }
      }
      return reading
    }
  }

  private func readAlone(_ collection: SecretCollection, _ query: LiveStateQuery) async -> Reading {
    var reading = Reading()
    reading.add(await collect([collection]) { try await readCollection($0, query) })
    return reading
  }

  private func readOrganization(_ owner: OwnerName, _ query: LiveStateQuery) async -> Reading {
    async let repositories = collect(query.organizationsToList.filter { $0 == owner }) { owner in
      try await client.repositories(continuing: client.firstRepositoryPage(of: owner))
    }
    let scope = Scope.organization(owner)
    var reading = Reading()
    reading.add(
      await collect(query.collections.filter { $0.scope == scope }) { try await readCollection($0, query) }
    )
    reading.add(organizations: await repositories)
    // What the selections and the listing have shown need not be looked up.
    await RepositoryResolver(client).resolve(query.repositoriesToResolve.filter { $0.owner == owner }, into: &reading)
    return reading
  }

  private func readCollection(
    _ collection: SecretCollection,
    _ query: LiveStateQuery
  ) async throws(ReadFailure) -> CollectionReading {
    let scope = collection.scope
    var secrets: [SecretName: LiveSecret]
    do {
      secrets = try await client.listSecrets(in: collection)
    } catch {
      // A 404 on a listing proves nothing by itself: only an environment that is missing from a visible repository.
      guard error.isNotFound, scope.kind == .environment, try await isMissing(scope) else { throw .github(error) }
      return .missingEnvironment
    }
    // Whether GitHub lists nothing or answers 404 for an environment that is not there, nobody could verify.
    if secrets.isEmpty, query.environmentsToCreate.contains(scope), try await isMissing(scope) {
      return .missingEnvironment
    }
    let selected = secrets.filter { name, secret in
      secret.access.visibility == .selected
        && query.wantsSelection(of: SecretAddress(collection, name))
    }
    var repositories: [RepositoryID: Repository] = [:]
    let selectionsRead = await collect(selected.keys.sorted()) { name in
      try await client.selectedRepositories(of: SecretAddress(collection, name))
    }
    for (name, result) in selectionsRead {
      let list = try result.get()
      secrets[name]?.access.repositories = Set(list.map(\.id))
      for repository in list { repositories[repository.id] = repository }
    }
    return .listed(secrets, repositories: repositories)
  }

  /// Whether an environment is proven to be missing: its repository is there and it is not.
  ///
  /// - Throws: `ReadFailure` when the repository itself is missing or invisible.
  private func isMissing(_ scope: Scope) async throws(ReadFailure) -> Bool {
    guard let name = scope.repository, let environment = scope.environment else { return false }
    do {
      guard try await !client.environmentExists(environment, in: name) else { return false }
      guard try await client.repository(named: name) != nil else { throw ReadFailure.repositoryNotVisible(name) }
      return true
    } catch let error as GitHubError {
      throw .github(error)
    } catch {
      throw .repositoryNotVisible(name)
    }
  }
}
