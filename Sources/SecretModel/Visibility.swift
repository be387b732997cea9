/// Which repositories of an organization may use one of its secrets.
///
/// Source: `visibility` in `GET /orgs/{org}/actions/secrets`.
public enum Visibility: String, Sendable, CaseIterable {
  /// Every repository.
  case all
  /// Every repository that is not public.
  case `private`
  /// Only the repositories that are selected.
  case selected

  /// Whether the change from `self` can take a secret away from a repository that had it.
  public func isNarrowed(by other: Visibility) -> Bool {
    switch (self, other) {
    case (.all, .private), (.all, .selected), (.private, .selected), (.selected, .private): true
    case (_, .all), (.private, .private), (.selected, .selected): false
    }
  }
}

/// Who may use a live secret or shall be able to, with selected repositories as ids.
public struct AccessState: Hashable, Sendable {
  /// The visibility; nil for secrets of repositories and environments, which have none.
  public var visibility: Visibility?

  /// The selected repositories; nil unless the visibility is `selected`, or when they were not read.
  public var repositories: Set<RepositoryID>?

  /// Joins visibility and selection.
  public init(visibility: Visibility? = nil, repositories: Set<RepositoryID>? = nil) {
    self.visibility = visibility
    self.repositories = repositories
  }

  /// The access of a secret that belongs to a repository or an environment.
  public static let ownScope = AccessState()
}
