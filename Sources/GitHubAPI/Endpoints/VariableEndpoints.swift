import SecretModel

/// The endpoints of the Actions variables of one organization or repository.
///
/// Source: docs.github.com/rest/actions/variables; Enterprise Server has them since 3.8.
struct VariableEndpoints {
  private let scope: Scope
  private let template: String

  /// Finds the endpoints.
  ///
  /// - Parameter scope: an organization or a repository.
  /// - Throws: `GitHubError` of kind `noSuchLevel` for an environment.
  init(scope: Scope) throws(GitHubError) {
    self.scope = scope
    switch scope {
    case .organization: template = "/orgs/{owner}/actions/variables"
    case .repository: template = "/repos/{owner}/{repository}/actions/variables"
    case .environment:
      template = ""
      throw GitHubError(.noSuchLevel, endpoint: endpoint(.get, "", "a listing of variables", .read))
    }
  }

  /// One variable.
  func variable(_ name: String) -> Endpoint {
    endpoint(.get, "/{name}", of: name, "a look-up of variable '\(name)'", .read)
  }

  /// Makes a variable.
  func create(_ name: String, body: [UInt8]) -> Endpoint {
    endpoint(.post, "", "the creation of variable '\(name)'", .write, body: body)
  }

  /// Replaces the value of a variable.
  func update(_ name: String, body: [UInt8]) -> Endpoint {
    endpoint(.patch, "/{name}", of: name, "the change of variable '\(name)'", .write, body: body)
  }

  /// Deletes a variable.
  func delete(_ name: String) -> Endpoint {
    endpoint(.delete, "/{name}", of: name, "the deletion of variable '\(name)'", .write)
  }

  private func endpoint(
    _ method: HTTPRequest.Method,
    _ suffix: String,
    of name: String = "",
    _ operation: String,
    _ access: Permission.Access,
    body: [UInt8]? = nil
  ) -> Endpoint {
    Endpoint(
      method: method,
      path: filled(
        template + suffix,
        ["owner": scope.owner.spelling, "repository": scope.repository?.name.spelling ?? "", "name": name]
      ),
      template: template + suffix,
      body: body,
      owner: scope.owner,
      subject: scope.description,
      operation: operation,
      permission: .variables(of: scope.kind, access),
      feature: .variables
    )
  }
}
