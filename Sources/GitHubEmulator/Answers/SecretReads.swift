/// The secrets of a path's organization, repository or environment.
struct ResolvedScope: Sendable {
  var id: ScopeID
  /// Set for an organization's own secrets only.
  var organization: Owner?
}

extension World {
  /// The scope of a secrets path, with everything checked that comes before the secret itself.
  ///
  /// - Throws: `Refusal`: 301, 307, 403 or 404.
  func resolveScope(_ exchange: Exchange) throws(Refusal) -> ResolvedScope {
    if exchange.match.parameters["org"] != nil || exchange.match.parameters["organization_id"] != nil {
      let owner = try visibleOrganization(exchange)
      try checkPermission(exchange)
      return ResolvedScope(id: .organization(owner.id), organization: owner)
    }
    let repository = try visibleRepository(exchange)
    try checkEnvironmentPath(exchange)
    try checkPermission(exchange)
    try checkWritable(repository, exchange)
    guard exchange.match.parameters["environment_name"] != nil else {
      return ResolvedScope(id: .repository(repository.id))
    }
    guard let environment = repository.environment(named: exchange.parameter("environment_name")) else {
      throw exchange.notFound()
    }
    return ResolvedScope(id: .environment(repository: repository.id, environment: environment.id))
  }

  private func checkEnvironmentPath(_ exchange: Exchange) throws(Refusal) {
    guard exchange.match.parameters["environment_name"] != nil else { return }
    let exists =
      switch switches.environmentPaths {
      case .both: true
      case .byID: exchange.match.root == .id
      case .byName: exchange.match.root == .name
      case .none: false
      }
    guard exists else { throw exchange.notFound() }
  }

  mutating func listSecrets(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope: ResolvedScope
    do throws(Refusal) {
      scope = try resolveScope(exchange)
    } catch {
      guard switches.missingEnvironment == .empty, isMissingEnvironment(exchange) else { throw error }
      return .ok(["total_count": 0, "secrets": []])
    }
    let secrets = inListOrder(visibleSecrets(of: scope.id, exchange))
    let shown = Page(exchange.request).items(of: secrets).map { json($0, scope: scope, exchange) }
    return Reply(
      status: 200,
      json: ["total_count": .integer(secrets.count), "secrets": .array(shown)],
      headers: linkHeader(exchange, count: secrets.count)
    )
  }

  mutating func getSecret(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    let secret = scopes[scope.id]?.visibleSecret(exchange.secretName, now: exchange.surroundings)
    guard let secret else { throw exchange.notFound() }
    return .ok(json(secret, scope: scope, exchange))
  }

  mutating func getPublicKey(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    if scopes[scope.id]?.key == nil { revision += 1 }
    let key = key(of: scope.id)
    let number = switches.writesKeyIDAsNumber ? Int(key.id) : nil
    return .ok([
      "key_id": number.map { .integer($0) } ?? .string(key.id),
      "key": .string(Base64.encode(key.pair.publicKey)),
    ])
  }

  /// The organization's secrets that a repository may use.
  mutating func listOrganizationSecretsOfRepository(_ exchange: Exchange) throws(Refusal) -> Reply {
    guard switches.listsOrganizationSecretsOfRepository else { throw exchange.notFound() }
    let repository = try visibleRepository(exchange)
    try checkPermission(exchange)
    let all = visibleSecrets(of: .organization(repository.ownerID), exchange)
    let secrets = inListOrder(
      all.filter { secret in
        switch secret.visibility {
        case .all: true
        case .private: repository.visibility != .public
        case .selected: secret.selected.contains(repository.id)
        case nil: false
        }
      }
    )
    let shown = Page(exchange.request).items(of: secrets).map { JSON.object(times(of: $0)) }
    return Reply(
      status: 200,
      json: ["total_count": .integer(secrets.count), "secrets": .array(shown)],
      headers: linkHeader(exchange, count: secrets.count)
    )
  }

  private mutating func visibleSecrets(of scope: ScopeID, _ exchange: Exchange) -> [Secret] {
    scopes[scope]?.visibleSecrets(now: exchange.surroundings) ?? []
  }

  private func isMissingEnvironment(_ exchange: Exchange) -> Bool {
    guard exchange.match.parameters["environment_name"] != nil, (try? checkPermission(exchange)) != nil,
      let repository = try? visibleRepository(exchange)
    else { return false }
    return repository.environment(named: exchange.parameter("environment_name")) == nil
  }

  private func inListOrder(_ secrets: [Secret]) -> [Secret] {
    switch switches.listOrder {
    case .alphabetical: secrets
    case .reversed: secrets.reversed()
    case .insertion: secrets.sorted { $0.sequence < $1.sequence }
    }
  }

  private func json(_ secret: Secret, scope: ResolvedScope, _ exchange: Exchange) -> JSON {
    var members = times(of: secret)
    if let organization = scope.organization, let visibility = secret.visibility {
      members.append(JSONMember(key: "visibility", value: .string(visibility.rawValue)))
      if visibility == .selected {
        let root = "\(exchange.request.base)/orgs/\(organization.login)/actions/secrets"
        members.append(
          JSONMember(key: "selected_repositories_url", value: .string("\(root)/\(secret.name)/repositories"))
        )
      }
    }
    return .object(members)
  }

  private func times(of secret: Secret) -> [JSONMember] {
    [
      JSONMember(key: "name", value: .string(secret.name)),
      JSONMember(key: "created_at", value: .string(secret.createdAt.iso8601)),
      JSONMember(key: "updated_at", value: .string(secret.updatedAt.iso8601)),
    ]
  }
}
