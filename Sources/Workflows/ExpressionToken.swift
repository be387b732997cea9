/// A word or sign of GitHub's expression language.
///
/// Source: docs.github.com, "Evaluate expressions in workflows and actions".
struct ExpressionToken: Hashable {
  /// What it is.
  enum Kind: Hashable {
    /// A context, a property, a function or a keyword.
    case name(String)
    /// A text in single quotes, with each `''` already made one.
    case text(String)
    /// A number.
    case number
    /// An operator, a bracket, `.`, `,` or `*`.
    case sign(String)
    /// A character that the language does not have.
    case unknown
  }

  /// What it is.
  var kind: Kind
  /// Its first character, counted from the start of the text that the expression stands in.
  var start: Int
}

/// Takes an expression apart.
///
/// - Parameters:
///   - text: what it stands in.
///   - range: where it is in there, without `${{` and `}}`.
/// - Returns: its words and signs in order; a text without its closing quote goes to the end.
func expressionTokens(_ text: [Unicode.Scalar], in range: Range<Int>) -> [ExpressionToken] {
  var scanner = ExpressionScanner(text: text[range])
  var tokens: [ExpressionToken] = []
  while let token = scanner.next() { tokens.append(token) }
  return tokens
}

private struct ExpressionScanner {
  let text: ArraySlice<Unicode.Scalar>
  var position: Int

  init(text: ArraySlice<Unicode.Scalar>) {
    self.text = text
    position = text.startIndex
  }

  mutating func next() -> ExpressionToken? {
    while let blank = current, blank.properties.isWhitespace { position += 1 }
    guard let first = current else { return nil }
    let start = position
    return ExpressionToken(kind: kind(first), start: start)
  }

  private var current: Unicode.Scalar? { position < text.endIndex ? text[position] : nil }

  private mutating func kind(_ first: Unicode.Scalar) -> ExpressionToken.Kind {
    if first == "'" { return .text(quoted()) }
    if isNameStart(first) { return .name(run(of: isNamePart)) }
    if startsNumber(first) {
      position += 1
      _ = run { isNamePart($0) || $0 == "." || $0 == "+" }
      return .number
    }
    return sign(first)
  }

  /// Whether a sign or a digit begins a number and no operator or property.
  private func startsNumber(_ first: Unicode.Scalar) -> Bool {
    if isDigit(first) { return true }
    guard ["-", "+", "."].contains(first), position + 1 < text.endIndex else { return false }
    return isDigit(text[position + 1])
  }

  private mutating func run(of belongs: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while let scalar = current, belongs(scalar) { position += 1 }
    return string(text[start..<position])
  }

  private mutating func quoted() -> String {
    position += 1
    var content: [Unicode.Scalar] = []
    while let scalar = current {
      position += 1
      if scalar == "'" {
        guard current == "'" else { break }
        position += 1
      }
      content.append(scalar)
    }
    return string(content[...])
  }

  private mutating func sign(_ first: Unicode.Scalar) -> ExpressionToken.Kind {
    position += 1
    if let second = current, Self.doubleSigns.contains(string([first, second])) {
      position += 1
      return .sign(string([first, second]))
    }
    return Self.signs.contains(first) ? .sign(String(first)) : .unknown
  }

  private static let doubleSigns: Set = ["&&", "||", "==", "!=", "<=", ">="]
  private static let signs: Set<Unicode.Scalar> = ["(", ")", "[", "]", ".", ",", "*", "!", "<", ">"]
}

private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  var view = String.UnicodeScalarView()
  view.append(contentsOf: scalars)
  return String(view)
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

private func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
  ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
}

private func isNamePart(_ scalar: Unicode.Scalar) -> Bool { isNameStart(scalar) || isDigit(scalar) || scalar == "-" }
