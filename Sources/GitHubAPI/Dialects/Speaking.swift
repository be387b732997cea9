import SecretModel

extension Requester {
  /// Path and query of a request in a dialect.
  ///
  /// - Parameters:
  ///   - target: by names, or as the server itself linked to it.
  ///   - endpoint: what is asked.
  ///   - dialect: the server's, as far as it is known.
  /// - Returns: the target, by the repository's id where the dialect wants that.
  /// - Throws: `GitHubError` when the server does not have what is asked, or the repository cannot be found.
  func target(
    _ target: String,
    of endpoint: Endpoint,
    in dialect: ServerDialect
  ) async throws(GitHubError) -> String {
    if let feature = endpoint.feature, !dialect.has(feature) {
      throw GitHubError(.notOffered(feature, by: dialect.server.name), endpoint: endpoint)
    }
    guard dialect.environmentPaths == .byRepositoryID, let name = endpoint.repositoryByID else { return target }
    let root = configuration.apiURL.path
    var lookUp = Endpoint.repository(name)
    guard target.hasPrefix("\(root)\(lookUp.path)/") else { return target }
    // By its id a renamed repository is not redirected, so that the look-up has to show it in its stead.
    lookUp.subject = endpoint.subject
    let id = try await repositoryIDs.id(of: name) { [lookUp] () async throws(GitHubError) in
      try await self.object(RepositoryObject.self, from: lookUp).object.repository.id
    }
    return "\(root)/repositories/\(id)\(target.dropFirst(root.utf8.count + lookUp.path.utf8.count))"
  }

  /// Whether a request that failed is made once more in another form, because of what is known of the server by now.
  ///
  /// - Throws: `GitHubError` when the user chose a version of the API that the server does not know.
  func isMadeAnew(
    _ endpoint: Endpoint,
    after failure: AttemptFailure,
    in dialect: ServerDialect,
    _ attempts: Attempts
  ) async throws(GitHubError) -> Bool {
    guard case .answer(let response) = failure else { return false }
    if let version = dialect.apiVersion, response.refusesVersion(of: endpoint, attempts.grant?.token) {
      if detection.note(refused: version) { return true }
      throw attempts.error(.unknownAPIVersion(version, by: detection.dialect.server.name), status: response.status)
    }
    if response.status == 404, endpoint.dependsOnServer { await askForVersion(endpoint.owner) }
    let present = detection.dialect
    switch response.status {
    case 404: return endpoint.dependsOnServer && !endpoint.isAsked(alikeIn: dialect, present)
    case 400, 406, 415: return dialect != present
    default: return false
    }
  }

  /// Asks a server of which nothing is known what it is, since the difference matters now.
  private func askForVersion(_ owner: OwnerName) async {
    await detection.ask {
      try? await self.object(MetaObject.self, from: .meta(for: owner), .sentAnew).object.installedVersion
    }
  }
}

extension Endpoint {
  /// Whether some Enterprise Server has it under another path or not at all.
  var dependsOnServer: Bool { feature != nil || repositoryByID != nil }

  fileprivate func isAsked(alikeIn first: ServerDialect, _ second: ServerDialect) -> Bool {
    let isEquallyThere = feature.map { first.has($0) == second.has($0) } ?? true
    return isEquallyThere && (repositoryByID == nil || first.environmentPaths == second.environmentPaths)
  }
}

extension HTTPResponse {
  /// Whether the server does not know, or no longer knows, the version of the API that it was asked in.
  ///
  /// Source: docs.github.com, "API Versions": 400 for one that never was, 410 for one that is no more.
  fileprivate func refusesVersion(of endpoint: Endpoint, _ token: Token?) -> Bool {
    guard status != 410 else { return true }
    guard status == 400, let token else { return false }
    return ServerMessage(self, submittedBody: endpoint.body != nil, token: token).known == .unsupportedVersion
  }
}
