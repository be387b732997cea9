public import GitHubAPI
public import Planning
public import SecretModel

/// Reads from GitHub what a query asks for, with the fewest requests, everything at once.
public struct LiveStateReader: Sendable {
  private let client: GitHubClient
  private let store: SecretStore

  /// Reads through a client.
  public init(_ client: GitHubClient, store: SecretStore = .actions) {
    self.client = client
    self.store = store
  }

  /// Reads the live state.
  ///
  /// - Parameter query: what to read.
  /// - Returns: the live state, or every reason why it could not be read completely; a partial one would lie.
  public func read(_ query: LiveStateQuery) async -> Result<LiveState, Failures> {
    async let listedOrganizations = collect(query.organizationsToList.sorted()) { owner in
      try await client.repositories(continuing: client.firstRepositoryPage(of: owner))
    }
    async let publicKeys = collect(query.publicKeys) { scope in
      try await client.publicKey(of: scope, store: store)
    }
    async let bareEnvironments = collect(query.environmentsToProve) { scope in
      try await isMissing(scope)
    }
    let scopes = await collect(query.scopes) { scope in
      try await readScope(scope, selections: query.selections)
    }
    var reading = Reading()
    reading.add(scopes)
    reading.add(organizations: await listedOrganizations)
    reading.add(publicKeys: await publicKeys)
    reading.add(bareEnvironments: await bareEnvironments)
    let resolver = RepositoryResolver(client)
    await resolver.resolve(query.repositoriesToResolve, into: &reading)
    return reading.failures.isEmpty
      ? .success(reading.live) : .failure(Failures(diagnostics: reading.failures.sorted { $0.message < $1.message }))
  }

  /// Why a live state could not be read.
  public struct Failures: Error, Sendable {
    /// One diagnostic for each scope or lookup that failed.
    public var diagnostics: [Diagnostic]
  }

  private func readScope(_ scope: Scope, selections: Set<SecretAddress>) async throws(ReadFailure) -> ScopeReading {
    var secrets: [SecretName: LiveSecret]
    do {
      secrets = try await client.listSecrets(in: scope, store: store)
    } catch {
      // A 404 on a listing proves nothing by itself: only an environment that is missing from a visible repository.
      guard error.isNotFound, scope.kind == .environment, try await isMissing(scope) else { throw .github(error) }
      return ScopeReading(state: .missingEnvironment)
    }
    let selected = secrets.filter { name, secret in
      secret.access.visibility == .selected
        && selections.contains(SecretAddress(store: store, scope: scope, name: name))
    }
    var repositories: [Repository] = []
    let selectionsRead = await collect(selected.keys.sorted()) { name in
      try await client.selectedRepositories(of: SecretAddress(store: store, scope: scope, name: name))
    }
    for (name, result) in selectionsRead {
      let list = try result.get()
      secrets[name]?.access.repositories = Set(list.map(\.id))
      repositories += list
    }
    return ScopeReading(state: .listed(secrets), repositories: repositories)
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

/// Why something could not be read.
enum ReadFailure: Error {
  /// GitHub did not give it.
  case github(GitHubError)
  /// A repository does not exist, or the token cannot see it.
  case repositoryNotVisible(RepositoryFullName)

  var diagnostic: Diagnostic {
    switch self {
    case .github(let error): error.diagnostic
    case .repositoryNotVisible(let name):
      Diagnostic(
        code: "github.not_found",
        message: "\(name): the repository does not exist, or the token cannot see it",
        remedy: "check the spelling, and that the token has access to it"
      )
    }
  }

  var isNotFound: Bool {
    switch self {
    case .github(let error): error.isNotFound
    case .repositoryNotVisible: true
    }
  }
}

/// One scope as it was read, with the repositories that its selections showed.
struct ScopeReading: Sendable {
  var state: LiveScope
  var repositories: [Repository] = []
}

/// What has been read so far, and what could not be.
struct Reading {
  var live = LiveState()
  var failures: [Diagnostic] = []

  mutating func add(_ scopes: [(Scope, Result<ScopeReading, ReadFailure>)]) {
    for (scope, result) in scopes {
      guard let reading = value(of: result) else { continue }
      live.scopes[scope] = reading.state
      reading.repositories.forEach { add($0) }
    }
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

/// Runs one read for each item, all at once, and gives the results in the items' order.
///
/// The client limits how many are under way.
func collect<Item: Sendable, Value: Sendable>(
  _ items: [Item],
  _ read: @escaping @Sendable (Item) async throws -> Value
) async -> [(Item, Result<Value, ReadFailure>)] {
  await withTaskGroup(of: (Int, Result<Value, ReadFailure>).self) { group in
    for (position, item) in items.enumerated() {
      group.addTask {
        (position, await result { try await read(item) })
      }
    }
    var results: [Result<Value, ReadFailure>?] = Array(repeating: nil, count: items.count)
    for await (position, result) in group { results[position] = result }
    return zip(items, results).compactMap { item, result in result.map { (item, $0) } }
  }
}

private func result<Value>(_ read: () async throws -> Value) async -> Result<Value, ReadFailure> {
  do {
    return .success(try await read())
  } catch let error as GitHubError {
    return .failure(.github(error))
  } catch let failure as ReadFailure {
    return .failure(failure)
  } catch {
    preconditionFailure("reads throw nothing else")
  }
}
