/// Walks through JSON once, in place, and passes over what nobody asks for without making anything of it.
///
/// It accepts less than a decoder does: what it refuses is left to one, which has the last word on what is an error. What
/// it accepts is complete: brackets are paired by kind, strings are closed, members are separated and nothing follows, so
/// a body that was cut never passes for a shorter one.
struct JSONScanner {
  /// Something that is no JSON, or is JSON of a form that is left to a decoder.
  struct Refusal: Error {}

  /// Deeper than any answer, and far from the end of the stack.
  private static let deepest = 64

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// Reads a whole body.
  ///
  /// - Returns: nil when the scanner or `read` refuses it.
  static func read<Value>(
    _ body: [UInt8],
    _ read: (inout JSONScanner) throws(Refusal) -> Value
  ) -> Value? {
    var scanner = JSONScanner(bytes: body)
    guard let value = try? read(&scanner) else { return nil }
    return scanner.next() == nil ? value : nil
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads an object; `member` gets where each key stands, and reads or skips the value.
  mutating func object(
    _ member: (inout JSONScanner, Range<Int>) throws(Refusal) -> Void
  ) throws(Refusal) {
    try list(from: UInt8(ascii: "{"), to: UInt8(ascii: "}")) { scanner throws(Refusal) in
      let key = try scanner.text()
      try scanner.take(UInt8(ascii: ":"))
      try member(&scanner, key)
    }
  }

  /// Reads an array; `element` reads or skips each value.
  mutating func array(_ element: (inout JSONScanner) throws(Refusal) -> Void) throws(Refusal) {
    try list(from: UInt8(ascii: "["), to: UInt8(ascii: "]"), element)
  }

  /// Finds where the characters of a string stand that has no escapes.
  mutating func text() throws(Refusal) -> Range<Int> {
    guard next() == .quote else { throw Refusal() }
    let start = position + 1
    guard try !skipString() else { throw Refusal() }
    return start..<(position - 1)
  }

  /// Reads a number that is written with digits alone.
  mutating func integer() throws(Refusal) -> Int64 {
    guard let first = next() else { throw Refusal() }
    let start = position
    var number: Int64 = 0
    while position < bytes.count, case let digit = bytes[position], digit.isDigit {
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isTooLargeNow) = tens.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      guard !isTooLarge, !isTooLargeNow else { throw Refusal() }
      number = sum
      position += 1
    }
    let length = position - start
    guard length == 1 || length > 1 && first != UInt8(ascii: "0") else { throw Refusal() }
    return number
  }

  /// Reads `true` or `false`.
  mutating func truth() throws(Refusal) -> Bool {
    let isTrue = next() == UInt8(ascii: "t")
    try take(isTrue ? "true" : "false")
    return isTrue
  }

  /// Passes over a value of any kind.
  mutating func skip() throws(Refusal) {
    switch next() {
    case .quote: _ = try skipString()
    case UInt8(ascii: "{"): try object { scanner, _ throws(Refusal) in try scanner.skip() }
    case UInt8(ascii: "["): try array { scanner throws(Refusal) in try scanner.skip() }
    case UInt8(ascii: "t"): try take("true")
    case UInt8(ascii: "f"): try take("false")
    case UInt8(ascii: "n"): try take("null")
    default: try skipNumber()
    }
  }

  /// Whether these characters stand there.
  func spells(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { bytes[range].elementsEqual($0) }
  }

  /// The characters that stand there.
  func string(_ range: Range<Int>) throws(Refusal) -> String {
    guard let string = String(validating: bytes[range], as: UTF8.self) else { throw Refusal() }
    return string
  }

  // MARK: - Tokens

  private mutating func list(
    from open: UInt8,
    to close: UInt8,
    _ item: (inout JSONScanner) throws(Refusal) -> Void
  ) throws(Refusal) {
    try take(open)
    guard depth < Self.deepest else { throw Refusal() }
    depth += 1
    if next() != close {
      try item(&self)
      while next() == UInt8(ascii: ",") {
        position += 1
        try item(&self)
      }
    }
    try take(close)
    depth -= 1
  }

  /// The first byte that is no white space; nil at the end.
  private mutating func next() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte == .space || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
      else { return byte }
      position += 1
    }
    return nil
  }

  private mutating func take(_ byte: UInt8) throws(Refusal) {
    guard next() == byte else { throw Refusal() }
    position += 1
  }

  private mutating func take(_ word: StaticString) throws(Refusal) {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count, spells(position..<end, word) else { throw Refusal() }
    position = end
  }

  private mutating func skipNumber() throws(Refusal) {
    if next() == UInt8(ascii: "-") { position += 1 }
    let start = position
    while position < bytes.count, case let byte = bytes[position], isNumeric(byte) { position += 1 }
    guard position > start, bytes[start].isDigit else { throw Refusal() }
  }

  /// Passes over a string, which begins here.
  ///
  /// - Returns: whether it has escapes.
  private mutating func skipString() throws(Refusal) -> Bool {
    var hasEscapes = false
    position += 1
    while let byte = nextSpecial() {
      switch byte {
      case .quote:
        position += 1
        return hasEscapes
      case .backslash:
        hasEscapes = true
        try skipEscape()
      default: throw Refusal()
      }
    }
    throw Refusal()
  }

  private mutating func skipEscape() throws(Refusal) {
    guard position + 1 < bytes.count else { throw Refusal() }
    let letter = bytes[position + 1]
    position += 2
    guard letter == UInt8(ascii: "u") else { return }
    guard position + 4 <= bytes.count, bytes[position..<position + 4].allSatisfy(isHexadecimal) else { throw Refusal() }
    position += 4
  }

  /// Goes to the next quote, backslash or control character of a string.
  private mutating func nextSpecial() -> UInt8? {
    position = positionOfSpecial()
    return position < bytes.count ? bytes[position] : nil
  }

  /// Where the next such byte stands, eight bytes at a time; the end when there is none.
  private func positionOfSpecial() -> Int {
    let span = bytes.span
    let raw = span.bytes
    var position = position
    while position + 8 <= raw.byteCount {
      let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
      let found =
        bytesBelow(1, in: word ^ each * UInt64(UInt8.quote))
        | bytesBelow(1, in: word ^ each * UInt64(UInt8.backslash))
        | bytesBelow(.space, in: word)
      guard found == 0 else { return position + found.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < raw.byteCount {
      let byte = span[position]
      if byte == .quote || byte == .backslash || byte < .space { return position }
      position += 1
    }
    return position
  }
}

/// One in each byte of a word.
private let each: UInt64 = 0x0101_0101_0101_0101

/// Marks the lowest byte that is below a limit of at most 128; of the bytes above it, some are marked wrongly.
///
/// Source: Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n".
private func bytesBelow(_ limit: UInt8, in word: UInt64) -> UInt64 {
  (word &- each * UInt64(limit)) & ~word & (each * 0x80)
}

private func isNumeric(_ byte: UInt8) -> Bool {
  byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
  byte.isDigit || (byte | 0x20) &- UInt8(ascii: "a") <= 5
}

extension UInt8 {
  fileprivate static var quote: UInt8 { UInt8(ascii: "\"") }
  fileprivate static var backslash: UInt8 { UInt8(ascii: "\\") }
  fileprivate static var space: UInt8 { UInt8(ascii: " ") }

  fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") <= 9 }
}
