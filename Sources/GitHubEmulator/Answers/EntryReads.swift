/// A path's organization, repository or environment.
struct ResolvedScope: Sendable {
  var id: ScopeID
  /// Set for an organization itself only.
  var organization: Owner?
}

extension World {
  /// The scope of a path to secrets or variables, with everything checked that comes before the entry itself.
  ///
  /// - Throws: `Refusal`: 301, 307, 403 or 404.
  func resolveScope(_ exchange: Exchange) throws(Refusal) -> ResolvedScope {
    guard switches.has(exchange.kind) else { throw exchange.notFound() }
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

  mutating func listEntries(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope: ResolvedScope
    do throws(Refusal) {
      scope = try resolveScope(exchange)
    } catch {
      guard switches.missingEnvironment == .empty, isMissingEnvironment(exchange) else { throw error }
      return .ok(["total_count": 0, "secrets": []])
    }
    return listing(visibleEntries(of: scope.id, exchange), exchange) { json($0, scope: scope, exchange) }
  }

  mutating func getEntry(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    guard let entry = visibleEntry(of: scope.id, exchange) else { throw exchange.notFound() }
    return .ok(json(entry, scope: scope, exchange))
  }

  /// The entry of the path as a read at this moment shows it.
  mutating func visibleEntry(of scope: ScopeID, _ exchange: Exchange) -> Entry? {
    scopes[scope]?.entries[exchange.kind]?.visibleEntry(exchange.entryName, now: exchange.surroundings)
  }

  mutating func getPublicKey(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    if scopes[scope.id]?.keys[exchange.kind] == nil { revision += 1 }
    let key = key(of: exchange.kind, in: scope.id)
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
    let all = visibleEntries(of: .organization(repository.ownerID), exchange)
    let usable = all.filter { secret in
      switch secret.visibility {
      case .all: true
      case .private: repository.visibility != .public
      case .selected: secret.selected.contains(repository.id)
      case nil: false
      }
    }
    return listing(usable, exchange) { .object(ownMembers(of: $0, exchange)) }
  }

  private mutating func visibleEntries(of scope: ScopeID, _ exchange: Exchange) -> [Entry] {
    scopes[scope]?.entries[exchange.kind]?.visibleEntries(now: exchange.surroundings) ?? []
  }

  /// A page of a listing, its two members in the order recorded of the real service.
  private func listing(_ entries: [Entry], _ exchange: Exchange, json: (Entry) -> JSON) -> Reply {
    let shown = Page(exchange).items(of: inListOrder(entries)).map(json)
    let count = JSONMember(key: "total_count", value: .integer(entries.count))
    let list = JSONMember(key: exchange.kind.plural, value: .array(shown))
    let members =
      switch exchange.kind {
      case .secrets, .dependabotSecrets, .codespacesSecrets: [count, list]
      case .variables: [list, count]
      }
    return Reply(status: 200, json: .object(members), headers: linkHeader(exchange, count: entries.count))
  }

  private func isMissingEnvironment(_ exchange: Exchange) -> Bool {
    guard exchange.match.parameters["environment_name"] != nil, (try? checkPermission(exchange)) != nil,
      let repository = try? visibleRepository(exchange)
    else { return false }
    return repository.environment(named: exchange.parameter("environment_name")) == nil
  }

  private func inListOrder(_ entries: [Entry]) -> [Entry] {
    switch switches.listOrder {
    case .alphabetical: entries
    case .reversed: entries.reversed()
    case .insertion: entries.sorted { $0.sequence < $1.sequence }
    }
  }

  private func json(_ entry: Entry, scope: ResolvedScope, _ exchange: Exchange) -> JSON {
    var members = ownMembers(of: entry, exchange)
    if let organization = scope.organization, let visibility = entry.visibility {
      members.append(JSONMember(key: "visibility", value: .string(visibility.rawValue)))
      if visibility == .selected {
        let kind = exchange.kind
        let root = "\(exchange.request.base)/orgs/\(organization.login)/\(kind.product)/\(kind.plural)"
        members.append(
          JSONMember(key: "selected_repositories_url", value: .string("\(root)/\(entry.name)/repositories"))
        )
      }
    }
    return .object(members)
  }

  /// Name and times, and what a variable holds.
  private func ownMembers(of entry: Entry, _ exchange: Exchange) -> [JSONMember] {
    var members = [JSONMember(key: "name", value: .string(entry.name))]
    if exchange.kind == .variables {
      let text = String(decoding: entry.value ?? [], as: UTF8.self)
      members.append(JSONMember(key: "value", value: .string(text)))
    }
    members.append(JSONMember(key: "created_at", value: .string(entry.createdAt.iso8601)))
    members.append(JSONMember(key: "updated_at", value: .string(entry.updatedAt.iso8601)))
    return members
  }
}
