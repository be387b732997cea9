@testable import GitHubEmulator

/// Checks values against the schemas of an OpenAPI description: the subset of JSON Schema that they use.
struct SchemaChecker {
  let description: JSON

  /// What is wrong with a value, each with its place; empty when nothing is.
  func problems(of value: JSON, against schema: JSON, at place: String = "$") -> [String] {
    if let reference = schema["$ref"]?.text {
      return problems(of: value, against: resolve(reference), at: place)
    }
    if value == .null, schema["nullable"]?.truth == true { return [] }
    return typeProblems(value, schema, place) + enumProblems(value, schema, place)
      + objectProblems(value, schema, place) + arrayProblems(value, schema, place)
      + combinationProblems(value, schema, place)
  }

  func resolve(_ reference: String) -> JSON {
    reference.split(separator: "/").dropFirst()
      .reduce(description) { json, key in
        json[String(key).replacing("~1", with: "/").replacing("~0", with: "~")] ?? .null
      }
  }

  private func typeProblems(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
    guard let type = schema["type"]?.text else { return [] }
    let fits =
      switch (type, value) {
      case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("integer", .integer),
        ("number", .integer), ("number", .double), ("null", .null):
        true
      default: false
      }
    return fits ? [] : ["\(place) is not \(type)"]
  }

  private func enumProblems(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
    guard let choices = schema["enum"]?.elements, !choices.contains(value) else { return [] }
    return ["\(place) is none of the \(choices.count) legal values"]
  }

  private func objectProblems(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
    guard let members = value.members else { return [] }
    let required = schema["required"]?.elements?.compactMap(\.text) ?? []
    var problems = required.filter { value[$0] == nil }.map { "\(place) lacks '\($0)'" }
    let known = schema["properties"]?.members ?? []
    for member in members {
      if let property = known.first(where: { $0.key == member.key }) {
        problems += self.problems(of: member.value, against: property.value, at: "\(place).\(member.key)")
      } else if let extra = schema["additionalProperties"] {
        if extra == .bool(false) { problems.append("\(place) may not have '\(member.key)'") }
        if extra.members != nil {
          problems += self.problems(of: member.value, against: extra, at: "\(place).\(member.key)")
        }
      }
    }
    return problems
  }

  private func arrayProblems(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
    guard let elements = value.elements, let items = schema["items"] else { return [] }
    return elements.enumerated().flatMap { problems(of: $1, against: items, at: "\(place)[\($0)]") }
  }

  private func combinationProblems(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
    var found = (schema["allOf"]?.elements ?? []).flatMap { problems(of: value, against: $0, at: place) }
    for key in ["anyOf", "oneOf"] {
      guard let choices = schema[key]?.elements else { continue }
      let fitting = choices.count { problems(of: value, against: $0, at: place).isEmpty }
      if fitting == 0 { found.append("\(place) fits none of \(key)") }
      if key == "oneOf", fitting > 1 { found.append("\(place) fits more than one of oneOf") }
    }
    return found
  }
}
