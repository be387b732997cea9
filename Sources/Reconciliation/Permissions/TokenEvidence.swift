import GitHubAPI
import SecretModel

/// What is known of an owner's token without any attempt to write.
struct TokenEvidence: Sendable {
  /// What the token is.
  var kind: TokenKind
  /// What GitHub said that it may do when it gave it; nil where it did not.
  var permissions: GrantedPermissions?
  /// The scopes that GitHub says a classic token has; nil where it does not.
  var scopes: Set<String>?

  /// Whether the token may write; pure.
  ///
  /// - Parameters:
  ///   - requirement: what a write needs.
  ///   - visibility: that of the repository, as far as it is known.
  /// - Returns: what can be said.
  func verdict(on requirement: WriteRequirement, visibility: Repository.Visibility?) -> Verdict {
    if let permissions {
      return permissions.allows(requirement.permission) ? .allowed : .missing(inWords: "GitHub gave it less")
    }
    if let scopes {
      let isAllowed =
        scopes.contains(requirement.permission.classicScope)
        || requirement.permission.level == .repository && visibility != .private && visibility != .internal
          && scopes.contains("public_repo")
      return isAllowed
        ? .allowed
        : .missing(inWords: "GitHub says that it has the scopes '\(scopes.sorted().joined(separator: ", "))'")
    }
    return kind.hidesItsPermissions ? .onlyATrialTells : .unknown
  }

  /// What can be said of a token and a write.
  enum Verdict: Hashable, Sendable {
    /// The token may.
    case allowed
    /// It may not, and this is how that is known.
    case missing(inWords: String)
    /// GitHub tells nothing of tokens of this kind, so that only a write can show it.
    case onlyATrialTells
    /// Nothing can be said.
    case unknown
  }
}

extension Step {
  /// What the token must be allowed for this step.
  var requirement: WriteRequirement? {
    secret.map { .secrets(in: $0.collection) } ?? .creation(of: scope)
  }
}
