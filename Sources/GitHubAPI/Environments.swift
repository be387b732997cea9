public import SecretModel

extension GitHubClient {
  /// All environments of a repository, by the names that they have there.
  ///
  /// - Throws: `GitHubError`; a repository that does not exist or cannot be seen is `notFound`.
  public func environments(of repository: RepositoryFullName) async throws(GitHubError) -> [EnvironmentName] {
    try await requester.all(EnvironmentPage.self, of: .environments(of: repository)).map(\.name)
  }

  /// Whether a repository has an environment of that name; false also when the repository cannot be seen.
  public func environmentExists(
    _ name: EnvironmentName,
    in repository: RepositoryFullName
  ) async throws(GitHubError) -> Bool {
    let found = try await unlessMissing { () async throws(GitHubError) in
      try await requester.object(EnvironmentObject.self, from: .environment(name, in: repository))
    }
    return found != nil
  }

  /// Makes an environment without rules.
  ///
  /// Only for one that is proven missing: a PUT to an existing environment can reset its protection rules.
  public func createEnvironment(
    _ name: EnvironmentName,
    in repository: RepositoryFullName
  ) async throws(GitHubError) {
    try await requester.perform(.createEnvironment(name, in: repository))
  }
}
