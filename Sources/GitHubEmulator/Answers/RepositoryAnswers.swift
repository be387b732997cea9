extension World {
  /// One repository in full.
  mutating func getRepository(_ exchange: Exchange) throws(Refusal) -> Reply {
    let repository = try visibleRepository(exchange)
    try checkPermission(exchange)
    return .ok(rendered(repository.id, .full, exchange))
  }

  /// The repositories of an organization, the newest first unless asked otherwise.
  mutating func listRepositories(_ exchange: Exchange) throws(Refusal) -> Reply {
    let organization = try visibleOrganization(exchange)
    try checkPermission(exchange)
    let ids = try repositoryIDs(of: organization, exchange)
    let shown = Page(exchange).items(of: ids).map { rendered($0, .listed, exchange) }
    return Reply(status: 200, json: .array(shown), headers: linkHeader(exchange, count: ids.count))
  }

  private func repositoryIDs(of organization: Owner, _ exchange: Exchange) throws(Refusal) -> [Int] {
    let request = exchange.request
    let isByName = request.queryValue("sort") == "full_name"
    let isAscending = request.queryValue("direction").map { $0 == "asc" } ?? isByName
    let ids = isByName ? organization.repositoryIDsByName : organization.repositoryIDs
    let type = request.queryValue("type") ?? "all"
    guard let isWanted = filter(type) else {
      throw exchange.unprocessable("Validation Failed")
    }
    let isRestricted = type != "all" || exchange.grant.repositories != nil
    let shown =
      isRestricted
      ? ids.filter { id in
        repositories[id].map { isWanted($0) && exchange.grant.sees($0, of: organization) } ?? false
      } : ids
    return isAscending ? shown : shown.reversed()
  }

  private func filter(_ type: String) -> ((Repository) -> Bool)? {
    switch type {
    case "all", "member": { _ in true }
    case "public": { $0.visibility == .public }
    case "private": { $0.visibility != .public }
    case "internal": { $0.visibility == .internal }
    case "forks": { $0.isFork }
    case "sources": { !$0.isFork }
    default: nil
    }
  }

  /// An organization.
  func organization(_ organization: Owner, _ exchange: Exchange) -> Reply {
    let base = exchange.request.base
    let url = "\(base)/orgs/\(organization.login)"
    return .ok([
      "login": .string(organization.login), "id": .integer(organization.id),
      "node_id": .string("O_\(organization.id)"), "url": .string(url), "repos_url": .string("\(url)/repos"),
      "events_url": .string("\(url)/events"), "hooks_url": .string("\(url)/hooks"),
      "issues_url": .string("\(url)/issues"), "members_url": .string("\(url)/members{/member}"),
      "public_members_url": .string("\(url)/public_members{/member}"),
      "avatar_url": .string("\(base)/avatars/\(organization.id)"), "description": .null,
      "html_url": .string("https://github.com/\(organization.login)"), "type": "Organization",
      "public_repos": .integer(organization.repositoryIDs.count { repositories[$0]?.visibility == .public }),
    ])
  }

  /// The state of the rate limits.
  ///
  /// - Throws: `Refusal` with 404 where limits are off.
  mutating func rateLimit(_ exchange: Exchange) throws(Refusal) -> Reply {
    guard let status = limits.status(of: exchange.grant.name, now: exchange.now) else {
      throw Refusal(404, "Rate limiting is not enabled.", documentation: exchange.match.documentation)
    }
    let core: JSON = [
      "limit": .integer(status.limit), "used": .integer(status.used), "remaining": .integer(status.remaining),
      "reset": .integer(status.reset),
    ]
    let search: JSON = [
      "limit": 30, "used": 0, "remaining": 30, "reset": .integer(exchange.now.seconds + 60),
    ]
    var members = [JSONMember(key: "resources", value: ["core": core, "search": search])]
    // The version of 2026-03-10 has dropped the copy outside `resources`.
    if exchange.request.headers["x-github-api-version"] != "2026-03-10" {
      members.append(JSONMember(key: "rate", value: core))
    }
    return .ok(.object(members))
  }

  /// What the server says about itself.
  func meta(_ exchange: Exchange) -> Reply {
    let version = switches.enterpriseVersion
    let installed = version.isEmpty ? [] : [JSONMember(key: "installed_version", value: .string(version))]
    return .ok(.object([JSONMember(key: "verifiable_password_authentication", value: false)] + installed))
  }
}
