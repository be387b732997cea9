public import SecretModel

extension GitHubClient {
  /// The value of an Actions variable of an organization or a repository; nil when it is not there.
  ///
  /// - Throws: `GitHubError`; a token that may not read variables is `forbidden`.
  public func variable(_ name: String, of scope: Scope) async throws(GitHubError) -> String? {
    let endpoint = try VariableEndpoints(scope: scope).variable(name)
    return try await unlessMissing { () async throws(GitHubError) in
      try await requester.object(VariableObject.self, from: endpoint).object.value
    }
  }

  /// Makes a variable that no workflow sees where that can be: an organization's is visible to no repository.
  ///
  /// - Throws: `GitHubError`; of kind `conflict` when the variable is there already.
  public func createVariable(_ name: String, value: String, of scope: Scope) async throws(GitHubError) {
    let isOrganization = scope.kind == .organization
    let body = VariableBody(
      name: name,
      value: value,
      visibility: isOrganization ? Visibility.selected.rawValue : nil,
      selected_repository_ids: isOrganization ? [] : nil
    )
    try await requester.perform(VariableEndpoints(scope: scope).create(name, body: json(body)))
  }

  /// Replaces the value of a variable.
  ///
  /// - Throws: `GitHubError`; of kind `notFound` when the variable is not there.
  public func updateVariable(_ name: String, value: String, of scope: Scope) async throws(GitHubError) {
    let body = VariableBody(name: name, value: value)
    try await requester.perform(VariableEndpoints(scope: scope).update(name, body: json(body)))
  }

  /// Asks for a change of a variable that changes nothing of it, to prove that it may be changed.
  ///
  /// - Throws: `GitHubError`; of kind `notFound` when the variable is not there.
  public func touchVariable(_ name: String, of scope: Scope) async throws(GitHubError) {
    try await requester.perform(VariableEndpoints(scope: scope).update(name, body: json(VariableBody(name: name))))
  }

  /// Deletes a variable; one that is gone already is a success.
  public func deleteVariable(_ name: String, of scope: Scope) async throws(GitHubError) {
    let endpoint = try VariableEndpoints(scope: scope).delete(name)
    _ = try await unlessMissing { () async throws(GitHubError) in try await requester.perform(endpoint) }
  }
}
