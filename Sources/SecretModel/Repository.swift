/// GitHub's number for a repository, which renames do not change.
public struct RepositoryID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number.
  public let rawValue: Int64

  /// Wraps a number that GitHub gave.
  public init(_ rawValue: Int64) { self.rawValue = rawValue }

  /// The number in decimal.
  public var description: String { String(rawValue) }

  /// Orders by number.
  public static func < (left: RepositoryID, right: RepositoryID) -> Bool { left.rawValue < right.rawValue }
}

/// What octoseal needs to know of a live repository.
public struct Repository: Hashable, Sendable {
  /// The visibility of the repository itself.
  public enum Visibility: String, Sendable {
    /// Anyone can read it.
    case `public`
    /// Only those with access.
    case `private`
    /// All members of the enterprise.
    case `internal`
  }

  /// The number that goes into selections.
  public var id: RepositoryID
  /// The name it has now, which may differ from the name that was asked for when it was renamed.
  public var fullName: RepositoryFullName
  /// Who can read it; nil where the answer did not say.
  public var visibility: Visibility?
  /// Whether it is archived and so read-only; nil where the answer did not say.
  public var isArchived: Bool?

  /// Describes a repository.
  public init(
    id: RepositoryID,
    fullName: RepositoryFullName,
    visibility: Visibility? = nil,
    isArchived: Bool? = nil
  ) {
    self.id = id
    self.fullName = fullName
    self.visibility = visibility
    self.isArchived = isArchived
  }
}
