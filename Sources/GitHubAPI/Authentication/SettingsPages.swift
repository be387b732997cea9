/// The pages of a server's web site on which people set what tokens and Apps may do.
public struct SettingsPages: Sendable {
  /// The root of the web site; nil where the API's address does not tell.
  private let root: String?

  /// Finds the web site that belongs to an API.
  public init(_ api: APIURL) {
    if api.host == APIURL.gitHub.host {
      root = "https://github.com"
    } else if api.host.hasPrefix("api."), api.host.hasSuffix(".ghe.com") {
      root = "https://\(api.host.dropFirst("api.".count))"
    } else if api.path == "/api/v3" {
      root = api.origin.description
    } else {
      root = nil
    }
  }

  /// What to do for a token that may not do enough; nil where nobody can say.
  public func advice(on kind: TokenKind) -> String? {
    switch kind {
    case .classic: "add the scope \(place("/settings/tokens"))"
    case .fineGrained: "add the permission \(place("/settings/personal-access-tokens"))"
    case .installation: "grant it to the GitHub App whose token it is"
    case .workflow: TokenKind.adviceOnWorkflows
    case .ownApp(let slug, let page):
      AppProblem.lacksPermissions([], settings: ofApp(slug: slug, owner: nil), page: page).remedy
    case .unknown: nil
    }
  }

  /// Where the permissions of an App are set, in words.
  func ofApp(slug: String, owner: (login: String, type: String)?) -> String {
    let page = "'Permissions & events' of the App '\(slug)'"
    guard let root, let owner, !slug.isEmpty else { return page }
    let account = owner.type == "Organization" ? "/organizations/\(owner.login)" : ""
    return "\(page) (\(root)\(account)/settings/apps/\(slug)/permissions)"
  }

  private func place(_ path: String) -> String { root.map { "at \($0)\(path)" } ?? "in the token's settings" }
}

extension TokenKind {
  /// What to do for a workflow's own token.
  static let adviceOnWorkflows =
    "the GITHUB_TOKEN of a workflow can manage no secrets, whatever its 'permissions:' say; use a GitHub App (OCTOSEAL_APP_ID) or a fine-grained token in OCTOSEAL_TOKEN"
}
