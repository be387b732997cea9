/// An organization or a user.
struct Owner: Hashable, Sendable {
  var id: Int
  var login: String
  var isOrganization: Bool
  /// Ascending.
  var repositoryIDs: [Int] = []
  /// In the order of the repositories' names.
  var repositoryIDsByName: [Int] = []
}

/// A repository, with its environments.
struct Repository: Hashable, Sendable {
  /// Who may see a repository.
  enum Visibility: String, CaseIterable, Sendable { case `public`, `private`, `internal` }

  var id: Int
  var ownerID: Int
  var name: String
  var visibility = Visibility.private
  var isArchived = false
  var isFork = false
  var createdAt: ModelTime
  /// Earlier `owner/name`s, which GitHub redirects from.
  var formerNames: [String] = []
  /// In the order of their creation.
  var environments: [Environment] = []

  func environment(named name: String) -> Environment? {
    let key = folded(name)
    return environments.first { folded($0.name) == key }
  }
}

/// An environment of a repository.
struct Environment: Hashable, Sendable {
  var id: Int
  var name: String
  var createdAt: ModelTime
  var updatedAt: ModelTime
  /// Minutes.
  var waitTimer = 0
  var preventsSelfReview = false
  var branchPolicy = JSON.null
}
