import SecretModel

/// The endpoints of a store's secrets in one scope.
struct SecretEndpoints: Sendable {
  private let collection: SecretCollection
  private let level: SecretStore.Level
  private let listingPath: String

  /// Fills the store's path template for a scope.
  ///
  /// - Throws: `GitHubError` when the store has no secrets at this level.
  init(_ collection: SecretCollection) throws(GitHubError) {
    guard let level = collection.store.levels[collection.scope.kind] else {
      let nowhere = SecretStore.Level(listingPath: "", limit: 0, permission: "Secrets")
      throw GitHubError(.noSuchLevel, endpoint: Self(collection, nowhere).listing)
    }
    self.init(collection, level)
  }

  private init(_ collection: SecretCollection, _ level: SecretStore.Level) {
    let scope = collection.scope
    self.collection = collection
    self.level = level
    listingPath = filled(
      level.listingPath,
      [
        "owner": scope.owner.spelling,
        "repository": scope.repository?.name.spelling ?? "",
        "environment": scope.environment?.spelling ?? "",
      ]
    )
  }

  /// All secrets of the scope, in pages.
  var listing: Endpoint {
    endpoint(.get, "", query: "?per_page=\(largestPage)", "a listing of secrets", .read)
  }

  /// The key that values are sealed with.
  var publicKey: Endpoint {
    endpoint(.get, "/public-key", "a read of the public key", .read)
  }

  /// One secret.
  func secret(_ name: SecretName) -> Endpoint {
    endpoint(.get, "/{secret}", of: name, "a read of secret '\(name)'", .read)
  }

  /// Creates or replaces a secret.
  func put(_ name: SecretName, body: [UInt8]) -> Endpoint {
    endpoint(.put, "/{secret}", of: name, "the write of secret '\(name)'", .write, body: body)
  }

  /// Deletes a secret.
  func delete(_ name: SecretName) -> Endpoint {
    endpoint(.delete, "/{secret}", of: name, "the deletion of secret '\(name)'", .write)
  }

  /// The repositories that may use an organization's secret, in pages.
  func selectedRepositories(_ name: SecretName) -> Endpoint {
    let operation = "a listing of the repositories of secret '\(name)'"
    return endpoint(.get, "/{secret}/repositories", of: name, query: "?per_page=\(largestPage)", operation, .read)
  }

  /// Replaces the selection.
  func setSelectedRepositories(_ name: SecretName, body: [UInt8]) -> Endpoint {
    let operation = "the choice of repositories for secret '\(name)'"
    return endpoint(.put, "/{secret}/repositories", of: name, operation, .write, body: body)
  }

  /// Adds one repository to the selection.
  func addSelectedRepository(_ name: SecretName, _ id: RepositoryID) -> Endpoint {
    let operation = "the addition of repository \(id) to secret '\(name)'"
    return endpoint(.put, "/{secret}/repositories/{id}", of: name, id: id, operation, .write)
  }

  /// Takes one repository out of the selection.
  func removeSelectedRepository(_ name: SecretName, _ id: RepositoryID) -> Endpoint {
    let operation = "the removal of repository \(id) from secret '\(name)'"
    return endpoint(.delete, "/{secret}/repositories/{id}", of: name, id: id, operation, .write)
  }

  private func endpoint(
    _ method: HTTPRequest.Method,
    _ suffix: String,
    of name: SecretName? = nil,
    id: RepositoryID? = nil,
    query: String = "",
    _ operation: String,
    _ access: Permission.Access,
    body: [UInt8]? = nil
  ) -> Endpoint {
    let rest = filled(suffix, ["secret": name?.rawValue ?? "", "id": id?.description ?? ""])
    return Endpoint(
      method: method,
      path: listingPath + rest + query,
      template: level.listingPath + suffix,
      body: body,
      owner: collection.scope.owner,
      subject: collection.description,
      operation: operation,
      permission: Permission(level, of: collection.scope.kind, access),
      feature: ServerFeature(of: collection),
      repositoryByID: collection.scope.kind == .environment ? collection.scope.repository : nil
    )
  }
}

/// The most items that GitHub puts on one page.
let largestPage = 100
