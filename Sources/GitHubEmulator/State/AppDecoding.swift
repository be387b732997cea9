extension World {
  /// Reads the Apps with their installations.
  mutating func readApps(_ json: JSON, at path: String) throws(StateError) {
    guard let elements = json.elements else { throw StateError(place: path, reason: "must be a list") }
    for (index, element) in elements.enumerated() {
      var reader = try StateReader(element, at: "\(path)[\(index)]")
      guard let id = try reader.integer("id") else { throw reader.failure("id", "must be a whole number from 0") }
      let slug = try reader.text("slug") ?? "app-\(id)"
      guard let publicKey = try reader.text("public_key"), AppAssertion.isKey(publicKey) else {
        throw reader.failure("public_key", "must be an RSA public key in PEM")
      }
      var app = App(
        id: id,
        clientID: try reader.text("client_id") ?? "Iv23li\(id)",
        slug: slug,
        owner: try reader.text("owner") ?? "octocat",
        publicKey: publicKey
      )
      app.tokenLifetime = try reader.integer("token_lifetime") ?? app.tokenLifetime
      let place = reader.place(of: "installations")
      for (index, installation) in (reader.take("installations")?.elements ?? []).enumerated() {
        app.installations.append(try readInstallation(installation, at: "\(place)[\(index)]"))
      }
      try reader.finish()
      apps.append(app)
    }
  }

  private mutating func readInstallation(_ json: JSON, at path: String) throws(StateError) -> AppInstallation {
    var reader = try StateReader(json, at: path)
    guard let owner = try reader.text("owner") else { throw reader.failure("owner", "must be a text") }
    var installation = AppInstallation(id: try reader.integer("id") ?? makeID(), owner: owner)
    if let permissions = reader.take("permissions") {
      installation.permissions = try readPermissions(permissions, at: reader.place(of: "permissions"))
    }
    installation.isSuspended = try reader.truth("suspended") ?? false
    installation.repositories = try reader.texts("repositories").map { Set($0.map { folded("\(owner)/\($0)") }) }
    try reader.finish()
    return installation
  }
}
