extension World {
  /// Creates or replaces a secret.
  mutating func putSecret(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    try checkName(exchange.entrySpelling, exchange)
    let body = try exchange.object()
    let sealed = try parseSealed(body, mayLackValue: mayLackValue(scope, exchange), exchange)
    let access = try parseAccess(body, current: nil, scope: scope, exchange)
    let known = scopes[scope.id]?[exchange.kind][exchange.entryName]
    let value: [UInt8]?
    if let sealed {
      value = try open(sealed.text, keyID: sealed.keyID, scope: scope.id, exchange)
    } else {
      guard let known else { throw exchange.lacks("encrypted_value") }
      value = known.value
    }
    if known == nil { try checkCapacity(of: scope.id, exchange) }
    let now = timeOfChange(exchange)
    var secret = known ?? Entry(name: exchange.entryName, createdAt: now, updatedAt: now)
    secret.value = value
    secret.apply(access, selectionWithoutIDs: switches.selectionAfterPutWithoutIDs)
    keep(EntryWrite(entry: secret, known: known, carriesValue: sealed != nil, time: now), in: scope, exchange)
    return known == nil ? .created : .noContent
  }

  /// Whether a write may change the visibility alone: GitHub's descriptions want the value for Actions only.
  private func mayLackValue(_ scope: ResolvedScope, _ exchange: Exchange) -> Bool {
    switches.acceptsVisibilityWithoutValue || (exchange.kind != .secrets && scope.organization != nil)
  }

  /// Nil where the body carries no value and need not.
  private func parseSealed(
    _ body: JSON,
    mayLackValue: Bool,
    _ exchange: Exchange
  ) throws(Refusal) -> (text: String, keyID: String)? {
    let isAbsent = body["encrypted_value"] == nil && body["key_id"] == nil
    if isAbsent, mayLackValue { return nil }
    for key in ["encrypted_value", "key_id"] where body[key] == nil || body[key] == .null {
      throw exchange.lacks(key)
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
    let key = key(of: exchange.kind, in: scope)
    guard keyID == key.id, let sealed = Base64.decode(text), let value = key.pair.open(sealed) else {
      if switches.unopenableValues == .accepted { return nil }
      throw exchange.unprocessable("Bad request - validation failed due to an improperly encrypted secret")
    }
    try checkSize(of: value, exchange)
    return value
  }
}
