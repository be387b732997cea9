import SecretModel

/// The ids of repositories for servers that want them in paths, each looked up once.
actor RepositoryIDs {
  private var lookUps: [RepositoryFullName: Task<Result<RepositoryID, GitHubError>, Never>] = [:]

  /// The id of a repository.
  ///
  /// - Throws: `GitHubError`, as of `lookUp`; the next call tries again.
  func id(
    of name: RepositoryFullName,
    lookUp: @escaping @Sendable () async throws(GitHubError) -> RepositoryID
  ) async throws(GitHubError) -> RepositoryID {
    let task = lookUps[name] ?? begin(lookUp)
    lookUps[name] = task
    let result = await task.value
    if case .failure = result { lookUps[name] = nil }
    return try result.get()
  }

  private func begin(
    _ lookUp: @escaping @Sendable () async throws(GitHubError) -> RepositoryID
  ) -> Task<Result<RepositoryID, GitHubError>, Never> {
    Task {
      do throws(GitHubError) {
        return Result<_, GitHubError>.success(try await lookUp())
      } catch {
        return .failure(error)
      }
    }
  }
}
