import Sealing

/// The `NAME=value` files that shells and Docker Compose read.
///
/// Comments, `export`, single and double quotes, escapes in double quotes, and quoted values of several lines. Nothing
/// is expanded: `$` stands for itself.
enum Dotenv {
  /// Every value of a name, in the order of the file.
  static func values(of name: String, in content: SecretValue) throws(ValueFileError) -> [SecretValue] {
    try content.withBytes { (bytes) throws(ValueFileError) in
      var reader = DotenvReader(bytes)
      var values: [SecretValue] = []
      while let found = try reader.next() {
        if found.name.elementsEqual(name.utf8) { values.append(found.value) }
      }
      return values
    }
  }
}

private struct DotenvReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private var line = 1

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  mutating func next() throws(ValueFileError) -> (name: [UInt8], value: SecretValue)? {
    skipBlankLines()
    guard position < bytes.count else { return nil }
    let name = try takeName()
    skipSpaces()
    switch current {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return (name, try takeQuoted())
    default: return (name, takeBare())
    }
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var malformed: ValueFileError { .malformed(format: "in the form of NAME=value lines", line: line) }

  private mutating func skipSpaces() {
    while let byte = current, byte == 0x20 || byte == 0x09 { position += 1 }
  }

  private mutating func skipLine() {
    while let byte = current, byte != 0x0A { position += 1 }
  }

  private mutating func skipBlankLines() {
    while let byte = current {
      switch byte {
      case 0x0A:
        line += 1
        position += 1
      case 0x20, 0x09, 0x0D: position += 1
      case UInt8(ascii: "#"): skipLine()
      default: return
      }
    }
  }

  private mutating func takeName() throws(ValueFileError) -> [UInt8] {
    var name = takeWord()
    if name.elementsEqual("export".utf8), current == 0x20 || current == 0x09 {
      skipSpaces()
      name = takeWord()
    }
    skipSpaces()
    guard !name.isEmpty, current == UInt8(ascii: "=") else { throw malformed }
    position += 1
    return name
  }

  private mutating func takeWord() -> [UInt8] {
    let start = position
    while let byte = current, byte > 0x20, byte != UInt8(ascii: "=") { position += 1 }
    return Array(bytes[start..<position])
  }

  private mutating func takeBare() -> SecretValue {
    let start = position
    var end = position
    while let byte = current, byte != 0x0A {
      // A comment begins after a space, so that 'a#b' is a value.
      if byte == UInt8(ascii: "#"), position == start || bytes[position - 1] <= 0x20 { break }
      position += 1
      if byte > 0x20 { end = position }
    }
    skipLine()
    return SecretValue(copying: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
  }

  private mutating func takeQuoted() throws(ValueFileError) -> SecretValue {
    let quote = bytes[position]
    let opening = line
    position += 1
    let start = position
    while let byte = current, byte != quote {
      if byte == 0x0A { line += 1 }
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") { position += 1 }
      position += 1
    }
    guard position < bytes.count else {
      line = opening
      throw malformed
    }
    let inner = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
    position += 1
    skipSpaces()
    guard current == nil || current == 0x0A || current == 0x0D || current == UInt8(ascii: "#") else { throw malformed }
    skipLine()
    return quote == UInt8(ascii: "'") ? SecretValue(copying: inner) : unescaped(inner)
  }

  private func unescaped(_ inner: UnsafeRawBufferPointer) -> SecretValue {
    var length = 0
    forEachUnescaped(inner) { _ in length += 1 }
    return SecretValue(byteCount: length) { buffer in
      var end = 0
      forEachUnescaped(inner) { byte in
        buffer[end] = byte
        end += 1
      }
    }
  }

  private func forEachUnescaped(_ inner: UnsafeRawBufferPointer, _ body: (UInt8) -> Void) {
    var position = 0
    while position < inner.count {
      let byte = inner[position]
      position += 1
      guard byte == UInt8(ascii: "\\"), position < inner.count else {
        body(byte)
        continue
      }
      let escaped = inner[position]
      position += 1
      switch escaped {
      case UInt8(ascii: "n"): body(0x0A)
      case UInt8(ascii: "r"): body(0x0D)
      case UInt8(ascii: "t"): body(0x09)
      case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "$"), UInt8(ascii: "'"), UInt8(ascii: "`"):
        body(escaped)
      default:
        body(byte)
        body(escaped)
      }
    }
  }
}
