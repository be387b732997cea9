import SecretModel

extension Endpoint {
  /// One repository by name.
  static func repository(_ name: RepositoryFullName) -> Endpoint {
    let template = "/repos/{owner}/{repository}"
    return Endpoint(
      method: .get,
      path: filled(template, ["owner": name.owner.spelling, "repository": name.name.spelling]),
      template: template,
      owner: name.owner,
      subject: name.description,
      operation: "a look-up of the repository",
      permission: .metadata
    )
  }

  /// All repositories of an organization that the token can see, in pages.
  static func repositories(of owner: OwnerName) -> Endpoint {
    let template = "/orgs/{owner}/repos"
    return Endpoint(
      method: .get,
      path: filled(template, ["owner": owner.spelling]) + "?per_page=\(largestPage)&type=all",
      template: template,
      owner: owner,
      subject: owner.description,
      operation: "a listing of repositories",
      permission: .metadata
    )
  }

  /// The organization's Actions secrets that a repository is given, in pages.
  ///
  /// Source: docs.github.com/rest/actions/secrets, "List repository organization secrets"; Enterprise Server has it since
  /// 3.9.
  static func organizationSecrets(of repository: RepositoryFullName) -> Endpoint {
    listing(
      "actions/organization-secrets",
      "its organization secrets",
      of: repository,
      Permission(level: .repository, name: "Secrets", access: .read),
      .organizationSecretsOfRepository
    )
  }

  /// All environments of a repository, in pages.
  static func environments(of repository: RepositoryFullName) -> Endpoint {
    listing("environments", "environments", of: repository, .environmentLookup, .environments)
  }

  private static func listing(
    _ path: String,
    _ content: String,
    of repository: RepositoryFullName,
    _ permission: Permission,
    _ feature: ServerFeature
  ) -> Endpoint {
    let template = "/repos/{owner}/{repository}/\(path)"
    return Endpoint(
      method: .get,
      path: filled(template, ["owner": repository.owner.spelling, "repository": repository.name.spelling])
        + "?per_page=\(largestPage)",
      template: template,
      owner: repository.owner,
      subject: repository.description,
      operation: "a listing of \(content)",
      permission: permission,
      feature: feature
    )
  }

  /// One environment.
  static func environment(_ name: EnvironmentName, in repository: RepositoryFullName) -> Endpoint {
    environment(name, in: repository, .get, "a look-up of the environment", .environmentLookup)
  }

  /// Makes an environment without rules; one that is there would lose its rules.
  static func createEnvironment(_ name: EnvironmentName, in repository: RepositoryFullName) -> Endpoint {
    environment(name, in: repository, .put, "the creation of the environment", .environmentCreation)
  }

  private static func environment(
    _ name: EnvironmentName,
    in repository: RepositoryFullName,
    _ method: HTTPRequest.Method,
    _ operation: String,
    _ permission: Permission
  ) -> Endpoint {
    let template = "/repos/{owner}/{repository}/environments/{environment}"
    return Endpoint(
      method: method,
      path: filled(
        template,
        [
          "owner": repository.owner.spelling,
          "repository": repository.name.spelling,
          "environment": name.spelling,
        ]
      ),
      template: template,
      owner: repository.owner,
      subject: Scope.environment(repository, name).description,
      operation: operation,
      permission: permission,
      feature: .environments
    )
  }

  /// What the server says of itself; with the token for an owner, since a server may want one for everything.
  static func meta(for owner: OwnerName) -> Endpoint {
    Endpoint(
      method: .get,
      path: "/meta",
      template: "/meta",
      owner: owner,
      subject: owner.description,
      operation: "a look at the server's version",
      permission: .metadata
    )
  }
}
