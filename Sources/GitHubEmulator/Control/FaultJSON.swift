extension Fault {
  /// Reads a fault from the body of a control request.
  ///
  /// - Throws: `StateError` with the key that is wrong.
  init(_ json: JSON) throws(StateError) {
    var reader = try StateReader(json, at: "")
    self.init(
      method: try reader.text("method"),
      path: try reader.text("path") ?? "*",
      nth: try reader.integer("nth"),
      times: try reader.integer("times"),
      moment: try reader.choice("moment", Moment.self) ?? .before,
      hang: try reader.integer("hang_ms") ?? 0,
      trickle: try reader.integer("trickle_ms") ?? 0,
      resetsConnection: try reader.truth("reset") ?? false,
      keptBytes: try reader.integer("cut_body_at"),
      answer: try Answer(&reader)
    )
    try reader.finish()
  }

  func json(struck: Int) -> JSON {
    var members = [JSONMember(key: "path", value: .string(path)), JSONMember(key: "struck", value: .integer(struck))]
    func add(_ key: String, _ value: JSON?) {
      if let value { members.append(JSONMember(key: key, value: value)) }
    }
    add("method", method.map { .string($0) })
    add("nth", nth.map { .integer($0) })
    add("times", times.map { .integer($0) })
    add("moment", .string(moment.rawValue))
    add("hang_ms", hang > 0 ? .integer(hang) : nil)
    add("trickle_ms", trickle > 0 ? .integer(trickle) : nil)
    add("reset", resetsConnection ? true : nil)
    add("cut_body_at", keptBytes.map { .integer($0) })
    add("status", answer.map { .integer($0.status) })
    return .object(members)
  }
}

extension Fault.Answer {
  /// Reads `status`, `headers` and `body`, where a body that is not a text is sent as JSON.
  fileprivate init?(_ reader: inout StateReader) throws(StateError) {
    let headers = reader.take("headers")
    let body = reader.take("body")
    guard let status = try reader.integer("status") else {
      guard headers == nil, body == nil else { throw reader.failure("status", "is missing") }
      return nil
    }
    guard (200...599).contains(status) else { throw reader.failure("status", "must be from 200 to 599") }
    var texts: [String: String] = [:]
    for member in headers?.members ?? [] {
      guard let text = member.value.text else {
        throw reader.failure("headers.\(member.key)", "must be a text")
      }
      texts[member.key] = text
    }
    self.init(
      status: status,
      headers: texts,
      body: body.map { $0.text ?? String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    )
  }
}
