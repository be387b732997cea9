/// A pattern in which `*` stands for any text and `?` for one character, compared without regard to case.
public struct Glob: Hashable, Sendable, CustomStringConvertible {
  /// The pattern as it was written.
  public let pattern: String

  private let folded: [Character]

  /// Takes a pattern; every text is one.
  public init(_ pattern: String) {
    self.pattern = pattern
    folded = Array(pattern.lowercased())
  }

  /// Whether a text has a character that makes it more than a plain name.
  public static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

  /// The pattern as it was written.
  public var description: String { pattern }

  /// Whether the whole text fits the pattern; linear in practice, at worst the product of both lengths.
  public func matches(_ text: String) -> Bool {
    let text = Array(text.lowercased())
    var position = 0
    var patternPosition = 0
    var lastStar: (pattern: Int, text: Int)?
    while position < text.count {
      if patternPosition < folded.count, folded[patternPosition] == "*" {
        lastStar = (patternPosition, position)
        patternPosition += 1
      } else if patternPosition < folded.count,
        folded[patternPosition] == "?" || folded[patternPosition] == text[position]
      {
        patternPosition += 1
        position += 1
      } else if let star = lastStar {
        patternPosition = star.pattern + 1
        position = star.text + 1
        lastStar = (star.pattern, position)
      } else {
        return false
      }
    }
    return folded[patternPosition...].allSatisfy { $0 == "*" }
  }
}

/// One entry of a secret's `repositories`, groups already replaced by what they contain.
public enum RepositorySelector: Hashable, Sendable {
  /// One repository of the organization.
  case name(RepositoryName)
  /// Every live repository of the organization whose name fits.
  case glob(Glob)

  /// Whether a repository of that name is selected by it.
  public func matches(_ repository: RepositoryName) -> Bool {
    switch self {
    case .name(let name): name == repository
    case .glob(let glob): glob.matches(repository.spelling)
    }
  }
}
