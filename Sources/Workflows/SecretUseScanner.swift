import SecretModel
import YAMLTree

/// Finds the uses of secrets in the values of a workflow file.
struct SecretUseScanner {
  /// What is wrong with the expressions so far.
  private(set) var diagnostics: [Diagnostic] = []
  private let source: WrittenText
  /// An alias stands for a value that was looked through before, and thousands may stand for the same.
  private var known: [Place: [SecretUse]] = [:]
  private var found = 0

  private struct Place: Hashable {
    var location: SourceLocation
    var isCondition: Bool
  }

  /// Aliases multiply, and a small file must not fill the memory; the longest workflows use some hundreds.
  private static let mostUses = 10_000

  init(_ source: WrittenText) { self.source = source }

  /// The uses in a value of any kind, keys included.
  mutating func uses(in node: YAMLNode) -> [SecretUse] {
    switch node.content {
    case .scalar(let scalar): uses(in: scalar.text, at: node.location, isCondition: false)
    case .sequence(let items): items.flatMap { uses(in: $0) }
    case .mapping(let entries): entries.flatMap { uses(in: $0) }
    }
  }

  /// The uses in a key and its value.
  mutating func uses(in entry: YAMLEntry) -> [SecretUse] {
    uses(in: entry.key, at: entry.keyLocation, isCondition: false) + uses(in: entry.value)
  }

  /// The uses in the value of an `if`, which is an expression without being marked as one.
  mutating func uses(inCondition node: YAMLNode) -> [SecretUse] {
    guard case .scalar(let scalar) = node.content else { return uses(in: node) }
    return uses(in: scalar.text, at: node.location, isCondition: !scalar.text.contains("${{"))
  }

  private mutating func uses(in text: String, at location: SourceLocation, isCondition: Bool) -> [SecretUse] {
    guard isCondition || text.contains("${{") else { return [] }
    let place = Place(location: location, isCondition: isCondition)
    let uses = known[place] ?? scanned(Array(text.unicodeScalars), at: location, isCondition: isCondition)
    known[place] = uses
    let isFirstTooMany = found <= Self.mostUses && found + uses.count > Self.mostUses
    found += uses.count
    if isFirstTooMany {
      diagnostics.append(
        Diagnostic(
          code: "workflow.too_many_uses",
          message: "secrets are used at more than \(Self.mostUses) places, of which the rest is not looked at",
          remedy: "split the workflow",
          at: location
        )
      )
    }
    return found <= Self.mostUses ? uses : []
  }

  private mutating func scanned(
    _ text: [Unicode.Scalar],
    at location: SourceLocation,
    isCondition: Bool
  ) -> [SecretUse] {
    let expressions = isCondition ? nil : ExpressionsInText(text)
    if let unclosed = expressions?.unclosed {
      diagnostics.append(
        Diagnostic(
          .warning,
          code: "workflow.expression",
          message: "this expression is not closed",
          remedy: "write '}}' behind it",
          at: source.locations(of: [unclosed], in: text, at: location)[0]
        )
      )
    }
    let references = (expressions?.ranges ?? [text.indices])
      .flatMap { contextReferences(expressionTokens(text, in: $0)) }
      .filter { !$0.isAlwaysThere }
    let places = source.locations(of: references.map(\.start), in: text, at: location)
    return zip(references, places)
      .map { reference, place in
        SecretUse(target: reference.target, isOptional: reference.isOptional, location: place)
      }
  }
}
