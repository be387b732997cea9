public import SecretModel

/// A token for GitHub's API, of any kind and length, that cannot be printed.
///
/// Installation tokens can be JSON Web Tokens of several hundred characters, so nothing here knows a length.
public struct Token: Sendable {
  private let text: String

  /// What it is, as far as anybody said or its form tells.
  public var kind: TokenKind

  /// Takes a token as an environment variable holds it, without the line break at its end if there is one.
  ///
  /// - Throws: `InvalidToken` when it is empty or could not stand in a header.
  public init(_ text: String) throws(InvalidToken) {
    let trimmed = String(text.trimmingSuffix { $0.isNewline })
    guard !trimmed.isEmpty else { throw .empty }
    guard trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .illegalCharacter }
    self.text = trimmed
    kind = TokenKind(prefixOf: trimmed)
  }

  /// The value of the `Authorization` header.
  func authorization(_ scheme: AuthorizationScheme) -> String {
    // Source: docs.github.com, "Authenticating to the REST API": a JSON Web Token takes no other word.
    "\((isJSONWebToken ? .bearer : scheme).rawValue) \(text)"
  }

  private var isJSONWebToken: Bool { text.hasPrefix("eyJ") && text.count(where: { $0 == "." }) == 2 }

  /// Whether a text holds the token, and so must not be shown.
  ///
  /// A text of a few characters is no real token and would occur everywhere.
  func occurs(in other: String) -> Bool { text.utf8.count >= 8 && other.contains(text) }
}

extension Token: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `<token>`, always.
  public var description: String { "<token>" }

  /// `<token>`, always.
  public var debugDescription: String { "<token>" }

  /// No children, so that `dump` and string interpolation find nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text cannot be a token.
public enum InvalidToken: Error, Hashable, Sendable {
  /// There is no text.
  case empty
  /// White space, a control character or a letter outside ASCII.
  case illegalCharacter

  /// What is wrong and what to do; says nothing of the text itself.
  public var diagnostic: Diagnostic {
    switch self {
    case .empty:
      Diagnostic(code: "github.token", message: "the token is empty", remedy: "set OCTOSEAL_TOKEN to a token")
    case .illegalCharacter:
      Diagnostic(
        code: "github.token",
        message: "the token contains a character that no token has, such as a space or a line break",
        remedy: "set OCTOSEAL_TOKEN to the token alone"
      )
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, isDropped(last) { rest.removeLast() }
    return rest
  }
}
