#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A JSON document that is put together member by member.
indirect enum JSONValue {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])
  /// So many elements, each made when it is written: a hundred thousand steps at once would take gigabytes.
  case list(Int, (Int) -> JSONValue)

  /// A string, or null where there is none.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// What a sequence has, one element at a time.
  static func list<Item>(_ items: [Item], _ make: @escaping (Item) -> JSONValue) -> JSONValue {
    .list(items.count) { make(items[$0]) }
  }

  /// The document, one member a line and members sorted, so that the same result has the same bytes.
  var document: String {
    guard case .object(let members) = self else { return text + "\n" }
    var document = "{\n"
    for (position, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
      document += (position > 0 ? ",\n  " : "  ") + JSONValue.string(member.key).text + " : "
      member.value.write(to: &document)
    }
    return document + "\n}\n"
  }

  /// Writes a member of the document, whose elements are encoded one by one.
  private func write(to document: inout String) {
    guard case .list(let count, let element) = self, count > 0 else {
      document += indented(text)
      return
    }
    document += "["
    for index in 0..<count {
      document += (index > 0 ? ",\n    " : "\n    ") + indented(indented(element(index).text))
    }
    document += "\n  ]"
  }

  private var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("texts and integers can be encoded") }
    return Escaped.json(String(decoding: data, as: UTF8.self))
  }
}

/// A text one level deeper; no text in JSON has a line break of its own.
private func indented(_ text: String) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
  var isFirst = true
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    if !isFirst { result += line.isEmpty ? "\n" : "\n  " }
    isFirst = false
    result += line
  }
  return result
}

extension JSONValue: Encodable {
  func encode(to encoder: any Encoder) throws {
    switch self {
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    case .boolean(let truth): try truth.encode(to: encoder)
    case .integer(let number): try number.encode(to: encoder)
    case .string(let text): try text.encode(to: encoder)
    case .array(let elements): try elements.encode(to: encoder)
    case .list(let count, let element):
      var container = encoder.unkeyedContainer()
      for index in 0..<count { try container.encode(element(index)) }
    case .object(let members):
      var container = encoder.container(keyedBy: MemberName.self)
      for member in members { try container.encode(member.value, forKey: MemberName(stringValue: member.key)) }
    }
  }
}

private struct MemberName: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }

  init?(intValue: Int) { nil }
}
