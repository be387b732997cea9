import Sealing

/// Reads the `NAME=value` files that shells and Docker Compose read.
///
/// Comments, `export`, single and double quotes, escapes in double quotes, and quoted values of several lines. Nothing
/// is expanded: `$` stands for itself.
struct DotenvReader {
  /// Where a value stands, without its quotes, and whether it has escapes.
  private struct Place {
    var range: Range<Int>
    var isEscaped: Bool
  }

  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private var line = 1

  /// Begins at the start; the bytes must outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The value of a name; nil when it is not there.
  ///
  /// - Throws: `ValueFileError` when the name is there twice, or any line is not understood.
  mutating func value(of name: String) throws(ValueFileError) -> SecretValue? {
    var found: Place?
    skipBlankLines()
    while position < bytes.count {
      let isWanted = try takeName().elementsEqual(name.utf8)
      let place = try takeValue()
      if isWanted {
        guard found == nil else { throw .duplicate }
        found = place
      }
      skipBlankLines()
    }
    return found.map { place in
      let written = UnsafeRawBufferPointer(rebasing: bytes[place.range])
      return place.isEscaped ? unescaped(written) : SecretValue(copying: written)
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

  private mutating func takeName() throws(ValueFileError) -> Slice<UnsafeRawBufferPointer> {
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

  private mutating func takeWord() -> Slice<UnsafeRawBufferPointer> {
    let start = position
    while let byte = current, byte > 0x20, byte != UInt8(ascii: "=") { position += 1 }
    return bytes[start..<position]
  }

  private mutating func takeValue() throws(ValueFileError) -> Place {
    skipSpaces()
    switch current {
    case UInt8(ascii: "'"): return Place(range: try takeQuoted(), isEscaped: false)
    case UInt8(ascii: "\""): return Place(range: try takeQuoted(), isEscaped: true)
    default: return Place(range: takeBare(), isEscaped: false)
    }
  }

  private mutating func takeBare() -> Range<Int> {
    let start = position
    var end = position
    while let byte = current, byte != 0x0A {
      // A comment begins after a space, so that 'a#b' is a value.
      if byte == UInt8(ascii: "#"), position == start || bytes[position - 1] <= 0x20 { break }
      position += 1
      if byte > 0x20 { end = position }
    }
    skipLine()
    return start..<end
  }

  private mutating func takeQuoted() throws(ValueFileError) -> Range<Int> {
    let quote = bytes[position]
    let opening = line
    var isEscaped = false
    position += 1
    let start = position
    while let byte = current, byte != quote || isEscaped {
      if byte == 0x0A { line += 1 }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"")
      position += 1
    }
    guard position < bytes.count else {
      // Where it begins tells more than the end of the file.
      line = opening
      throw malformed
    }
    let range = start..<position
    position += 1
    skipSpaces()
    guard current == nil || current == 0x0A || current == 0x0D || current == UInt8(ascii: "#") else { throw malformed }
    skipLine()
    return range
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
