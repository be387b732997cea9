import SecretModel

/// The endpoints of the Actions variables of one organization or repository.
///
/// Source: docs.github.com/rest/actions/variables; Enterprise Server has them since 3.8.
struct VariableEndpoints {
  private let scope: Scope
  private let listingPath: String

  /// Finds the endpoints.
  ///
  /// - Parameter scope: an organization or a repository.
  /// - Throws: `GitHubError` of kind `noSuchLevel` for an environment.
  init(scope: Scope) throws(GitHubError) {
    self.scope = scope
    switch scope {
    case .organization(let owner):
      listingPath = filled("/orgs/{owner}/actions/variables", ["owner": owner.spelling])
    case .repository(let repository):
      listingPath = filled(
        "/repos/{owner}/{repository}/actions/variables",
        ["owner": repository.owner.spelling, "repository": repository.name.spelling]
      )
    case .environment:
      listingPath = ""
      throw GitHubError(.noSuchLevel, endpoint: endpoint(.get, "", "a listing of variables", .read))
    }
  }

  /// One variable.
  func variable(_ name: String) -> Endpoint {
    endpoint(.get, "/\(percentEncoded(name))", "a look-up of variable '\(name)'", .read)
  }

  /// Makes a variable.
  func create(_ name: String, body: [UInt8]) -> Endpoint {
    endpoint(.post, "", "the creation of variable '\(name)'", .write, body: body)
  }

  /// Replaces the value of a variable.
  func update(_ name: String, body: [UInt8]) -> Endpoint {
    endpoint(.patch, "/\(percentEncoded(name))", "the change of variable '\(name)'", .write, body: body)
  }

  /// Deletes a variable.
  func delete(_ name: String) -> Endpoint {
    endpoint(.delete, "/\(percentEncoded(name))", "the deletion of variable '\(name)'", .write)
  }

  private func endpoint(
    _ method: HTTPRequest.Method,
    _ suffix: String,
    _ operation: String,
    _ access: Permission.Access,
    body: [UInt8]? = nil
  ) -> Endpoint {
    Endpoint(
      method: method,
      path: listingPath + suffix,
      body: body,
      owner: scope.owner,
      subject: scope.description,
      operation: operation,
      permission: .variables(of: scope.kind, access),
      feature: .variables
    )
  }
}
