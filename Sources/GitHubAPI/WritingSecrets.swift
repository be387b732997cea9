public import SecretModel

extension GitHubClient {
  /// Creates or replaces a secret: value, visibility and selection in one request.
  public func putSecret(_ address: SecretAddress, _ write: SecretWrite) async throws(GitHubError) {
    let endpoints = try SecretEndpoints(address.collection)
    let body = write.body(for: address.store, in: requester.detection.dialect)
    try await requester.perform(endpoints.put(address.name, body: body))
  }

  /// Deletes a secret; one that is gone already is a success.
  public func deleteSecret(at address: SecretAddress) async throws(GitHubError) {
    let endpoints = try SecretEndpoints(address.collection)
    _ = try await unlessMissing { () async throws(GitHubError) in
      try await requester.perform(endpoints.delete(address.name))
    }
  }

  /// Replaces the selection of an organization's secret.
  public func setSelectedRepositories(
    of address: SecretAddress,
    to ids: Set<RepositoryID>
  ) async throws(GitHubError) {
    let endpoints = try SecretEndpoints(address.collection)
    let body = json(SelectionBody(selectedRepositories: RepositoryIDList(ids: ids, asStrings: false)))
    try await requester.perform(endpoints.setSelectedRepositories(address.name, body: body))
  }

  /// Adds one repository to the selection of an organization's secret.
  public func addSelectedRepository(_ id: RepositoryID, to address: SecretAddress) async throws(GitHubError) {
    let endpoints = try SecretEndpoints(address.collection)
    try await requester.perform(endpoints.addSelectedRepository(address.name, id))
  }

  /// Takes one repository out of the selection of an organization's secret.
  public func removeSelectedRepository(_ id: RepositoryID, from address: SecretAddress) async throws(GitHubError) {
    let endpoints = try SecretEndpoints(address.collection)
    try await requester.perform(endpoints.removeSelectedRepository(address.name, id))
  }
}
