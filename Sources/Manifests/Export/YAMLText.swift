/// A text as a scalar that YAML 1.1 and 1.2 readers take for this text and nothing else.
///
/// - Returns: the text as it is where that is safe, and in double quotes elsewhere.
func yamlScalar(_ text: String) -> String { isSafePlain(text) ? text : doubleQuoted(text) }

/// A text in double quotes, on one line, with everything escaped that is not plainly visible.
func doubleQuoted(_ text: String) -> String {
  var result = "\""
  var previous: Unicode.Scalar = " "
  for scalar in text.unicodeScalars {
    // An Actions runner obeys `::` and `##` wherever the manifest is printed.
    let isCommandSign = scalar == previous && (scalar == ":" || scalar == "#")
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case _ where isVisible(scalar) && !isCommandSign: result.unicodeScalars.append(scalar)
    default: result += escaped(scalar)
    }
    previous = scalar
  }
  return result + "\""
}

/// Whether a text without quotes is a text to every reader: what begins like a number or a date never is.
private func isSafePlain(_ text: String) -> Bool {
  guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "_") else { return false }
  let isWord = text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || "_-./".utf8.contains($0) }
  return isWord && !wordsWithMeaning.contains(text.lowercased())
}

/// The words that some version of YAML takes for a truth value or for nothing.
private let wordsWithMeaning: Set = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]

private func isLetter(_ byte: UInt8) -> Bool { byte < 0x80 && (97...122).contains(byte | 0x20) }

/// Whether a character shows, takes its place, and changes nothing around it.
private func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  guard !scalar.isASCII else { return (0x20...0x7E).contains(scalar.value) }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
    .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation,
    .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
    .currencySymbol, .modifierSymbol, .otherSymbol:
    return !scalar.properties.isDefaultIgnorableCodePoint
  case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse, .unassigned:
    return false
  @unknown default: return false
  }
}

private func escaped(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  let (sign, length) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
  return "\\\(sign)\(String(repeating: "0", count: length - digits.count))\(digits)"
}
