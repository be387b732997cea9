extension World {
  /// Reads the keys, the secrets and the variables of one scope.
  mutating func readScope(
    _ scope: ScopeID,
    _ reader: inout StateReader,
    organization: Owner?,
    now: ModelTime
  ) throws(StateError) {
    for kind in EntryKind.allCases where scope.capacity(of: kind) > 0 {
      if let word = kind.stateKeyOfPair, let key = reader.take(word) {
        scopes[scope, default: Scope()].keys[kind] = try readKey(key, at: reader.place(of: word))
      }
      try readEntries(kind, of: scope, &reader, organization: organization, now: now)
    }
  }

  private mutating func readEntries(
    _ kind: EntryKind,
    of scope: ScopeID,
    _ reader: inout StateReader,
    organization: Owner?,
    now: ModelTime
  ) throws(StateError) {
    let key = kind.rawValue
    let named = try reader.named(key)
    guard named.count <= scope.capacity(of: kind) else {
      throw reader.failure(key, "GitHub keeps at most \(scope.capacity(of: kind)) \(kind.plural) there")
    }
    for (name, value) in named {
      let place = "\(reader.place(of: key)).\(name)"
      guard isLegalEntryName(name), !isReservedEntryName(name) else {
        throw StateError(place: place, reason: "GitHub would not accept a \(kind.singular) of this name")
      }
      guard scopes[scope]?[kind][name.uppercased()] == nil else {
        throw StateError(place: place, reason: "the name is taken already; case does not count")
      }
      let entry = try readEntry(kind, name.uppercased(), value, at: place, organization: organization, now: now)
      scopes[scope, default: Scope()].entries[kind, default: Entries()].store(entry, lag: .none)
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

  private func readEntry(
    _ kind: EntryKind,
    _ name: String,
    _ json: JSON,
    at path: String,
    organization: Owner?,
    now: ModelTime
  ) throws(StateError) -> Entry {
    let shorthand = json.text.map { JSON.object([JSONMember(key: "value", value: .string($0))]) }
    var reader = try StateReader(shorthand ?? json, at: path)
    let createdAt = try reader.time("created_at")
    let updatedAt = try reader.time("updated_at")
    var entry = Entry(
      name: name,
      value: try reader.value(of: kind),
      createdAt: createdAt ?? updatedAt ?? now,
      updatedAt: updatedAt ?? createdAt ?? now,
      visibility: nil
    )
    if let organization {
      let names = try reader.texts("repositories")
      let visibility = try reader.choice("visibility", EntryVisibility.self)
      entry.visibility = visibility ?? (names == nil ? .private : .selected)
      if let names {
        guard entry.visibility == .selected else {
          throw reader.failure("repositories", "only a \(kind.singular) with the visibility 'selected' has them")
        }
        entry.selected = try repositoryIDs(names, of: organization, at: reader.place(of: "repositories"))
      }
    }
    try reader.finish()
    return entry
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
  /// The value of a secret, or of a variable, which is text always.
  fileprivate mutating func value(of kind: EntryKind) throws(StateError) -> [UInt8] {
    switch kind {
    case .secrets, .dependabotSecrets, .codespacesSecrets: try value()
    case .variables: Array((try text("value") ?? "").utf8)
    }
  }

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
