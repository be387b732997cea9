/// What Apps ask for themselves, with an assertion instead of a token.
extension World {
  /// The App that an assertion proves.
  ///
  /// - Throws: `Refusal` in GitHub's words.
  private func provenApp(_ exchange: Exchange) throws(Refusal) -> App {
    let page = exchange.match.documentation
    func refusal(_ message: String) -> Refusal { Refusal(401, message, documentation: page) }
    guard let token = exchange.request.bearerToken, let assertion = AppAssertion(token) else {
      throw refusal("A JSON web token could not be decoded")
    }
    guard let issuer = assertion.issuer else { throw refusal("'Issuer' claim ('iss') must be an Integer") }
    guard let app = apps.first(where: { String($0.id) == issuer || $0.clientID == issuer }) else {
      throw Refusal(404, "Integration not found", documentation: page)
    }
    guard assertion.isSigned(by: app.publicKey) else { throw refusal("A JSON web token could not be decoded") }
    if let complaint = assertion.complaint(at: exchange.now) { throw refusal(complaint) }
    return app
  }

  /// Answers an App that proves who it is.
  mutating func performAppOperation(_ exchange: Exchange) throws(Refusal) -> Reply {
    let app = try provenApp(exchange)
    switch exchange.operation {
    case .getApp: return .ok(json(app, exchange))
    case .createInstallationToken: return try createToken(exchange, app)
    default:
      let name = folded(exchange.parameter("org") + exchange.parameter("username"))
      let isForOrganization = exchange.operation == .getOrganizationInstallation
      guard let owner = owner(named: name), owner.isOrganization == isForOrganization,
        let installation = app.installations.first(where: { folded($0.owner) == name })
      else { throw exchange.notFound() }
      return .ok(json(installation, of: app, owner, exchange))
    }
  }

  private mutating func createToken(_ exchange: Exchange, _ app: App) throws(Refusal) -> Reply {
    guard let id = Int(exchange.parameter("installation_id")),
      let installation = app.installations.first(where: { $0.id == id })
    else { throw exchange.notFound() }
    guard !installation.isSuspended else {
      throw Refusal(403, "This installation has been suspended", documentation: exchange.match.documentation)
    }
    let body = exchange.request.body.isEmpty ? JSON.object([]) : try exchange.object()
    var grant = TokenGrant(name: "installation \(id)", token: "ghs_\(randomDigits())")
    grant.kind = .app
    grant.permissions = try permissions(askedFor: body["permissions"], of: installation, exchange)
    grant.owners = [folded(installation.owner)]
    grant.repositories = try repositories(askedFor: body["repositories"], of: installation, exchange)
    let end = exchange.now + app.tokenLifetime
    grant.expiresAt = end
    tokens.append(grant)
    revision += 1
    return Reply(
      status: 201,
      json: [
        "token": .string(grant.token), "expires_at": .string(end.iso8601),
        "permissions": json(grant.permissions ?? [:]),
        "repository_selection": grant.repositories == nil ? "all" : "selected",
      ]
    )
  }

  private func permissions(
    askedFor json: JSON?,
    of installation: AppInstallation,
    _ exchange: Exchange
  ) throws(Refusal) -> [Permission: Access] {
    // PyGithub sends an empty object for all of them.
    guard let members = json?.members, !members.isEmpty else { return installation.permissions }
    var asked: [Permission: Access] = [:]
    for member in members {
      guard let permission = Permission(rawValue: member.key), let access = member.value.text.flatMap(Access.init),
        access <= installation.permissions[permission, default: permission == .metadata ? .read : .none]
      else { throw exchange.unprocessable("The permissions requested are not granted to this installation.") }
      asked[permission] = access
    }
    return asked
  }

  private func repositories(
    askedFor json: JSON?,
    of installation: AppInstallation,
    _ exchange: Exchange
  ) throws(Refusal) -> Set<String>? {
    guard let names = json?.elements else { return installation.repositories }
    var asked: Set<String> = []
    for name in names {
      let fullName = folded("\(installation.owner)/\(name.text ?? "")")
      guard repository(named: fullName) != nil, installation.repositories?.contains(fullName) ?? true else {
        throw exchange.unprocessable(
          "There is at least one repository that does not exist or is not accessible to the parent installation."
        )
      }
      asked.insert(fullName)
    }
    return asked
  }

  private func json(_ app: App, _ exchange: Exchange) -> JSON {
    [
      "id": .integer(app.id), "client_id": .string(app.clientID), "slug": .string(app.slug),
      "name": .string(app.slug), "html_url": .string("https://github.com/apps/\(app.slug)"),
      "owner": [
        "login": .string(app.owner), "id": 1,
        "type": owner(named: app.owner)?.isOrganization == true ? "Organization" : "User",
      ], "permissions": .object([]), "events": [],
    ]
  }

  private func json(_ installation: AppInstallation, of app: App, _ owner: Owner, _ exchange: Exchange) -> JSON {
    let base = exchange.request.base
    let kind: JSON = owner.isOrganization ? "Organization" : "User"
    let settings = owner.isOrganization ? "organizations/\(owner.login)/settings" : "settings"
    return [
      "id": .integer(installation.id), "app_id": .integer(app.id), "app_slug": .string(app.slug),
      "client_id": .string(app.clientID), "target_id": .integer(owner.id), "target_type": kind,
      "account": ["login": .string(owner.login), "id": .integer(owner.id), "type": kind],
      "repository_selection": installation.repositories == nil ? "all" : "selected",
      "access_tokens_url": .string("\(base)/app/installations/\(installation.id)/access_tokens"),
      "repositories_url": .string("\(base)/installation/repositories"),
      "html_url": .string("https://github.com/\(settings)/installations/\(installation.id)"),
      "permissions": json(installation.permissions), "events": [], "single_file_name": .null,
      "suspended_at": installation.isSuspended ? .string(exchange.now.iso8601) : .null, "suspended_by": .null,
    ]
  }

  private func json(_ permissions: [Permission: Access]) -> JSON {
    .object(
      Permission.allCases.compactMap { permission in
        permissions[permission].map { JSONMember(key: permission.rawValue, value: .string($0.rawValue)) }
      }
    )
  }

  private func randomDigits() -> String {
    (0..<36).map { _ in String(Int.random(in: 0..<16), radix: 16) }.joined()
  }
}
