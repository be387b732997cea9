extension JSON {
  /// The value as compact text.
  package var bytes: [UInt8] {
    var writer = JSONWriter(isIndented: false)
    writer.write(self)
    return writer.bytes
  }

  /// The value as text for people: two blanks a level, a line break at the end.
  package var indentedBytes: [UInt8] {
    var writer = JSONWriter(isIndented: true)
    writer.write(self)
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }
}

/// Writes values as UTF-8 text.
private struct JSONWriter {
  let isIndented: Bool
  var bytes: [UInt8] = []
  private var depth = 0

  init(isIndented: Bool) {
    self.isIndented = isIndented
  }

  mutating func write(_ value: JSON) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let truth): bytes += (truth ? "true" : "false").utf8
    case .integer(let number): bytes += String(number).utf8
    case .double(let number): bytes += String(number).utf8
    case .string(let text): write(quoting: text)
    case .rendered(let text): bytes += text
    case .array(let elements):
      write(elements, between: "[", "]") { writer, element in writer.write(element) }
    case .object(let members):
      write(members, between: "{", "}") { writer, member in
        writer.write(quoting: member.key)
        writer.bytes += (writer.isIndented ? ": " : ":").utf8
        writer.write(member.value)
      }
    }
  }

  private mutating func write<Item>(
    _ items: [Item],
    between opening: String,
    _ closing: String,
    each: (inout JSONWriter, Item) -> Void
  ) {
    bytes += opening.utf8
    depth += 1
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine()
      each(&self, item)
    }
    depth -= 1
    if !items.isEmpty { breakLine() }
    bytes += closing.utf8
  }

  private mutating func breakLine() {
    guard isIndented else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: depth * 2)
  }

  private mutating func write(quoting text: String) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    guard !isPlain else {
      bytes += text.utf8
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
      default: bytes.append(byte)
      }
    }
  }
}
