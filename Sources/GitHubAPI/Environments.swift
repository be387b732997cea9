public import SecretModel

extension GitHubClient {
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
