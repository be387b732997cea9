import Sealing

/// Reads a JSON text (RFC 8259) as places in it, so that no value is copied but the one that is asked for.
struct JSONReader {
  /// Where a text stands: between its quotes, or all of a number.
  struct Place {
    fileprivate var range: Range<Int>
    fileprivate var isQuoted: Bool
  }

  /// Deeper nesting could exhaust the stack.
  private static let depth = 64

  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// Begins at the start; the bytes must outlive the reader.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The whole text.
  mutating func document() throws(ValueFileError) -> ValueTree<Place> {
    let root = try tree(depth: 0)
    skipSpace()
    guard current == nil else { throw malformed }
    return root
  }

  /// The text at a place, with numbers and truth values as they are written.
  func value(_ place: Place) -> SecretValue {
    let written = UnsafeRawBufferPointer(rebasing: bytes[place.range])
    guard place.isQuoted else { return SecretValue(copying: written) }
    var length = 0
    _ = forEachUnescapedByte(of: written) { _ in length += 1 }
    return SecretValue(byteCount: length) { buffer in
      var end = 0
      _ = forEachUnescapedByte(of: written) { byte in
        buffer[end] = byte
        end += 1
      }
    }
  }

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var malformed: ValueFileError {
    .malformed(format: "JSON", line: bytes.prefix(position).count { $0 == 0x0A } + 1)
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Goes past a character if it comes next.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard let byte = current, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func tree(depth: Int) throws(ValueFileError) -> ValueTree<Place> {
    guard depth < Self.depth else { throw malformed }
    if skip("{") { return try mapping(depth: depth) }
    if skip("[") { return try list(depth: depth) }
    if skip("\"") { return .text(try quoted()) }
    return try word()
  }

  private mutating func mapping(depth: Int) throws(ValueFileError) -> ValueTree<Place> {
    var entries: [(key: String, value: ValueTree<Place>)] = []
    if skip("}") { return .mapping(entries) }
    repeat {
      guard skip("\"") else { throw malformed }
      let key = text(try quoted())
      guard skip(":") else { throw malformed }
      entries.append((key, try tree(depth: depth + 1)))
    } while skip(",")
    guard skip("}") else { throw malformed }
    return .mapping(entries)
  }

  private mutating func list(depth: Int) throws(ValueFileError) -> ValueTree<Place> {
    if skip("]") { return .other }
    repeat { _ = try tree(depth: depth + 1) } while skip(",")
    guard skip("]") else { throw malformed }
    return .other
  }

  private mutating func quoted() throws(ValueFileError) -> Place {
    let start = position
    while let byte = current, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw malformed }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count else {
      // Where it begins tells more than the end of the file.
      position = start
      throw malformed
    }
    let range = start..<position
    guard forEachUnescapedByte(of: UnsafeRawBufferPointer(rebasing: bytes[range]), { _ in }) else { throw malformed }
    position += 1
    return Place(range: range, isQuoted: true)
  }

  private func text(_ place: Place) -> String {
    var text: [UInt8] = []
    _ = forEachUnescapedByte(of: UnsafeRawBufferPointer(rebasing: bytes[place.range])) { text.append($0) }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func word() throws(ValueFileError) -> ValueTree<Place> {
    let start = position
    while let byte = current, byte > 0x20, !",:]}".utf8.contains(byte) { position += 1 }
    let word = UnsafeRawBufferPointer(rebasing: bytes[start..<position])
    if word.elementsEqual("null".utf8) { return .other }
    guard word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) || isJSONNumber(word) else {
      throw malformed
    }
    return .text(Place(range: start..<position, isQuoted: false))
  }
}

/// Whether bytes are a number as JSON writes it: `-0`, `12.50`, `1e-3`.
private func isJSONNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var rest = bytes[...]
  func skipDigits() -> Int {
    let digits = rest.prefix { (0x30...0x39).contains($0) }.count
    rest = rest.dropFirst(digits)
    return digits
  }
  func skip(_ characters: String) -> Bool {
    guard let first = rest.first, characters.utf8.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }
  _ = skip("-")
  let startsWithZero = rest.first == 0x30
  let whole = skipDigits()
  guard whole > 0, !startsWithZero || whole == 1 else { return false }
  if skip("."), skipDigits() == 0 { return false }
  if skip("eE") {
    _ = skip("+-")
    guard skipDigits() > 0 else { return false }
  }
  return rest.isEmpty
}
