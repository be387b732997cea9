extension World {
  /// Reads the key and the secrets of one scope.
  mutating func readScope(
    _ scope: ScopeID,
    _ reader: inout StateReader,
    organization: Owner?,
    now: ModelTime
  ) throws(StateError) {
    if let key = reader.take("key") {
      scopes[scope, default: SecretScope()].key = try readKey(key, at: reader.place(of: "key"))
    }
    let secrets = try reader.named("secrets")
    guard secrets.count <= scope.capacity else {
      throw reader.failure("secrets", "GitHub keeps at most \(scope.capacity) secrets there")
    }
    for (name, value) in secrets {
      let place = "\(reader.place(of: "secrets")).\(name)"
      let secret = try readSecret(name.uppercased(), value, at: place, organization: organization, now: now)
      guard scopes[scope]?.secrets[secret.name] == nil else {
        throw StateError(place: place, reason: "the name is taken already; case does not count")
      }
      scopes[scope, default: SecretScope()].store(secret, lag: .none)
    }
  }

  private func readKey(_ json: JSON, at path: String) throws(StateError) -> ScopeKey {
    var reader = try StateReader(json, at: path)
    let id = try reader.text("key_id") ?? ScopeKey.commonID
    let publicKey = try reader.text("public").flatMap(Base64.decode)
    let secretKey = try reader.text("secret").flatMap(Base64.decode)
    try reader.finish()
    guard publicKey != nil || secretKey != nil else { return ScopeKey(id: id, pair: KeyPair()) }
    guard let publicKey, let secretKey, let pair = KeyPair(publicKey: publicKey, secretKey: secretKey) else {
      throw StateError(place: path, reason: "'public' and 'secret' must be the halves of one key pair in base64")
    }
    return ScopeKey(id: id, pair: pair)
  }

  private func readSecret(
    _ name: String,
    _ json: JSON,
    at path: String,
    organization: Owner?,
    now: ModelTime
  ) throws(StateError) -> Secret {
    guard isLegalSecretName(name), !name.hasPrefix("GITHUB_") else {
      throw StateError(place: path, reason: "GitHub would not accept a secret of this name")
    }
    let shorthand = json.text.map { JSON.object([JSONMember(key: "value", value: .string($0))]) }
    var reader = try StateReader(shorthand ?? json, at: path)
    let createdAt = try reader.time("created_at")
    let updatedAt = try reader.time("updated_at")
    var secret = Secret(
      name: name,
      value: try reader.value(),
      createdAt: createdAt ?? updatedAt ?? now,
      updatedAt: updatedAt ?? createdAt ?? now,
      visibility: nil
    )
    if let organization {
      let names = try reader.texts("repositories")
      let visibility = try reader.choice("visibility", SecretVisibility.self)
      secret.visibility = visibility ?? (names == nil ? .private : .selected)
      if let names {
        guard secret.visibility == .selected else {
          throw reader.failure("repositories", "only a secret with the visibility 'selected' has them")
        }
        secret.selected = try repositoryIDs(names, of: organization, at: reader.place(of: "repositories"))
      }
    }
    try reader.finish()
    return secret
  }

  /// The ids of repositories by their names without owner.
  func repositoryIDs(_ names: [String], of owner: Owner, at place: String) throws(StateError) -> Set<Int> {
    var ids: Set<Int> = []
    for name in names {
      guard let repository = repository(named: "\(owner.login)/\(name)") else {
        throw StateError(place: place, reason: "there is no repository '\(name)'")
      }
      ids.insert(repository.id)
    }
    return ids
  }
}

extension StateReader {
  /// A secret's value: `value` is text, `value_base64` bytes; neither is the empty value.
  mutating func value() throws(StateError) -> [UInt8] {
    let text = try text("value")
    guard let encoded = try self.text("value_base64") else { return Array((text ?? "").utf8) }
    guard text == nil, let bytes = Base64.decode(encoded) else {
      throw failure("value_base64", "must be base64, and 'value' absent")
    }
    return bytes
  }
}

extension SecretScope.Lag {
  static let none = SecretScope.Lag(reads: 0, milliseconds: 0, now: 0)
}
