import SecretModel

/// A use of a context in an expression.
struct ContextReference: Hashable {
  /// What of the context is used.
  enum Target: Hashable {
    /// One property, as it was written.
    case property(String)
    /// A property whose name is computed when the workflow runs.
    case computed
    /// The context as a whole, as `toJSON(secrets)` does.
    case whole
  }

  /// The context.
  var context: LintedContext
  /// What of it is used.
  var target: Target
  /// Whether the expression asks whether it is there, or has something to put in its place.
  var isOptional: Bool
  /// Where the name of the context begins.
  var start: Int

  /// Whether GitHub itself puts it there.
  var isAlwaysThere: Bool {
    if case .property(let name) = target { context.alwaysThere.contains(SecretName(listed: name)) } else { false }
  }
}

/// The uses of known contexts in an expression, in order.
func contextReferences(_ tokens: [ExpressionToken]) -> [ContextReference] {
  tokens.indices.compactMap { index in
    guard case .name(let word) = tokens[index].kind, let context = LintedContext.named(word),
      index == 0 || tokens[index - 1].kind != .sign("."),
      tokens.kind(at: index + 1) != .sign("(")
    else { return nil }
    let (target, end) = tokens.target(behind: index + 1)
    let isNegated = index > 0 && tokens[index - 1].kind == .sign("!")
    return ContextReference(
      context: context,
      target: target,
      isOptional: isNegated || tokens.asksWhetherThere(at: end),
      start: tokens[index].start
    )
  }
}

extension [ExpressionToken] {
  fileprivate func kind(at index: Int) -> ExpressionToken.Kind? { index < endIndex ? self[index].kind : nil }

  /// What of a context is used, and the token behind it.
  fileprivate func target(behind index: Int) -> (ContextReference.Target, end: Int) {
    switch (kind(at: index), kind(at: index + 1)) {
    case (.sign("."), .name(let name)): (.property(name), index + 2)
    case (.sign("["), .text(let name)) where kind(at: index + 2) == .sign("]"): (.property(name), index + 3)
    case (.sign("["), .sign("*")), (.sign("."), _): (.whole, index + 2)
    case (.sign("["), _): (.computed, endOfBrackets(from: index))
    default: (.whole, index)
    }
  }

  private func endOfBrackets(from index: Int) -> Int {
    var depth = 0
    for position in index..<endIndex {
      if self[position].kind == .sign("[") { depth += 1 }
      if self[position].kind == .sign("]") { depth -= 1 }
      if depth == 0 { return position + 1 }
    }
    return endIndex
  }

  fileprivate func asksWhetherThere(at index: Int) -> Bool {
    guard case .sign(let sign) = kind(at: index) else { return false }
    return ["||", "&&", "==", "!="].contains(sign)
  }
}
