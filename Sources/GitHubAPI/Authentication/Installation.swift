import SecretModel

/// An installation of an App that a token can be asked of.
struct Installation: Sendable {
  let owner: OwnerName
  let id: Int64
  let slug: String
  /// Where its owner looks after it.
  let page: String?
  let granted: GrantedPermissions
}

/// Asks as the App itself, not as an installation of it.
extension Requester {
  /// The installation for an owner, which has what is needed.
  ///
  /// - Throws: `GitHubError`, of the kind `app` when there is none that would do.
  func installation(of owner: OwnerName, needs: PermissionNeeds) async throws(GitHubError) -> Installation {
    let object = try await asApp { () async throws(GitHubError) in try await installationObject(of: owner) }
    let page = shownPage(object.page)
    guard object.suspendedAt == nil else { throw GitHubError(.suspended(page: page), of: owner) }
    let installation = Installation(
      owner: owner,
      id: object.id,
      slug: object.slug.flatMap(plainSlug) ?? "",
      page: page,
      granted: GrantedPermissions(object.permissions)
    )
    let missing = needs.missing(from: installation.granted)
    guard missing.isEmpty else { throw await lacking(missing, installation) }
    return installation
  }

  /// A new token of an installation, good for what is needed and nothing else.
  func token(of installation: Installation, needs: PermissionNeeds) async throws(GitHubError) -> InstallationToken {
    let body = json(InstallationTokenBody(permissions: needs.request(installation.granted)))
    let endpoint = Endpoint.installationToken(installation.id, of: installation.owner, body: body)
    do {
      return try await asApp { () async throws(GitHubError) in
        try await answer(to: endpoint) { response throws(UnreadableBody) in
          let object = try await decodeJSON(InstallationTokenObject.self, from: response.body)
          return try object.token(of: installation, at: response.fields["Date"].flatMap { Timestamp(httpDate: $0) })
        }
      }
    } catch {
      // What was granted may have been taken away since it was looked up.
      guard error.kind == .rejected else { throw error }
      throw await lacking(needs.required.sorted(), installation)
    }
  }

  private func installationObject(of owner: OwnerName) async throws(GitHubError) -> InstallationObject {
    for endpoint in [Endpoint.installation(inOrganization: owner), .installation(ofUser: owner)] {
      do throws(GitHubError) {
        return try await answer(to: endpoint) { response throws(UnreadableBody) in
          try await decode(InstallationObject.self, from: response.body)
        }
      } catch {
        guard error.isNotFound else { throw error }
      }
    }
    let app = await appObject(for: owner)
    throw GitHubError(.notInstalled(page: shownPage(app?.page).map { "\($0)/installations/new" }), of: owner)
  }

  /// The App itself, for the words of an error that is worth telling without it.
  private func appObject(for owner: OwnerName) async -> AppObject? {
    try? await answer(to: .app(for: owner)) { response throws(UnreadableBody) in
      try await decode(AppObject.self, from: response.body)
    }
  }

  private func lacking(_ missing: [Permission], _ installation: Installation) async -> GitHubError {
    let app = await appObject(for: installation.owner)
    let settings = SettingsPages(configuration.apiURL)
      .ofApp(
        slug: installation.slug,
        owner: app?.owner.flatMap { owner in plainSlug(owner.login).map { (login: $0, type: owner.type) } }
      )
    let problem = AppProblem.lacksPermissions(
      missing.map(\.bareDescription),
      settings: settings,
      page: installation.page
    )
    return GitHubError(problem, of: installation.owner)
  }

  /// Does something, and says of a refused assertion that it is one.
  private func asApp<Value: Sendable>(
    _ body: () async throws(GitHubError) -> Value
  ) async throws(GitHubError) -> Value {
    do { return try await body() } catch {
      guard error.kind == .unauthorized else { throw error }
      var refused = error
      refused.kind = .app(.refused)
      throw refused
    }
  }
}

extension InstallationTokenObject {
  /// The token; its text is in no other value from here on.
  fileprivate func token(
    of installation: Installation,
    at serverTime: Timestamp?
  ) throws(UnreadableBody) -> InstallationToken {
    guard var token = try? Token(self.token) else {
      throw UnreadableBody(reason: "the field 'token' has an unexpected form")
    }
    token.kind = .ownApp(slug: installation.slug, page: installation.page)
    var grant = TokenGrant(token, budget: BudgetID("installation \(installation.id)"))
    grant.permissions = permissions.map { GrantedPermissions($0) }
    return InstallationToken(grant, expiresAt: expiresAt.value, mintedAt: serverTime)
  }
}

extension GitHubError {
  /// Why there is no token of an App for an owner.
  init(_ problem: AppProblem, of owner: OwnerName) {
    self.init(
      kind: .app(problem),
      subject: owner.description,
      operation: "the request for a token of the GitHub App's installation",
      outcomeUnknown: false,
      attempts: 1
    )
  }
}

/// An address from an answer that may be shown; nil for anything but a plain one.
private func shownPage(_ text: String?) -> String? {
  text.flatMap { AbsoluteURL($0) == nil || $0.utf8.count > 300 ? nil : $0 }
}

/// A name from an answer that may stand in an address; nil for any other.
private func plainSlug(_ text: String) -> String? {
  !text.isEmpty && text.utf8.count <= 100 && percentEncoded(text) == text ? text : nil
}
