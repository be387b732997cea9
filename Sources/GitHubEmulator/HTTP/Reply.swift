/// What an operation answers, before the headers that all answers share.
struct Reply: Sendable {
  var status: Int
  /// Nil: no body at all.
  var json: JSON?
  var headers: [(name: String, value: String)] = []

  static func ok(_ json: JSON) -> Reply { Reply(status: 200, json: json) }

  /// What GitHub says to a PUT that made something: an empty object.
  static let created = Reply(status: 201, json: .object([]))

  static let noContent = Reply(status: 204)
}

/// A request turned away.
struct Refusal: Error, Sendable {
  var reply: Reply

  /// A body as GitHub's errors have it: `message`, `documentation_url`, `status`.
  init(_ status: Int, _ message: String, documentation: String, headers: [(name: String, value: String)] = []) {
    let json: JSON = [
      "message": .string(message), "documentation_url": .string(documentation), "status": .string(String(status)),
    ]
    reply = Reply(status: status, json: json, headers: headers)
  }

  init(_ reply: Reply) {
    self.reply = reply
  }
}

/// A complete answer.
package struct EmulatedResponse: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  /// The first header of this name, in any case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
