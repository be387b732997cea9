/// Text from the API or a manifest, made safe for the place where it is printed.
public enum Escaped {
  /// Text for a terminal or a log: whatever could command, reorder or hide is shown as `\u{1B}`.
  ///
  /// That is control characters, bidirectional overrides, zero-width and other invisible characters, and what an Actions
  /// runner obeys.
  public static func terminal(_ text: String) -> String {
    escape(text) { "\\u{\(String($0.value, radix: 16, uppercase: true))}" }
  }

  /// The message of a workflow command.
  ///
  /// Source: `ActionCommand.cs` of actions/runner, which undoes exactly these.
  public static func workflowCommandData(_ text: String) -> String {
    replacing(text) { workflowCommandEscapes[$0] }
  }

  /// A property of a workflow command, in which `:` and `,` separate as well.
  public static func workflowCommandProperty(_ text: String) -> String {
    replacing(text) { scalar in
      switch scalar {
      case ":": "%3A"
      case ",": "%2C"
      default: workflowCommandEscapes[scalar]
      }
    }
  }

  /// A whole JSON document with the same characters escaped as on a terminal, in JSON's own way.
  ///
  /// They can only stand inside strings, where the escape means the same; line breaks between members stay.
  static func json(_ document: String) -> String {
    document.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in escape(String(line)) { scalar in String(scalar).utf16.map { "\\u\(fourDigits($0))" }.joined() } }
      .joined(separator: "\n")
  }
}

private let workflowCommandEscapes: [Unicode.Scalar: String] = ["%": "%25", "\r": "%0D", "\n": "%0A"]

private func escape(_ text: String, form: (Unicode.Scalar) -> String) -> String {
  guard !isPlain(text) else { return text }
  let scalars = text.unicodeScalars
  var result = String.UnicodeScalarView()
  for index in scalars.indices {
    let scalar = scalars[index]
    if isUnprintable(scalar) || startsWorkflowCommand(index, in: scalars) {
      result.append(contentsOf: form(scalar).unicodeScalars)
    } else {
      result.append(scalar)
    }
  }
  return String(result)
}

/// Whether nothing in a text can need an escape, as is so of nearly every text.
private func isPlain(_ text: String) -> Bool {
  var previous: UInt8 = 0
  for byte in text.utf8 {
    guard (0x20...0x7E).contains(byte) else { return false }
    if byte == previous, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") { return false }
    previous = byte
  }
  return previous != UInt8(ascii: ":")
}

/// Whether an Actions runner might take what is here for a command, once the text stands in some line.
///
/// It looks for `##[` anywhere, and for `::` after the blanks at the start of a line, which is where wrapping can bring
/// any word. A single colon at the end counts, since another one may follow the text.
///
/// Source: `ActionCommand.cs` of actions/runner.
private func startsWorkflowCommand(_ index: String.Index, in text: String.UnicodeScalarView) -> Bool {
  switch text[index] {
  case "[":
    return text[..<index].suffix(2).elementsEqual("##".unicodeScalars)
  case ":":
    let startsWord = text[..<index].last?.properties.isWhitespace ?? true
    let next = text[text.index(after: index)...].first
    return startsWord && (next == nil || next == ":")
  default:
    return false
  }
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator: return true
  default: return scalar.properties.isDefaultIgnorableCodePoint
  }
}

func replacing(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if let replacement = replacement(scalar) {
      result.append(contentsOf: replacement.unicodeScalars)
    } else {
      result.append(scalar)
    }
  }
  return String(result)
}

private func fourDigits(_ unit: UInt16) -> String {
  let digits = String(unit, radix: 16)
  return String(repeating: "0", count: 4 - digits.count) + digits
}
