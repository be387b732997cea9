/// The bytes of a manifest, seen as lines.
struct SourceText {
  let bytes: [UInt8]

  /// Whether it is UTF-16, in which bytes are no characters.
  var isUTF16: Bool { bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) }

  /// Where the line of a place ends, before its line break.
  func lineEnd(from offset: Int) -> Int { bytes[offset...].firstIndex(where: isLineBreak) ?? bytes.count }

  /// The line break that is used around a place.
  func lineBreak(near offset: Int) -> String {
    let end = lineEnd(from: offset)
    let known = end < bytes.count ? end : bytes.firstIndex(where: isLineBreak)
    guard let known else { return "\n" }
    return String(decoding: bytes[known..<afterLineBreak(at: known)], as: UTF8.self)
  }

  /// Where the line begins that follows a line break; the break itself may be two bytes.
  func afterLineBreak(at offset: Int) -> Int {
    bytes[offset...].starts(with: [0x0D, 0x0A]) ? offset + 2 : min(offset + 1, bytes.count)
  }

  /// The first place from here on that is neither a space nor a tab.
  func afterBlanks(from offset: Int) -> Int { bytes[offset...].firstIndex { !isBlank($0) } ?? bytes.count }

  /// Where the spaces and tabs before a place begin.
  func startOfBlanks(before offset: Int) -> Int {
    bytes[..<offset].lastIndex { !isBlank($0) }.map { $0 + 1 } ?? 0
  }

  /// The text of a range.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The comments in a range, each from its `#` to the end of its line.
  ///
  /// - Parameters:
  ///   - range: where to look.
  ///   - leaves: the scalars and aliases there, in which a `#` means nothing.
  /// - Returns: their bytes, in the order of the text.
  func comments(in range: Range<Int>, between leaves: [Range<Int>]) -> [Range<Int>] {
    var comments: [Range<Int>] = []
    var position = range.lowerBound
    let end = range.upperBound
    for leaf in leaves.filter(range.contains) + [end..<end] {
      while position < leaf.lowerBound, let sign = bytes[position..<leaf.lowerBound].firstIndex(of: UInt8(ascii: "#")) {
        position = lineEnd(from: sign)
        comments.append(sign..<position)
      }
      position = leaf.upperBound
    }
    return comments
  }
}

private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
