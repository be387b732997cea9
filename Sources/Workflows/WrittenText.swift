import SecretModel
import YAMLTree

/// The text of a file, to find where in it a part of a parsed value was written.
///
/// YAML folds lines, cuts indentation and replaces escapes, but keeps every visible character in its order. So the
/// place of the n-th visible character of a value is that of the n-th visible one behind the place where it begins.
struct WrittenText {
  private let scalars: [Unicode.Scalar]
  private let lineStarts: [Int]

  init(_ bytes: [UInt8]) {
    // Of UTF-16, which nobody writes, every place is where its value begins.
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    var scalars = isUTF16 ? [] : Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var lineStarts = [0]
    for (index, scalar) in scalars.enumerated() where isLineBreak(scalar) {
      if scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { continue }
      lineStarts.append(index + 1)
    }
    self.scalars = scalars
    self.lineStarts = lineStarts
  }

  /// Where characters of a scalar were written.
  ///
  /// - Parameters:
  ///   - offsets: the characters, counted in the parsed value and in order.
  ///   - value: the parsed value.
  ///   - location: where it begins.
  /// - Returns: a place for each; where the text does not go on as the value does, the place where it begins.
  func locations(of offsets: [Int], in value: [Unicode.Scalar], at location: SourceLocation) -> [SourceLocation] {
    guard location.line <= lineStarts.count else { return offsets.map { _ in location } }
    var reader = ScalarReader(scalars, from: lineStarts[location.line - 1] + location.column - 1)
    var line = location.line - 1
    var valuePosition = 0
    return offsets.map { offset in
      while valuePosition < offset {
        if !isBlank(value[valuePosition]) { reader.skipVisible() }
        valuePosition += 1
      }
      guard let index = reader.visiblePosition else { return location }
      while line + 1 < lineStarts.count, lineStarts[line + 1] <= index { line += 1 }
      return SourceLocation(file: location.file, line: line + 1, column: index - lineStarts[line] + 1)
    }
  }
}

/// Reads the visible characters of a scalar as it was written.
private struct ScalarReader {
  /// What else than the character itself may stand for a character.
  private enum Style {
    case asWritten
    case singleQuoted
    case doubleQuoted
  }

  private let text: [Unicode.Scalar]
  private var position: Int
  private var style = Style.asWritten

  init(_ text: [Unicode.Scalar], from start: Int) {
    self.text = text
    position = start
    // An anchor or a tag.
    while let first = current, first == "&" || first == "!" {
      skip { !isBlank($0) }
      skip(isBlank)
    }
    switch current {
    case "|", ">": skip { !isLineBreak($0) }
    case "'": begin(.singleQuoted)
    case "\"": begin(.doubleQuoted)
    default: break
    }
  }

  /// Where the next visible character is; nil behind the last one.
  var visiblePosition: Int? {
    mutating get {
      while let (character, length) = character, isBlank(character) { position += length }
      return position < text.count ? position : nil
    }
  }

  /// Goes behind the next visible character.
  mutating func skipVisible() {
    guard visiblePosition != nil, let (_, length) = character else { return }
    position += length
  }

  private var current: Unicode.Scalar? { position < text.count ? text[position] : nil }

  private mutating func begin(_ style: Style) {
    self.style = style
    position += 1
  }

  private mutating func skip(_ belongs: (Unicode.Scalar) -> Bool) {
    while let scalar = current, belongs(scalar) { position += 1 }
  }

  /// The character that is written here, and how long its spelling is.
  private var character: (Unicode.Scalar, length: Int)? {
    guard let first = current else { return nil }
    switch (style, first) {
    case (.singleQuoted, "'"): return (first, 2)
    case (.doubleQuoted, "\\"): return escaped
    default: return (first, 1)
    }
  }

  private var escaped: (Unicode.Scalar, length: Int)? {
    guard position + 1 < text.count else { return nil }
    let letter = text[position + 1]
    if let digits = Self.hexadecimalEscapes[letter] {
      let spelling = String(String.UnicodeScalarView(text[position + 2..<min(text.count, position + 2 + digits)]))
      return (UInt32(spelling, radix: 16).flatMap(Unicode.Scalar.init) ?? letter, digits + 2)
    }
    return (Self.blankEscapes.contains(letter) ? " " : letter, 2)
  }

  private static let hexadecimalEscapes: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
  private static let blankEscapes: Set<Unicode.Scalar> = ["t", "n", "r", "N", "L", "P"]
}

private func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
  default: false
  }
}

private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || isLineBreak(scalar) }
