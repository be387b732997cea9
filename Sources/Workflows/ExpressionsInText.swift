/// Where the expressions of a text are.
struct ExpressionsInText {
  /// The inside of each `${{ }}`, in order.
  private(set) var ranges: [Range<Int>] = []
  /// Where a `${{` begins that nothing closes; everything behind it counts as an expression.
  private(set) var unclosed: Int?

  /// Finds every `${{` and its `}}`, as GitHub does: whatever the text is, a script or a comment in it too.
  init(_ text: [Unicode.Scalar]) {
    var position = 0
    while let start = Self.opening(in: text, from: position) {
      guard let end = Self.closing(in: text, from: start + 3) else {
        ranges.append(start + 3..<text.count)
        unclosed = start
        return
      }
      ranges.append(start + 3..<end)
      position = end + 2
    }
  }

  private static func opening(in text: [Unicode.Scalar], from position: Int) -> Int? {
    (position..<max(position, text.count - 2)).first { text[$0] == "$" && text[$0 + 1] == "{" && text[$0 + 2] == "{" }
  }

  /// The `}}` that is not inside a quoted text.
  private static func closing(in text: [Unicode.Scalar], from start: Int) -> Int? {
    var isQuoted = false
    for position in start..<max(start, text.count - 1) {
      if text[position] == "'" { isQuoted.toggle() }
      if !isQuoted, text[position] == "}", text[position + 1] == "}" { return position }
    }
    return nil
  }
}
