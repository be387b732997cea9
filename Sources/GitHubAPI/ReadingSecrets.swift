public import SecretModel

extension GitHubClient {
  /// All secrets of a store in a scope, with visibility but without selections.
  ///
  /// - Throws: `GitHubError`; a scope that does not exist or cannot be seen is `notFound`, never an empty listing.
  public func listSecrets(in collection: SecretCollection) async throws(GitHubError) -> [SecretName: LiveSecret] {
    let endpoint = try SecretEndpoints(collection).listing
    let objects = try await requester.all(SecretPage.self, of: endpoint)
    var secrets: [SecretName: LiveSecret] = [:]
    for object in objects {
      do { secrets[object.name] = try object.liveSecret(in: collection.scope.kind) } catch {
        throw GitHubError(.unreadable(reason: error.reason), endpoint: endpoint)
      }
    }
    return secrets
  }

  /// The organization's Actions secrets that a repository is given, with the times at which they were last changed.
  ///
  /// - Throws: `GitHubError`; a server that has no such listing answers `notFound`.
  public func organizationSecrets(
    of repository: RepositoryFullName
  ) async throws(GitHubError) -> [SecretName: Timestamp] {
    let objects = try await requester.all(SecretPage.self, of: .organizationSecrets(of: repository))
    return Dictionary(objects.map { ($0.name, $0.updatedAt) }, uniquingKeysWith: { first, _ in first })
  }

  /// One secret, without its selection; nil when it is not there or its scope is not.
  public func secret(at address: SecretAddress) async throws(GitHubError) -> LiveSecret? {
    let endpoint = try SecretEndpoints(address.collection).secret(address.name)
    return try await unlessMissing { () async throws(GitHubError) in
      try await requester.answer(to: endpoint) { response throws(UnreadableBody) in
        try await decode(SecretObject.self, from: response.body).liveSecret(in: address.scope.kind)
      }
    }
  }

  /// All repositories that are selected for an organization's secret.
  public func selectedRepositories(of address: SecretAddress) async throws(GitHubError) -> [Repository] {
    let endpoint = try SecretEndpoints(address.collection).selectedRepositories(address.name)
    return try await requester.all(SelectedRepositoryPage.self, of: endpoint).map(\.repository)
  }

  /// The key that values for a collection are sealed with; it belongs to this one alone, whatever its id.
  public func publicKey(of collection: SecretCollection) async throws(GitHubError) -> PublicKeyReference {
    let endpoint = try SecretEndpoints(collection).publicKey
    return try await requester.object(PublicKeyObject.self, from: endpoint).object.reference
  }

  /// The result of a look-up; nil on 404.
  func unlessMissing<Value: Sendable>(
    _ lookUp: () async throws(GitHubError) -> Value
  ) async throws(GitHubError) -> Value? {
    do { return try await lookUp() } catch {
      guard error.isNotFound else { throw error }
      return nil
    }
  }
}
