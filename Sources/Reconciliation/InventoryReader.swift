public import GitHubAPI
import Planning
public import SecretModel

/// What an inventory covers.
public struct InventoryRequest: Hashable, Sendable {
  /// Organizations with all their repositories.
  public var organizations: Set<OwnerName>
  /// Single repositories, of organizations or users.
  public var repositories: Set<RepositoryFullName>
  /// The families of secrets that are read.
  public var stores: [SecretStore]
  /// Whether environments are looked for.
  public var includesEnvironments: Bool
  /// Whether the secrets of an organization's archived repositories are read; those of single ones always are.
  public var includesArchived: Bool

  /// Says what an inventory covers.
  public init(
    organizations: Set<OwnerName>,
    repositories: Set<RepositoryFullName>,
    stores: [SecretStore] = [.actions],
    includesEnvironments: Bool = true,
    includesArchived: Bool = false
  ) {
    self.organizations = organizations
    self.repositories = repositories
    self.stores = stores
    self.includesEnvironments = includesEnvironments
    self.includesArchived = includesArchived
  }
}

/// Reads everything that is live, where no manifest says which scopes there are.
public struct InventoryReader: Sendable {
  private let client: GitHubClient

  /// Reads through a client.
  public init(_ client: GitHubClient) { self.client = client }

  /// Finds the scopes, then reads all secrets and selections in them.
  ///
  /// - Parameter request: what to cover.
  /// - Returns: the live state, or everything that could not be read; a partial inventory would look like a whole one.
  public func read(_ request: InventoryRequest) async -> Result<LiveState, LiveStateReader.Failures> {
    var inventory = Reading()
    let repositories = await readRepositories(request, into: &inventory)
    let environments = request.includesEnvironments ? await readEnvironments(of: repositories, into: &inventory) : []
    let scopes =
      inventory.live.listedOrganizations.map { Scope.organization($0) }
      + repositories.map { Scope.repository($0) } + environments
    let collections = request.stores.flatMap { store in
      scopes.filter { store.levels[$0.kind] != nil }.map { SecretCollection(store, $0) }
    }
    // What else cannot be read is found out all the same, so that one more run is enough.
    switch await LiveStateReader(client).read(LiveStateQuery(everythingIn: Set(collections))) {
    case .success(let live): return inventory.completed(with: live)
    case .failure(let failures): return .failure(inventory.failures(and: failures))
    }
  }

  /// The repositories whose secrets are to be read, by the names that they have now.
  private func readRepositories(
    _ request: InventoryRequest,
    into inventory: inout Reading
  ) async -> Set<RepositoryFullName> {
    async let listings = collect(request.organizations.sorted()) { owner in
      try await client.repositories(continuing: client.firstRepositoryPage(of: owner))
    }
    let lookups = await collect(request.repositories.sorted()) { name in
      guard let repository = try await client.repository(named: name) else {
        throw ReadFailure.repositoryNotVisible(name)
      }
      return repository
    }
    var names: Set<RepositoryFullName> = []
    for (_, result) in lookups {
      guard let repository = inventory.value(of: result) else { continue }
      inventory.add(repository)
      names.insert(repository.fullName)
    }
    for (owner, result) in await listings {
      guard let listed = inventory.value(of: result) else { continue }
      // The spelling, and after a renaming the name, that the organization has now.
      inventory.live.listedOrganizations.insert(listed.first?.fullName.owner ?? owner)
      listed.forEach { inventory.add($0) }
      names.formUnion(listed.filter { request.includesArchived || $0.isArchived != true }.map(\.fullName))
    }
    return names
  }

  private func readEnvironments(
    of repositories: Set<RepositoryFullName>,
    into inventory: inout Reading
  ) async -> [Scope] {
    let listings = await collect(repositories.sorted()) { try await client.environments(of: $0) }
    return listings.flatMap { repository, result in
      (inventory.value(of: result) ?? []).map { Scope.environment(repository, $0) }
    }
  }
}

extension Reading {
  /// What was found with what was read in it, unless anything could not be found.
  fileprivate func completed(with live: LiveState) -> Result<LiveState, LiveStateReader.Failures> {
    guard failures.isEmpty else { return .failure(self.failures(and: LiveStateReader.Failures(diagnostics: []))) }
    var whole = live
    whole.listedOrganizations = self.live.listedOrganizations
    // A listing says more than a selection, and all names are of one moment.
    whole.repositories.merge(self.live.repositories) { _, listed in listed }
    return .success(whole)
  }

  fileprivate func failures(and others: LiveStateReader.Failures) -> LiveStateReader.Failures {
    let all = failures.sorted { $0.message < $1.message } + others.diagnostics
    return LiveStateReader.Failures(diagnostics: folded(all))
  }
}
