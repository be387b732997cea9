/// Why a text is not JSON, and where.
package struct JSONSyntaxError: Error, Hashable {
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in bytes.
  package var column: Int
  package var reason: String
}

extension JSON {
  /// Reads one value that fills the text.
  ///
  /// - Throws: `JSONSyntaxError` at the first byte that cannot be right.
  package init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.parseDocument()
  }
}

/// A recursive reader with bounded depth.
private struct JSONParser {
  private static let deepest = 128
  let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func parseDocument() throws(JSONSyntaxError) -> JSON {
    let value = try parseValue()
    skipSpace()
    guard position == bytes.count else { throw failure("text after the value") }
    return value
  }

  private mutating func parseValue() throws(JSONSyntaxError) -> JSON {
    skipSpace()
    guard let byte = peek() else { throw failure("the text ends where a value should be") }
    switch byte {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.parseObject() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.parseArray() }
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parse(word: "true", as: .bool(true))
    case UInt8(ascii: "f"): return try parse(word: "false", as: .bool(false))
    case UInt8(ascii: "n"): return try parse(word: "null", as: .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    default: throw failure("no value begins like this")
    }
  }

  private mutating func nested(
    _ parse: (inout JSONParser) throws(JSONSyntaxError) -> JSON
  ) throws(JSONSyntaxError) -> JSON {
    guard depth < Self.deepest else { throw failure("nested too deeply") }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return try parse(&self)
  }

  private mutating func parseObject() throws(JSONSyntaxError) -> JSON {
    var members: [JSONMember] = []
    var keys: Set<String> = []
    skipSpace()
    if accept("}") { return .object(members) }
    while true {
      skipSpace()
      guard peek() == UInt8(ascii: "\"") else { throw failure("a key in double quotes should be here") }
      let keyPosition = position
      let key = try parseString()
      guard keys.insert(key).inserted else {
        position = keyPosition
        throw failure("the key is here a second time")
      }
      skipSpace()
      guard accept(":") else { throw failure("':' should be here") }
      members.append(JSONMember(key: key, value: try parseValue()))
      skipSpace()
      if accept("}") { return .object(members) }
      guard accept(",") else { throw failure("',' or '}' should be here") }
    }
  }

  private mutating func parseArray() throws(JSONSyntaxError) -> JSON {
    var elements: [JSON] = []
    skipSpace()
    if accept("]") { return .array(elements) }
    while true {
      elements.append(try parseValue())
      skipSpace()
      if accept("]") { return .array(elements) }
      guard accept(",") else { throw failure("',' or ']' should be here") }
    }
  }

  private mutating func parse(word: String, as value: JSON) throws(JSONSyntaxError) -> JSON {
    guard bytes[position...].starts(with: word.utf8) else { throw failure("no value begins like this") }
    position += word.utf8.count
    return value
  }

  private mutating func parseNumber() throws(JSONSyntaxError) -> JSON {
    let start = position
    let isPartOfNumber: (UInt8) -> Bool = { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
        UInt8(ascii: "e"), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    while let byte = peek(), isPartOfNumber(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let hasLegalStart =
      digits.first?.isNumber == true
      && (digits.first != "0" || digits.count == 1 || !(digits.dropFirst().first?.isNumber ?? false))
    if hasLegalStart, let number = Int(text) { return .integer(number) }
    if hasLegalStart, digits.last?.isNumber == true, let number = Double(text), number.isFinite {
      return .double(number)
    }
    position = start
    throw failure("the number cannot be read")
  }

  private mutating func parseString() throws(JSONSyntaxError) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw failure("the string is not UTF-8") }
        position += 1
        return string
      case UInt8(ascii: "\\"):
        position += 1
        try parseEscape(into: &text)
      case 0..<0x20: throw failure("a control character inside a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw failure("the string does not end")
  }

  private mutating func parseEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    guard let byte = peek() else { throw failure("the string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"): text += String(Character(try parseUnicodeEscape())).utf8
    default: throw failure("no such escape")
    }
  }

  private mutating func parseUnicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
    let first = try parseHexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard (0xD800..<0xDC00).contains(first), accept("\\"), accept("u") else { throw failure("half a surrogate pair") }
    let second = try parseHexadecimal()
    guard (0xDC00..<0xE000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw failure("half a surrogate pair") }
    return scalar
  }

  private mutating func parseHexadecimal() throws(JSONSyntaxError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw failure("four hexadecimal digits should be here") }
    let digits = bytes[position..<position + 4]
    guard !digits.contains(UInt8(ascii: "+")), !digits.contains(UInt8(ascii: "-")),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits should be here") }
    position += 4
    return number
  }

  private func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func accept(_ character: Character) -> Bool {
    guard peek() == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func failure(_ reason: String) -> JSONSyntaxError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return JSONSyntaxError(line: line, column: before.count - lineStart + 1, reason: reason)
  }
}
