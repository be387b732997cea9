import SecretModel

extension Endpoint {
  /// The App itself.
  static func app(for owner: OwnerName) -> Endpoint {
    app(.get, "/app", owner, "a look-up of the GitHub App")
  }

  /// The App's installation in an organization.
  static func installation(inOrganization owner: OwnerName) -> Endpoint {
    app(.get, "/orgs/{owner}/installation", owner, "a look-up of the GitHub App's installation")
  }

  /// The App's installation for a user.
  static func installation(ofUser owner: OwnerName) -> Endpoint {
    app(.get, "/users/{owner}/installation", owner, "a look-up of the GitHub App's installation")
  }

  /// A token of an installation.
  static func installationToken(_ installation: Int64, of owner: OwnerName, body: [UInt8]) -> Endpoint {
    app(
      .post,
      "/app/installations/{installation}/access_tokens",
      owner,
      "the request for a token of the GitHub App's installation",
      ["installation": "\(installation)"],
      body: body
    )
  }

  private static func app(
    _ method: HTTPRequest.Method,
    _ template: String,
    _ owner: OwnerName,
    _ operation: String,
    _ names: KeyValuePairs<String, String>? = nil,
    body: [UInt8]? = nil
  ) -> Endpoint {
    Endpoint(
      method: method,
      path: filled(template, names ?? ["owner": owner.spelling]),
      template: template,
      body: body,
      owner: owner,
      subject: owner.description,
      operation: operation,
      permission: .metadata
    )
  }
}
