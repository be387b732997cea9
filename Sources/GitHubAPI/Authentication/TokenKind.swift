/// What a token is, which decides what GitHub tells of its permissions, and where they are set.
///
/// Source: github.blog, "Behind GitHub's new authentication token formats".
public enum TokenKind: Hashable, Sendable {
  /// A personal access token with scopes.
  case classic
  /// A personal access token with permissions.
  case fineGrained
  /// A token of some App's installation, which somebody else asked for.
  case installation
  /// The token that a GitHub Actions workflow has by itself, or what stands in its place.
  case workflow
  /// A token that this run asked for as the App of this name.
  case ownApp(slug: String, page: String?)
  /// Anything else.
  case unknown

  /// Tells by the letters that GitHub begins its tokens with.
  init(prefixOf text: String) {
    if text.hasPrefix("github_pat_") {
      self = .fineGrained
    } else if text.hasPrefix("ghp_") {
      self = .classic
    } else if text.hasPrefix("ghs_") {
      self = .installation
    } else {
      self = .unknown
    }
  }

  /// Whether only an attempt can show what it may do: no answer of GitHub tells.
  public var hidesItsPermissions: Bool {
    switch self {
    case .fineGrained, .installation, .workflow: true
    case .classic, .ownApp, .unknown: false
    }
  }

  /// Whether it lives for long enough that somebody has to be told before it ends.
  public var isLongLived: Bool {
    switch self {
    case .classic, .fineGrained, .unknown: true
    case .installation, .workflow, .ownApp: false
    }
  }
}
