import SecretModel

/// Why a key cannot be taken from a file of values; never quotes the file.
enum ValueFileError: Error, Hashable {
  /// The file is not in its format; the line where that is known.
  case malformed(format: String, line: Int?)
  /// The file is one list or one text.
  case noKeys
  /// The key stands there more than once.
  case duplicate
  /// The key has a list, a mapping or nothing.
  case notAText

  func diagnostic(summary: String) -> Diagnostic {
    switch self {
    case .malformed(let format, let line):
      Diagnostic(
        code: "value_file_malformed",
        message: "\(summary) cannot be read: the file is not \(format)" + (line.map { ", see its line \($0)" } ?? ""),
        remedy: "correct the file"
      )
    case .noKeys:
      Diagnostic(
        code: "value_file_malformed",
        message: "\(summary) cannot be read: the file has no keys",
        remedy: "name a file of keys and values, or remove 'key' to take the whole file"
      )
    case .duplicate:
      Diagnostic(
        code: "value_file_duplicate",
        message: "\(summary) is there more than once",
        remedy: "keep one of them"
      )
    case .notAText:
      Diagnostic(
        code: "value_file_not_a_text",
        message: "\(summary) is no text, integer or truth value",
        remedy: "name the key of a text ('a.b' is key 'b' in 'a'), and put other numbers into quotes"
      )
    }
  }
}
