import Foundation

/// A JSON document, asked by dotted paths.
indirect enum JSONTree: Hashable, Decodable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONTree].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONTree].self))
    }
  }

  /// Reads a document.
  ///
  /// - Throws: the decoder's error when it is none.
  init(parsing text: String) throws {
    self = try JSONDecoder().decode(JSONTree.self, from: Data(text.utf8))
  }

  /// Follows a path such as `steps.0.action`, `steps.count` or `findings[code=yaml.syntax].message`.
  ///
  /// - Returns: nil when there is nothing at its end.
  func value(at path: String) -> JSONTree? {
    var tree: JSONTree? = self
    for match in path.matches(of: #/([^.\[\]]+)|\[([^=\]]+)=([^\]]*)\]/#) {
      if let name = match.1 {
        tree = tree?.member(String(name))
      } else if let key = match.2, let wanted = match.3 {
        tree = tree?.element(whose: String(key), is: String(wanted))
      }
    }
    return tree
  }

  private func member(_ name: String) -> JSONTree? {
    switch self {
    case .object(let members):
      members[name] ?? (name == "count" ? .integer(members.count) : nil)
    case .array(let elements):
      name == "count" ? .integer(elements.count) : Int(name).flatMap { elements.dropFirst($0).first }
    case .null, .boolean, .integer, .number, .string:
      nil
    }
  }

  private func element(whose key: String, is wanted: String) -> JSONTree? {
    guard case .array(let elements) = self else { return nil }
    return elements.first { $0.member(key)?.text == wanted }
  }

  /// The value as a script writes it: strings without quotes, members sorted.
  var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): value
    case .array(let elements): "[\(elements.map(\.text).joined(separator: ","))]"
    case .object(let members):
      "{\(members.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.text)" }.joined(separator: ","))}"
    }
  }
}
