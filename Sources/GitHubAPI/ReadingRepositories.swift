public import SecretModel

/// The first page of an organization's repositories.
public struct RepositoryPage: Sendable {
  /// The repositories on it.
  public var repositories: [Repository] { page.content.items.map(\.repository) }

  /// The number of pages, this one included; nil when the server did not say.
  public let pageCount: Int?

  fileprivate let page: ReceivedPage<OrganizationRepositoryPage>
  fileprivate let owner: OwnerName
}

extension GitHubClient {
  /// The repository of that name, by the name that it has now; nil when it does not exist or cannot be seen.
  public func repository(named name: RepositoryFullName) async throws(GitHubError) -> Repository? {
    try await unlessMissing { () async throws(GitHubError) in
      try await requester.object(RepositoryObject.self, from: .repository(name)).object.repository
    }
  }

  /// The first page of an organization's repositories, which says how many requests the others would cost.
  ///
  /// - Throws: `GitHubError`; an owner that is a user or cannot be seen is `notFound`.
  public func firstRepositoryPage(of owner: OwnerName) async throws(GitHubError) -> RepositoryPage {
    let endpoint = Endpoint.repositories(of: owner)
    let page = try await requester.firstPage(OrganizationRepositoryPage.self, of: endpoint)
    return RepositoryPage(pageCount: try requester.plan(for: page, of: endpoint).pageCount, page: page, owner: owner)
  }

  /// All repositories of an organization that the token can see: those of the first page and the rest.
  ///
  /// When the list shifted while it was read, it is read again from the start.
  public func repositories(continuing first: RepositoryPage) async throws(GitHubError) -> [Repository] {
    let endpoint = Endpoint.repositories(of: first.owner)
    return try await requester.all(from: first.page, of: endpoint).map(\.repository)
  }
}
