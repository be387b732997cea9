/// What an app or a fine-grained token can be allowed; the raw values are GitHub's keys.
enum Permission: String, Hashable, CaseIterable, Sendable {
  case organizationSecrets = "organization_secrets"
  case secrets
  case organizationVariables = "organization_actions_variables"
  case variables = "actions_variables"
  case organizationDependabotSecrets = "organization_dependabot_secrets"
  case dependabotSecrets = "dependabot_secrets"
  case organizationCodespacesSecrets = "organization_codespaces_secrets"
  case codespacesSecrets = "codespaces_secrets"
  case environments
  case metadata
  case actions
  case administration
}

/// How much of a permission is granted.
enum Access: String, Hashable, Comparable, CaseIterable, Sendable {
  case none, read, write

  static func < (left: Access, right: Access) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }
}

/// A token that the server knows.
struct TokenGrant: Hashable, Sendable {
  /// What the token is, which decides the words of refusals.
  enum Kind: String, CaseIterable, Sendable {
    case classic
    case fineGrained = "fine_grained"
    case app
  }

  /// The name used in logs, where the token itself never appears.
  var name: String
  var token: String
  var kind = Kind.fineGrained
  /// Nil: everything.
  var permissions: [Permission: Access]?
  /// The organizations and users it sees, folded; nil: all.
  var owners: Set<String>?
  /// The repositories it sees, as folded `owner/name`; nil: all of the owners it sees.
  var repositories: Set<String>?
  /// What `X-OAuth-Scopes` says of a classic token; nil: what its permissions make of it.
  var scopes: [String]?
  /// Nil: never.
  var expiresAt: ModelTime?

  /// The token of a world that names none.
  static let any = TokenGrant(name: "any", token: "", kind: .classic)

  func allows(_ permission: Permission, _ access: Access) -> Bool {
    guard let permissions else { return true }
    if permission == .metadata { return permissions[.metadata, default: .read] >= access }
    return permissions[permission, default: .none] >= access
  }

  func sees(_ owner: Owner) -> Bool {
    owners?.contains(folded(owner.login)) ?? true
  }

  func sees(_ repository: Repository, of owner: Owner) -> Bool {
    if let repositories { return repositories.contains(folded("\(owner.login)/\(repository.name)")) }
    return sees(owner)
  }
}

/// A name as GitHub compares owners, repositories and environments: case does not count.
func folded(_ name: String) -> String { name.lowercased() }
