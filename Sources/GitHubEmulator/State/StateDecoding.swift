extension World {
  /// Builds a world from the text of a state file.
  ///
  /// - Parameters:
  ///   - text: JSON as the README's section on the emulator describes it.
  ///   - surroundings: milliseconds since 1970, the time of what carries none.
  /// - Throws: `StateError` with the place that is wrong.
  init(state text: [UInt8], at surroundings: Int) throws(StateError) {
    let json: JSON
    do throws(JSONSyntaxError) {
      json = try JSON(parsing: text)
    } catch {
      throw StateError(place: "\(error.line):\(error.column)", reason: error.reason)
    }
    self.init()
    var reader = try StateReader(json, at: "")
    try readClock(&reader)
    try readSwitches(&reader)
    try readLimits(&reader)
    if let tokens = reader.take("tokens") { try readTokens(tokens, at: "tokens") }
    let apps = reader.take("apps")
    let organizations = try reader.named("organizations")
    let users = try reader.named("users")
    try reader.finish()
    reserveIDs(in: json)
    if let apps { try readApps(apps, at: "apps") }
    let now = clock.now(at: surroundings)
    for (name, value) in organizations {
      try readOwner(name, value, at: "organizations.\(name)", isOrganization: true, now: now)
    }
    for (name, value) in users {
      try readOwner(name, value, at: "users.\(name)", isOrganization: false, now: now)
    }
  }

  private mutating func readClock(_ state: inout StateReader) throws(StateError) {
    guard let json = state.take("clock") else { return }
    var reader = try StateReader(json, at: "clock")
    clock.fixed = try reader.time("start")
    clock.secondsPerWrite = try reader.integer("per_write") ?? 0
    clock.advance = try reader.integer("advance") ?? 0
    try reader.finish()
  }

  private mutating func readSwitches(_ state: inout StateReader) throws(StateError) {
    if let dialect = try state.text("dialect") {
      guard let switches = EmulatorSwitches(dialect: dialect) else {
        throw state.failure("dialect", "must be one of \(EmulatorSwitches.dialects.joined(separator: ", "))")
      }
      apply(switches)
    }
    guard let json = state.take("switches") else { return }
    _ = try StateReader(json, at: "switches")
    for member in json.members ?? [] {
      if let reason = switches.set(member.key, to: member.value) {
        throw StateError(place: "switches.\(member.key)", reason: reason)
      }
    }
  }

  /// Takes over a dialect; Enterprise Server has no rate limits unless its administrator sets some.
  mutating func apply(_ dialect: EmulatorSwitches) {
    switches = dialect
    if !dialect.enterpriseVersion.isEmpty { limits.requests = nil }
  }

  private mutating func readLimits(_ state: inout StateReader) throws(StateError) {
    guard let json = state.take("rate_limit") else { return }
    guard json != "off" else {
      limits.requests = nil
      return
    }
    var reader = try StateReader(json, at: "rate_limit")
    limits.requests = try reader.integer("limit") ?? limits.requests
    limits.window = try reader.integer("window") ?? limits.window
    limits.refusalStatus = try reader.integer("status") ?? limits.refusalStatus
    guard [403, 429].contains(limits.refusalStatus) else { throw reader.failure("status", "must be 403 or 429") }
    limits.pointsPerMinute = try reader.integer("points_per_minute")
    limits.retryAfter = try reader.integer("retry_after") ?? limits.retryAfter
    try reader.finish()
  }

  private mutating func readTokens(_ json: JSON, at path: String) throws(StateError) {
    guard let elements = json.elements else { throw StateError(place: path, reason: "must be a list") }
    for (index, element) in elements.enumerated() {
      var reader = try StateReader(element, at: "\(path)[\(index)]")
      let name = try reader.text("name") ?? "token \(index + 1)"
      guard let token = try reader.text("token"), !token.isEmpty else {
        throw reader.failure("token", "must be a text, and not an empty one")
      }
      var grant = TokenGrant(name: name, token: token)
      grant.kind = try reader.choice("kind", TokenGrant.Kind.self) ?? .fineGrained
      if let permissions = reader.take("permissions") {
        grant.permissions = try readPermissions(permissions, at: reader.place(of: "permissions"))
      }
      grant.owners = try reader.texts("organizations").map { Set($0.map(folded)) }
      grant.repositories = try reader.texts("repositories").map { Set($0.map(folded)) }
      grant.scopes = try reader.texts("scopes")
      grant.expiresAt = try reader.time("expires_at")
      try reader.finish()
      tokens.append(grant)
    }
  }

  func readPermissions(_ json: JSON, at path: String) throws(StateError) -> [Permission: Access] {
    var reader = try StateReader(json, at: path)
    var permissions: [Permission: Access] = [:]
    for permission in Permission.allCases {
      permissions[permission] = try reader.choice(permission.rawValue, Access.self)
    }
    try reader.finish()
    return permissions
  }

  /// Ids that the state gives are taken before any is made up.
  private mutating func reserveIDs(in json: JSON) {
    for member in json.members ?? [] {
      if member.key == "id", let id = member.value.integer { reserve(id) }
      reserveIDs(in: member.value)
    }
  }
}
