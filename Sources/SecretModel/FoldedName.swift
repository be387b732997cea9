/// A name that GitHub compares without regard to case but shows as it was written.
public protocol FoldedName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as it was written.
  var spelling: String { get }

  /// The name in lower case: what equality and order look at.
  var folded: String { get }
}

extension FoldedName {
  /// The name as it was written.
  public var description: String { spelling }

  /// Whether GitHub takes the two for the same name.
  public static func == (left: Self, right: Self) -> Bool { left.folded == right.folded }

  /// Orders by the folded name, so that order and equality agree.
  public static func < (left: Self, right: Self) -> Bool { left.folded < right.folded }

  /// Hashes the folded name, since equality looks at nothing else.
  public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

/// The login of an organization or a user.
public struct OwnerName: FoldedName {
  /// The login as it was written.
  public let spelling: String
  /// The login in lower case.
  public let folded: String

  /// Checks a login that a person wrote: letters, digits and `-` (`_` in managed users).
  ///
  /// - Throws: `InvalidName` when no owner can have this name.
  public init(_ spelling: String) throws(InvalidName) {
    let legal = spelling.utf8.allSatisfy { isNameByte($0, extra: "-_") }
    guard !spelling.isEmpty, spelling.utf8.count <= 100, legal else { throw InvalidName(spelling: spelling) }
    self.init(listed: spelling)
  }

  /// Takes a login as GitHub listed it.
  public init(listed spelling: String) {
    self.spelling = spelling
    folded = spelling.lowercased()
  }
}

/// The name of a repository without its owner.
public struct RepositoryName: FoldedName {
  /// The name as it was written.
  public let spelling: String
  /// The name in lower case.
  public let folded: String

  /// Checks a name that a person wrote: letters, digits, `-`, `_` and `.`, but not `.` or `..`.
  ///
  /// - Throws: `InvalidName` when no repository can have this name.
  public init(_ spelling: String) throws(InvalidName) {
    let legal = spelling.utf8.allSatisfy { isNameByte($0, extra: "-_.") }
    guard !spelling.isEmpty, spelling.utf8.count <= 100, legal, spelling != ".", spelling != ".." else {
      throw InvalidName(spelling: spelling)
    }
    self.init(listed: spelling)
  }

  /// Takes a name as GitHub listed it.
  public init(listed spelling: String) {
    self.spelling = spelling
    folded = spelling.lowercased()
  }
}

/// The name of a deployment environment: any text up to 255 characters, slashes included.
///
/// Source: docs.github.com, "Managing environments": not case-sensitive, at most 255 characters, unique in the repository.
public struct EnvironmentName: FoldedName {
  /// The name as it was written, which is how it goes into a path.
  public let spelling: String
  /// The name in lower case.
  public let folded: String

  /// Checks a name that a person wrote.
  ///
  /// - Throws: `InvalidName` when it is empty, `.` or `..`, too long, or has control characters.
  public init(_ spelling: String) throws(InvalidName) {
    let legal = spelling.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard !spelling.isEmpty, spelling.count <= 255, legal, spelling != ".", spelling != ".." else {
      throw InvalidName(spelling: spelling)
    }
    self.init(listed: spelling)
  }

  /// Takes a name as GitHub listed it.
  public init(listed spelling: String) {
    self.spelling = spelling
    folded = spelling.lowercased()
  }
}

/// `OWNER/NAME`, the full name of a repository.
public struct RepositoryFullName: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The organization or user that owns it.
  public var owner: OwnerName
  /// Its name there.
  public var name: RepositoryName

  /// Joins owner and name.
  public init(owner: OwnerName, name: RepositoryName) {
    self.owner = owner
    self.name = name
  }

  /// Checks `OWNER/NAME` as a person wrote it.
  ///
  /// - Throws: `InvalidName` when it is not two legal names with one slash between them.
  public init(_ spelling: String) throws(InvalidName) {
    let parts = spelling.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw InvalidName(spelling: spelling) }
    self.init(owner: try OwnerName(String(parts[0])), name: try RepositoryName(String(parts[1])))
  }

  /// `OWNER/NAME` as it was written.
  public var description: String { "\(owner)/\(name)" }

  /// Orders by owner, then by name.
  public static func < (left: RepositoryFullName, right: RepositoryFullName) -> Bool {
    (left.owner, left.name) < (right.owner, right.name)
  }
}

/// A text that cannot be the name it should be.
public struct InvalidName: Error, Hashable, Sendable {
  /// What was written.
  public var spelling: String
}

private func isNameByte(_ byte: UInt8, extra: String) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: extra.utf8.contains(byte)
  }
}
