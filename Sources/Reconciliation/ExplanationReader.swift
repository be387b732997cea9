public import GitHubAPI
public import Planning
import SecretModel

/// Reads from GitHub what an explanation needs, everything at once.
///
/// What the token may not list is no failure as long as another listing tells what workflows see; it becomes a remark.
public struct ExplanationReader: Sendable {
  private let client: GitHubClient

  /// Reads through a client.
  public init(_ client: GitHubClient) { self.client = client }

  /// Reads the facts.
  ///
  /// - Returns: the facts, or every reason why workflows' view cannot be told.
  public func read(_ query: ExplanationQuery) async -> Result<ExplanationFacts, LiveStateReader.Failures> {
    var reading = Reading()
    var remarks: [Finding] = []
    let wanted = await repositories(query, into: &reading, &remarks)
    async let organizations = organizations(Set(wanted.map(\.repository.fullName.owner)))
    let parts = await collect(wanted) { wanted in
      try await readRepository(wanted, query.environments(of: wanted.askedName))
    }
    let found = parts.compactMap { reading.value(of: $0.1) }
    var listings = FoundOrganizations()
    for (owner, result) in await organizations { listings.add(owner, reading.value(of: result)) }
    remarks += listings.judge(found, into: &reading.failures)
    remarks += found.flatMap(\.remarks)
    await readSelections(of: &listings, for: found, into: &reading)
    guard reading.failures.isEmpty else {
      return .failure(.init(diagnostics: folded(Set(reading.failures).sorted { $0.message < $1.message })))
    }
    let facts = found.map { ($0.facts.repository.fullName, $0.facts) }
    return .success(
      ExplanationFacts(
        repositories: Dictionary(facts, uniquingKeysWith: { first, _ in first }),
        organizations: listings.secrets,
        remarks: remarks
      )
    )
  }

  // MARK: - Repositories

  /// The repositories that are asked for by name or owner; of an owner's, those that run workflows.
  private func repositories(
    _ query: ExplanationQuery,
    into reading: inout Reading,
    _ remarks: inout [Finding]
  ) async -> [WantedRepository] {
    var wanted: [WantedRepository] = []
    let owned = await collect(query.owners.sorted()) { owner in
      try await client.repositories(continuing: client.firstRepositoryPage(of: owner))
    }
    for (owner, result) in owned {
      guard let repositories = reading.value(of: result) else { continue }
      repositories.forEach { reading.add($0) }
      let active = repositories.filter { $0.isArchived != true }
      if active.count < repositories.count { remarks.append(.archived(repositories.count - active.count, of: owner)) }
      wanted += active.map { WantedRepository(askedName: $0.fullName, repository: $0) }
    }
    let names = Set(query.repositories.keys)
    await RepositoryResolver(client).resolve(names, into: &reading)
    for name in names.sorted() {
      guard let lookup = reading.live.lookups[name] else { continue }
      guard case .found(let id) = lookup, let repository = reading.live.repositories[id] else {
        reading.failures.append(ReadFailure.repositoryNotVisible(name).diagnostic)
        continue
      }
      if repository.fullName != name { remarks.append(.renamed(name, to: repository.fullName)) }
      wanted.removeAll { $0.repository.id == repository.id }
      wanted.append(WantedRepository(askedName: name, repository: repository))
    }
    return wanted
  }

  private func readRepository(
    _ wanted: WantedRepository,
    _ environments: ExplanationQuery.Environments
  ) async throws -> FoundRepository {
    let name = wanted.repository.fullName
    async let organizationSecrets = unlessRefused { () async throws(GitHubError) in
      try await client.organizationSecrets(of: name)
    }
    async let foundEnvironments = readEnvironments(environments, of: name)
    let secrets = try await client.listSecrets(in: SecretCollection(.actions, .repository(name)))
    let environments = try await foundEnvironments
    var found = FoundRepository(
      facts: RepositoryFacts(
        repository: wanted.repository,
        askedName: wanted.askedName,
        secrets: secrets,
        environments: environments.secrets
      ),
      remarks: environments.remarks
    )
    switch try await organizationSecrets {
    case .success(let listed): found.facts.organizationSecrets = listed
    case .failure(let refusal): found.refusal = refusal
    }
    return found
  }

  // MARK: - Environments

  private func readEnvironments(
    _ wanted: ExplanationQuery.Environments,
    of repository: RepositoryFullName
  ) async throws -> FoundEnvironments {
    switch wanted {
    case .only(let names):
      let found = try await readEnvironments(names, of: repository, areListed: false)
      // Of an environment that was asked for by name, its listing is the answer.
      if let refusal = found.refusals.min(by: { $0.key < $1.key })?.value { throw ReadFailure.github(refusal) }
      return found
    case .all(let declared):
      switch try await unlessRefused({ () async throws(GitHubError) in try await client.environments(of: repository) })
      {
      case .success(let listed):
        var found = try await readEnvironments(Set(listed), of: repository, areListed: true)
        for name in declared.subtracting(listed) { found.addMissing(.environment(repository, name)) }
        return found
      case .failure(let refusal):
        var found = try await readEnvironments(declared, of: repository, areListed: false)
        found.remarks.append(.environmentsNotListed(repository, refusal))
        return found
      }
    }
  }

  private func readEnvironments(
    _ names: Set<EnvironmentName>,
    of repository: RepositoryFullName,
    areListed: Bool
  ) async throws -> FoundEnvironments {
    let results = await collect(names.sorted()) { name in
      try await unlessRefused { () async throws(GitHubError) in
        try await client.listSecrets(in: SecretCollection(.actions, .environment(repository, name)))
      }
    }
    var found = FoundEnvironments()
    for (name, result) in results {
      let scope = Scope.environment(repository, name)
      switch try result.get() {
      case .success(let secrets) where areListed || !secrets.isEmpty: found.secrets[name] = secrets
      case let listing:
        // Whether GitHub lists nothing or answers 404 for an environment that is not there, nobody could verify.
        let isMissing = areListed ? false : try await isMissing(name, in: repository)
        if isMissing { found.addMissing(scope) } else { found.add(listing, of: scope) }
      }
    }
    return found
  }

  /// Whether an environment is known not to be there; a token that may not look for it knows nothing.
  private func isMissing(_ name: EnvironmentName, in repository: RepositoryFullName) async throws -> Bool {
    let lookup = try await unlessRefused { () async throws(GitHubError) in
      try await client.environmentExists(name, in: repository)
    }
    return (try? lookup.get()) == false
  }

  // MARK: - Organizations

  private func organizations(
    _ owners: Set<OwnerName>
  ) async -> [(OwnerName, Result<Result<[SecretName: LiveSecret], GitHubError>, ReadFailure>)] {
    await collect(owners.sorted()) { owner in
      try await unlessRefused { () async throws(GitHubError) in
        try await client.listSecrets(in: SecretCollection(.actions, .organization(owner)))
      }
    }
  }

  /// Reads the selections of organizations whose secrets GitHub does not list for every repository.
  private func readSelections(
    of listings: inout FoundOrganizations,
    for repositories: [FoundRepository],
    into reading: inout Reading
  ) async {
    let owners = Set(repositories.filter { $0.refusal != nil }.map(\.facts.repository.fullName.owner))
    let addresses = owners.sorted()
      .flatMap { owner in
        (listings.secrets[owner] ?? [:]).filter { $0.value.access.visibility == .selected }.keys.sorted()
          .map { SecretAddress(store: .actions, scope: .organization(owner), name: $0) }
      }
    let selections = await collect(addresses) { address in try await client.selectedRepositories(of: address) }
    for (address, result) in selections {
      guard let repositories = reading.value(of: result) else { continue }
      listings.secrets[address.scope.owner]?[address.name]?.access.repositories = Set(repositories.map(\.id))
    }
  }
}

/// The result of a listing; a failure when the token may not have it or there is none.
private func unlessRefused<Value: Sendable>(
  _ list: @Sendable () async throws(GitHubError) -> Value
) async throws(GitHubError) -> Result<Value, GitHubError> {
  do {
    return .success(try await list())
  } catch {
    switch error.kind {
    case .forbidden, .notFound, .gone, .notOffered: return .failure(error)
    default: throw error
    }
  }
}
