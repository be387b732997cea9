extension World {
  /// Checks what an operation needs and performs it.
  ///
  /// - Throws: `Refusal`, in the order GitHub checks: what is invisible is 404 before what is forbidden is 403.
  mutating func perform(_ exchange: Exchange) throws(Refusal) -> Reply {
    switch exchange.operation {
    case .getApp, .getOrganizationInstallation, .getUserInstallation, .createInstallationToken:
      try performAppOperation(exchange)
    case .getMeta: meta(exchange)
    case .getRateLimit: try rateLimit(exchange)
    case .getOrganization: organization(try visibleOrganization(exchange), exchange)
    case .listOrganizationRepositories: try listRepositories(exchange)
    case .getRepository: try getRepository(exchange)
    case .listEnvironments, .getEnvironment, .putEnvironment, .deleteEnvironment:
      try performEnvironmentOperation(exchange)
    case .listSelectedRepositories, .setSelectedRepositories, .addSelectedRepository, .removeSelectedRepository,
      .listSelectedRepositoriesOfVariable, .setSelectedRepositoriesOfVariable, .addSelectedRepositoryToVariable,
      .removeSelectedRepositoryFromVariable:
      try performSelectionOperation(exchange)
    case .listOrganizationSecretsOfRepository: try listOrganizationSecretsOfRepository(exchange)
    case .listOrganizationSecrets, .listRepositorySecrets, .listEnvironmentSecrets, .listOrganizationVariables,
      .listRepositoryVariables:
      try listEntries(exchange)
    case .getOrganizationPublicKey, .getRepositoryPublicKey, .getEnvironmentPublicKey: try getPublicKey(exchange)
    case .getOrganizationSecret, .getRepositorySecret, .getEnvironmentSecret, .getOrganizationVariable,
      .getRepositoryVariable:
      try getEntry(exchange)
    case .putOrganizationSecret, .putRepositorySecret, .putEnvironmentSecret: try putSecret(exchange)
    case .createOrganizationVariable, .createRepositoryVariable: try createVariable(exchange)
    case .updateOrganizationVariable, .updateRepositoryVariable: try updateVariable(exchange)
    case .deleteOrganizationSecret, .deleteRepositorySecret, .deleteEnvironmentSecret, .deleteOrganizationVariable,
      .deleteRepositoryVariable:
      try deleteEntry(exchange)
    }
  }

  /// The organization of the path, if the token sees it.
  func visibleOrganization(_ exchange: Exchange) throws(Refusal) -> Owner {
    let owner =
      exchange.match.root == .id
      ? Int(exchange.parameter("organization_id")).flatMap { owners[$0] }
      : owner(named: exchange.parameter("org"))
    guard let owner, owner.isOrganization, exchange.grant.sees(owner) else { throw exchange.notFound() }
    return owner
  }

  /// The repository of the path, if the token sees it.
  ///
  /// - Throws: `Refusal` with 404, or with 301 and 307 when the repository has another name now.
  func visibleRepository(_ exchange: Exchange) throws(Refusal) -> Repository {
    guard exchange.match.root == .name else {
      guard let repository = Int(exchange.parameter("root_id")).flatMap({ repositories[$0] }),
        sees(repository, exchange)
      else { throw exchange.notFound() }
      return repository
    }
    let name = "\(exchange.parameter("owner"))/\(exchange.parameter("repo"))"
    if let repository = repository(named: name) {
      guard sees(repository, exchange) else { throw exchange.notFound() }
      return repository
    }
    guard let moved = repository(formerlyNamed: name), sees(moved, exchange) else { throw exchange.notFound() }
    throw redirection(to: moved, exchange)
  }

  func sees(_ repository: Repository, _ exchange: Exchange) -> Bool {
    owners[repository.ownerID].map { exchange.grant.sees(repository, of: $0) } ?? false
  }

  private func redirection(to repository: Repository, _ exchange: Exchange) -> Refusal {
    let suffix = exchange.request.rawSegments.dropFirst(3).map { "/\($0)" }.joined()
    let query = exchange.request.query.isEmpty ? "" : "?\(exchange.request.query)"
    let location = "\(exchange.request.base)/repositories/\(repository.id)\(suffix)\(query)"
    return Refusal(
      Reply(
        status: exchange.request.method == "GET" ? 301 : 307,
        json: [
          "message": "Moved Permanently", "url": .string(location),
          "documentation_url":
            "https://docs.github.com/rest/guides/best-practices-for-using-the-rest-api#follow-redirects",
        ],
        headers: [("Location", location)]
      )
    )
  }

  /// Refuses a token that lacks what the operation needs.
  ///
  /// - Throws: `Refusal` with 403 and GitHub's words for the kind of token.
  func checkPermission(_ exchange: Exchange) throws(Refusal) {
    guard let requirement = exchange.match.requirement,
      !exchange.grant.allows(requirement.permission, requirement.access)
    else { return }
    let message =
      switch exchange.grant.kind {
      case .classic: "Must have admin rights to Repository."
      case .fineGrained: "Resource not accessible by personal access token"
      case .app: "Resource not accessible by integration"
      }
    throw Refusal(403, message, documentation: exchange.match.documentation)
  }

  /// Refuses to change what belongs to an archived repository.
  ///
  /// - Throws: `Refusal` with 403.
  func checkWritable(_ repository: Repository, _ exchange: Exchange) throws(Refusal) {
    guard exchange.request.isMutation, repository.isArchived else { return }
    throw Refusal(403, "Repository was archived so is read-only.", documentation: exchange.match.documentation)
  }

  /// The moment of a change, which may move the clock.
  mutating func timeOfChange(_ exchange: Exchange) -> ModelTime {
    timeOfChange(at: exchange.surroundings)
  }

  /// The moment of a change, which may move the clock.
  mutating func timeOfChange(at surroundings: Int) -> ModelTime {
    clock.tick()
    revision += 1
    return clock.now(at: surroundings)
  }
}
