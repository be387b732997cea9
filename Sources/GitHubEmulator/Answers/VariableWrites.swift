extension World {
  /// Creates a variable.
  mutating func createVariable(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    let body = try exchange.object()
    guard let spelling = try text("name", of: body, exchange) else { throw exchange.lacks("name") }
    guard let value = try value(of: body, exchange) else { throw exchange.lacks("value") }
    let access = try parseAccess(body, current: nil, scope: scope, exchange)
    let name = try acceptedName(spelling, exchange)
    try checkIsFree(name, in: scope.id, exchange)
    try checkCapacity(of: scope.id, exchange)
    let now = timeOfChange(exchange)
    var variable = Entry(name: name, value: value, createdAt: now, updatedAt: now)
    variable.apply(access, selectionWithoutIDs: .cleared)
    keep(EntryWrite(entry: variable, known: nil, carriesValue: true, time: now), in: scope, exchange)
    return .created
  }

  /// Changes a variable; what the body leaves out stays as it is.
  mutating func updateVariable(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    guard let known = scopes[scope.id]?[.variables][exchange.entryName] else { throw exchange.notFound() }
    let body = try exchange.object()
    let value = try value(of: body, exchange)
    let access = try parseAccess(body, current: known.visibility, scope: scope, exchange)
    var variable = known
    if let spelling = try text("name", of: body, exchange) {
      variable.name = try acceptedName(spelling, exchange)
      if variable.name != known.name { try checkIsFree(variable.name, in: scope.id, exchange) }
    }
    if let value { variable.value = value }
    variable.apply(access, selectionWithoutIDs: .kept)
    let now = timeOfChange(exchange)
    keep(EntryWrite(entry: variable, known: known, carriesValue: value != nil, time: now), in: scope, exchange)
    return .noContent
  }

  private func acceptedName(_ spelling: String, _ exchange: Exchange) throws(Refusal) -> String {
    try checkName(spelling, exchange)
    return spelling.uppercased()
  }

  private func checkIsFree(_ name: String, in scope: ScopeID, _ exchange: Exchange) throws(Refusal) {
    guard scopes[scope]?[.variables][name] == nil else {
      throw Refusal(
        409,
        "Already exists - Variable already exists",
        documentation: exchange.match.documentation
      )
    }
  }

  private func value(of body: JSON, _ exchange: Exchange) throws(Refusal) -> [UInt8]? {
    guard let text = try text("value", of: body, exchange) else { return nil }
    let value = Array(text.utf8)
    try checkSize(of: value, exchange)
    return value
  }

  /// Nil where the body carries none.
  private func text(_ key: String, of body: JSON, _ exchange: Exchange) throws(Refusal) -> String? {
    guard let value = body[key], value != .null else { return nil }
    guard let text = value.text else {
      throw exchange.invalid("For 'properties/\(key)', the value is not a string.")
    }
    return text
  }
}
