/// A JSON document whose members keep the order in which they were given.
///
/// Our own, because encoders sort or shuffle members and differ in layout from platform to platform, and saved plans must
/// have the same bytes everywhere.
indirect enum JSONValue {
  case null
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// A string, or null where there is none.
  static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// The document with two spaces of indentation, one member a line, and a newline at its end.
  var document: String {
    var text = ""
    write(to: &text, depth: 0)
    return text + "\n"
  }

  private func write(to text: inout String, depth: Int) {
    switch self {
    case .null:
      text += "null"
    case .integer(let number):
      text += String(number)
    case .string(let string):
      text += "\"\(Escaped.json(string))\""
    case .array(let elements):
      writeList(elements, in: ("[", "]"), to: &text, depth: depth) { element, text in
        element.write(to: &text, depth: depth + 1)
      }
    case .object(let members):
      writeList(members, in: ("{", "}"), to: &text, depth: depth) { member, text in
        text += "\"\(Escaped.json(member.key))\": "
        member.value.write(to: &text, depth: depth + 1)
      }
    }
  }

  private func writeList<Element>(
    _ elements: [Element],
    in brackets: (open: String, close: String),
    to text: inout String,
    depth: Int,
    writeElement: (Element, inout String) -> Void
  ) {
    text += brackets.open
    for (index, element) in elements.enumerated() {
      text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: depth + 1)
      writeElement(element, &text)
    }
    if !elements.isEmpty { text += "\n" + String(repeating: "  ", count: depth) }
    text += brackets.close
  }
}
