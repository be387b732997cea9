/// The endpoints under `/_emulator/`, which GitHub does not have: what tests ask for and do past the API.
struct ControlRoutes: Sendable {
  static let prefix = "/_emulator/"

  let model: GitHubModel

  /// Answers a request whose path begins with `prefix`.
  func answer(_ request: EmulatedRequest) -> EmulatedResponse {
    do throws(StateError) {
      return try perform(request)
    } catch {
      return response(400, ["message": .string(error.description)])
    }
  }

  private func perform(_ request: EmulatedRequest) throws(StateError) -> EmulatedResponse {
    switch "\(request.method) \(request.path.dropFirst(Self.prefix.count))" {
    case "GET requests": return response(200, ["requests": .array(model.requests.map(\.json))])
    case "DELETE requests": model.clearRequests()
    case "GET values": return response(200, try values(of: request))
    case "GET variables": return response(200, variables)
    case "GET state": return EmulatedResponse(status: 200, headers: [json], body: Array(model.state.utf8))
    case "PUT secret": try setSecret(request)
    case "DELETE secret": try deleteSecret(request)
    case "PUT variable": try setVariable(request)
    case "DELETE variable": try deleteVariable(request)
    case "GET faults": return response(200, ["faults": .array(model.faults.map { $0.fault.json(struck: $0.struck) })])
    case "POST faults": model.add(try Fault(try body(of: request)))
    case "DELETE faults": model.clearFaults()
    case "POST clock": try advanceClock(request)
    case "POST rotate-key": try rotateKey(request)
    case "GET switches": return response(200, model.switches.json)
    case "POST switches": try setSwitches(request)
    case "POST repository": try changeRepository(request)
    case "PUT repository": try model.createRepository(try onlyRepository(request))
    case "DELETE repository": try model.deleteRepository(try onlyRepository(request))
    case "POST rate-limit": try setRemainingRequests(request)
    default: return response(404, ["message": "the emulator has no such control endpoint"])
    }
    return EmulatedResponse(status: 204, headers: [], body: [])
  }

  private func values(of request: EmulatedRequest) throws(StateError) -> JSON {
    let store = try store(named: request.queryValue("store"))
    return byScopeAndName(model.secrets(of: store)) { $0.value.map(shown) ?? .null }
  }

  private var variables: JSON {
    byScopeAndName(model.variables) { .string($0.value) }
  }

  private func byScopeAndName<Content>(_ contents: [String: [String: Content]], json: (Content) -> JSON) -> JSON {
    let scopes = contents.sorted { $0.key < $1.key }
      .map { scope, entries in
        let values = entries.sorted { $0.key < $1.key }.map { JSONMember(key: $0.key, value: json($0.value)) }
        return JSONMember(key: scope, value: .object(values))
      }
    return .object(scopes)
  }

  /// Text as text, anything else as `{"value_base64": …}`.
  private func shown(_ value: [UInt8]) -> JSON {
    let member = valueMember(value)
    return member.key == "value" ? member.value : .object([member])
  }

  private func setSecret(_ request: EmulatedRequest) throws(StateError) {
    var body = try reader(of: request)
    let (name, scope) = try address(&body)
    let store = try store(named: try body.text("store"))
    let hasValue = body.take("value") != nil || body.take("value_base64") != nil
    let change = GitHubModel.SecretChange(
      value: hasValue ? try body.value() : nil,
      visibility: try body.text("visibility"),
      repositories: try body.texts("repositories")
    )
    try body.finish()
    try model.setSecret(name, in: scope, of: store, to: change)
  }

  private func setVariable(_ request: EmulatedRequest) throws(StateError) {
    var body = try reader(of: request)
    let (name, scope) = try address(&body)
    let value = try body.text("value")
    let visibility = try body.text("visibility")
    let repositories = try body.texts("repositories")
    try body.finish()
    try model.setVariable(name, in: scope, value: value, visibility: visibility, repositories: repositories)
  }

  private func deleteSecret(_ request: EmulatedRequest) throws(StateError) {
    if let (name, scope) = address(inQueryOf: request) {
      return try model.deleteSecret(name, in: scope, of: try store(named: request.queryValue("store")))
    }
    var body = try reader(of: request)
    let (name, scope) = try address(&body)
    let store = try store(named: try body.text("store"))
    try body.finish()
    try model.deleteSecret(name, in: scope, of: store)
  }

  private func deleteVariable(_ request: EmulatedRequest) throws(StateError) {
    if let (name, scope) = address(inQueryOf: request) { return try model.deleteVariable(name, in: scope) }
    var body = try reader(of: request)
    let (name, scope) = try address(&body)
    try body.finish()
    try model.deleteVariable(name, in: scope)
  }

  private func address(inQueryOf request: EmulatedRequest) -> (name: String, scope: String)? {
    guard let scope = request.queryValue("scope"), let name = request.queryValue("name") else { return nil }
    return (name, scope)
  }

  /// The store of that name; nil stands for Actions.
  private func store(named word: String?) throws(StateError) -> GitHubModel.Store {
    guard let word else { return .actions }
    guard let store = GitHubModel.Store(rawValue: word) else {
      let legal = GitHubModel.Store.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
      throw StateError(place: "store", reason: "must be \(legal)")
    }
    return store
  }

  private func address(_ body: inout StateReader) throws(StateError) -> (name: String, scope: String) {
    let scope = try required("scope", &body)
    return (try required("name", &body), scope)
  }

  private func advanceClock(_ request: EmulatedRequest) throws(StateError) {
    var body = try reader(of: request)
    guard let seconds = try body.integer("seconds") else { throw body.failure("seconds", "is missing") }
    try body.finish()
    model.advanceClock(seconds: seconds)
  }

  private func rotateKey(_ request: EmulatedRequest) throws(StateError) {
    var body = try reader(of: request)
    let scope = try required("scope", &body)
    let store = try store(named: try body.text("store"))
    try body.finish()
    try model.rotateKey(of: scope, for: store)
  }

  private func setSwitches(_ request: EmulatedRequest) throws(StateError) {
    var switches = model.switches
    for member in try body(of: request).members ?? [] {
      if let reason = switches.set(member.key, to: member.value) {
        throw StateError(place: member.key, reason: reason)
      }
    }
    model.switches = switches
  }

  private func changeRepository(_ request: EmulatedRequest) throws(StateError) {
    var body = try reader(of: request)
    let repository = try required("repository", &body)
    let isArchived = try body.truth("archived")
    let name = try body.text("name")
    let owner = try body.text("owner")
    try body.finish()
    if let isArchived { try model.setArchived(isArchived, repository: repository) }
    if let owner { try model.transferRepository(repository, to: owner) }
    let moved = owner.map { "\($0)/\(repository.drop { $0 != "/" }.dropFirst())" } ?? repository
    if let name { try model.renameRepository(moved, to: name) }
  }

  private func onlyRepository(_ request: EmulatedRequest) throws(StateError) -> String {
    var body = try reader(of: request)
    let repository = try required("repository", &body)
    try body.finish()
    return repository
  }

  private func setRemainingRequests(_ request: EmulatedRequest) throws(StateError) {
    var body = try reader(of: request)
    guard let remaining = try body.integer("remaining") else { throw body.failure("remaining", "is missing") }
    let token = try body.text("token") ?? TokenGrant.any.name
    try body.finish()
    model.setRemainingRequests(remaining, ofToken: token)
  }

  private func required(_ key: String, _ body: inout StateReader) throws(StateError) -> String {
    guard let text = try body.text(key) else { throw body.failure(key, "is missing") }
    return text
  }

  private func reader(of request: EmulatedRequest) throws(StateError) -> StateReader {
    try StateReader(try body(of: request), at: "")
  }

  private func body(of request: EmulatedRequest) throws(StateError) -> JSON {
    do throws(JSONSyntaxError) {
      return try JSON(parsing: request.body)
    } catch {
      throw StateError(place: "\(error.line):\(error.column)", reason: error.reason)
    }
  }

  private var json: (name: String, value: String) { ("Content-Type", "application/json; charset=utf-8") }

  private func response(_ status: Int, _ body: JSON) -> EmulatedResponse {
    EmulatedResponse(status: status, headers: [json], body: body.bytes)
  }
}
