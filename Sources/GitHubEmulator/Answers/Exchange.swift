/// One request with all that has been found out about it.
struct Exchange: Sendable {
  var request: EmulatedRequest
  var match: RouteMatch
  var grant: TokenGrant
  /// The model's time.
  var now: ModelTime
  /// Milliseconds of the surroundings.
  var surroundings: Int

  var operation: Operation { match.operation }

  func parameter(_ name: String) -> String { match.parameters[name] ?? "" }

  var kind: EntryKind { match.kind }

  /// The secret's or variable's name as the path spells it.
  var entrySpelling: String { match.parameters["secret_name"] ?? parameter("name") }

  /// The secret's or variable's name as GitHub stores it.
  var entryName: String { entrySpelling.uppercased() }

  func notFound() -> Refusal {
    Refusal(404, "Not Found", documentation: match.documentation)
  }

  /// A 422 with the words that GitHub begins such a message with.
  func invalid(_ reason: String) -> Refusal {
    unprocessable("Invalid request.\n\n\(reason)")
  }

  /// A 422 for a body that lacks what it needs.
  func lacks(_ key: String) -> Refusal { invalid("\"\(key)\" wasn't supplied.") }

  func unprocessable(_ message: String) -> Refusal {
    Refusal(422, message, documentation: match.documentation)
  }

  /// The body as an object.
  ///
  /// - Throws: `Refusal` with 400 when it is none.
  func object() throws(Refusal) -> JSON {
    guard let json = try? JSON(parsing: request.body) else {
      throw Refusal(400, "Problems parsing JSON", documentation: match.documentation)
    }
    guard json.members != nil else {
      throw Refusal(400, "Body should be a JSON object", documentation: match.documentation)
    }
    return json
  }
}
