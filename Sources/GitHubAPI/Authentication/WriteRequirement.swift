public import SecretModel

/// What the token must be allowed for a write to a scope, and by which call.
public struct WriteRequirement: Hashable, Sendable {
  /// Where is written.
  public let scope: Scope
  /// What it needs.
  public let permission: Permission
  /// Method and path as GitHub's documentation writes them.
  public let endpoint: String

  /// The secrets that are written; nil when something else is.
  public let collection: SecretCollection?

  /// For creating, replacing and deleting secrets; nil when the store has none at this level.
  public static func secrets(in collection: SecretCollection) -> WriteRequirement? {
    guard let endpoints = try? SecretEndpoints(collection) else { return nil }
    return WriteRequirement(endpoints.put(SecretName(listed: ""), body: []), in: collection.scope, collection)
  }

  /// For making an environment; nil for the scope of none.
  public static func creation(of scope: Scope) -> WriteRequirement? {
    guard let repository = scope.repository, let environment = scope.environment else { return nil }
    return WriteRequirement(.createEnvironment(environment, in: repository), in: scope)
  }

  private init(_ endpoint: Endpoint, in scope: Scope, _ collection: SecretCollection? = nil) {
    self.scope = scope
    self.collection = collection
    permission = endpoint.permission
    self.endpoint = endpoint.documentedName
  }
}

extension GitHubClient {
  /// Asks for the deletion of a secret that is proven not to be there, which shows whether the token could write.
  ///
  /// GitHub looks at the permission before it looks for the secret.
  ///
  /// - Returns: the error that says what is missing; nil when the token may, and when the answer shows nothing.
  public func refusalOfWrite(tryingToDelete absent: SecretAddress) async -> GitHubError? {
    do throws(GitHubError) {
      var endpoint = try SecretEndpoints(absent.collection).delete(absent.name)
      endpoint.operation = "a trial, the deletion of a secret that is not there"
      try await requester.perform(endpoint)
      return nil
    } catch {
      switch error.kind {
      case .forbidden, .singleSignOn: return error
      default: return nil
      }
    }
  }
}
