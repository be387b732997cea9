/// The body of a PUT of a secret, with everything checked that does not need the scope's state.
private struct SecretPut {
  /// Nil: the body carries no value.
  var sealed: (text: String, keyID: String)?
  /// Nil outside organizations.
  var visibility: SecretVisibility?
  /// Nil: the body carries none.
  var repositoryIDs: Set<Int>?
}

extension World {
  /// Creates or replaces a secret.
  mutating func putSecret(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    let name = exchange.secretName
    try checkName(name, exchange)
    let put = try parsePut(exchange, scope: scope)
    let known = scopes[scope.id]?.secrets[name]
    guard let sealed = put.sealed else {
      guard known != nil, switches.acceptsVisibilityWithoutValue else {
        throw exchange.invalid("\"encrypted_value\" wasn't supplied.")
      }
      return store(put, value: known?.value, over: known, in: scope, exchange)
    }
    let value = try open(sealed.text, keyID: sealed.keyID, scope: scope.id, exchange)
    if known == nil, scopes[scope.id]?.names.count ?? 0 >= scope.id.capacity {
      throw exchange.unprocessable("The maximum number of secrets, \(scope.id.capacity), has been reached.")
    }
    return store(put, value: value, over: known, in: scope, exchange)
  }

  /// Deletes a secret.
  mutating func deleteSecret(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    guard scopes[scope.id]?.secrets[exchange.secretName] != nil else { throw exchange.notFound() }
    _ = timeOfChange(exchange)
    let lag = lag(at: exchange.surroundings)
    _ = scopes[scope.id]?.remove(exchange.secretName, lag: lag)
    return .noContent
  }

  /// How long reads lag behind a write of this moment.
  func lag(at surroundings: Int) -> SecretScope.Lag {
    SecretScope.Lag(reads: switches.lagReads, milliseconds: switches.lagMilliseconds, now: surroundings)
  }

  private func checkName(_ name: String, _ exchange: Exchange) throws(Refusal) {
    guard isLegalSecretName(name) else {
      throw exchange.unprocessable(
        "Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). "
          + "Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_)."
      )
    }
    guard !name.hasPrefix("GITHUB_") else {
      throw exchange.unprocessable("Secret names must not start with GITHUB_.")
    }
  }

  private func parsePut(_ exchange: Exchange, scope: ResolvedScope) throws(Refusal) -> SecretPut {
    let body = try exchange.object()
    var put = SecretPut()
    if body["encrypted_value"] != nil || body["key_id"] != nil || !switches.acceptsVisibilityWithoutValue {
      put.sealed = try parseSealed(body, exchange)
    }
    guard scope.organization != nil else { return put }
    guard let word = body["visibility"], word != .null else {
      throw exchange.invalid("\"visibility\" wasn't supplied.")
    }
    guard let visibility = word.text.flatMap(SecretVisibility.init(rawValue:)) else {
      let given = String(decoding: word.bytes, as: UTF8.self)
      throw exchange.invalid("\(given) is not a member of [\"all\", \"private\", \"selected\"].")
    }
    put.visibility = visibility
    if let ids = body["selected_repository_ids"], ids != .null {
      let ids = try parseRepositoryIDs(ids, scope: scope, exchange)
      guard visibility == .selected || ids.isEmpty else {
        throw exchange.invalid("\"selected_repository_ids\" needs the visibility \"selected\".")
      }
      put.repositoryIDs = ids
    }
    return put
  }

  private func parseSealed(_ body: JSON, _ exchange: Exchange) throws(Refusal) -> (text: String, keyID: String) {
    for key in ["encrypted_value", "key_id"] where body[key] == nil || body[key] == .null {
      throw exchange.invalid("\"\(key)\" wasn't supplied.")
    }
    guard let text = body["encrypted_value"]?.text else {
      throw exchange.invalid("For 'properties/encrypted_value', the value is not a string.")
    }
    // The echo of what was sent is what GitHub does: a client that prints error bodies would print it.
    guard Base64.matches(text) else { throw exchange.invalid("\(text) does not match \(Base64.pattern).") }
    if let keyID = body["key_id"]?.text { return (text, keyID) }
    guard switches.writesKeyIDAsNumber, let number = body["key_id"]?.integer else {
      throw exchange.invalid("For 'properties/key_id', the value is not a string.")
    }
    return (text, String(number))
  }

  private mutating func open(
    _ text: String,
    keyID: String,
    scope: ScopeID,
    _ exchange: Exchange
  ) throws(Refusal) -> [UInt8]? {
    let key = key(of: scope)
    guard keyID == key.id, let sealed = Base64.decode(text), let value = key.pair.open(sealed) else {
      if switches.unopenableValues == .accepted { return nil }
      throw exchange.unprocessable("Bad request - validation failed due to an improperly encrypted secret")
    }
    guard value.count <= largestValue else {
      throw exchange.unprocessable("The value of a secret can have at most 48 KB.")
    }
    return value
  }

  private mutating func store(
    _ put: SecretPut,
    value: [UInt8]?,
    over known: Secret?,
    in scope: ResolvedScope,
    _ exchange: Exchange
  ) -> Reply {
    let now = timeOfChange(exchange)
    var secret =
      known ?? Secret(name: exchange.secretName, value: value, createdAt: now, updatedAt: now, visibility: nil)
    let hasNewValue = put.sealed != nil && (known?.value != value || switches.sameValueMovesUpdatedAt)
    secret.value = value
    secret.visibility = put.visibility
    if put.visibility != .selected {
      secret.selected = []
    } else if let ids = put.repositoryIDs {
      secret.selected = ids
    } else if switches.selectionAfterPutWithoutIDs == .cleared {
      secret.selected = []
    }
    let hasNewAccess = known.map { $0.visibility != secret.visibility || $0.selected != secret.selected } ?? false
    if hasNewValue || (hasNewAccess && switches.accessChangeMovesUpdatedAt) { secret.updatedAt = now }
    let lag = lag(at: exchange.surroundings)
    scopes[scope.id, default: SecretScope()].store(secret, lag: lag)
    return known == nil ? .created : .noContent
  }
}

/// The most bytes that the value of a secret may have.
let largestValue = 48 * 1_024

/// Letters, digits and underscores, no digit first.
func isLegalSecretName(_ name: String) -> Bool {
  guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
  return name.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
