public import SecretModel

/// Reads a mapping key by key and reports what nobody asked for.
public struct MappingReader: Sendable {
  /// Where the mapping begins.
  public let location: SourceLocation

  /// What the mapping is, with its article: `an organization secret`.
  public let description: String

  private var entries: [YAMLEntry]
  private var legalKeys: [String] = []

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - node: the mapping.
  ///   - what: what it is, with its article.
  ///   - diagnostics: gets an error when it is no mapping.
  public init?(_ node: YAMLNode, describedAs what: String, into diagnostics: inout [Diagnostic]) {
    guard case .mapping(let entries) = node.content else {
      diagnostics.append(
        Diagnostic(
          code: "manifest.wrong_type",
          message: "\(what) must be a mapping, not \(node.kind)",
          at: node.location
        )
      )
      return nil
    }
    self.entries = entries
    location = node.location
    description = what
  }

  /// The keys in the order in which they were written.
  public var keys: [Located<String>] { entries.map { Located($0.key, at: $0.keyLocation) } }

  /// Leaves out all keys that begin with a text, as if they had not been written.
  public mutating func dropKeys(withPrefix prefix: String) {
    entries.removeAll { $0.key.hasPrefix(prefix) }
  }

  /// The entry of a legal key; nil when it is absent.
  public mutating func take(_ key: String) -> YAMLEntry? {
    legalKeys.append(key)
    return entries.first { $0.key == key }
  }

  /// The text of a legal key; nil when it is absent or no text.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - allowsNumber: whether a number without quotes is taken by its digits.
  ///   - diagnostics: gets an error when there is something else.
  /// - Returns: the text and its place.
  public mutating func takeString(
    _ key: String,
    allowsNumber: Bool = false,
    into diagnostics: inout [Diagnostic]
  ) -> Located<String>? {
    guard let entry = take(key) else { return nil }
    guard case .scalar(let scalar) = entry.value.content, scalar.isText || allowsNumber && scalar.isNumber else {
      diagnostics.append(wrongType(entry, "a text", remedy: entry.value.remedyForText))
      return nil
    }
    return Located(scalar.text, at: entry.value.location)
  }

  /// The truth value of a legal key; nil when it is absent or none.
  public mutating func takeBool(_ key: String, into diagnostics: inout [Diagnostic]) -> Located<Bool>? {
    guard let entry = take(key) else { return nil }
    guard case .scalar(let scalar) = entry.value.content, let bool = scalar.bool else {
      diagnostics.append(wrongType(entry, "'true' or 'false'", remedy: entry.value.remedyForBool))
      return nil
    }
    return Located(bool, at: entry.value.location)
  }

  /// Whether a legal key is absent and nothing that was written looks like it.
  ///
  /// A misspelt one is reported as unknown; that it is missing as well would say the same again.
  public func lacks(_ key: String) -> Bool {
    !entries.contains { $0.key == key }
      && !entries.contains { !legalKeys.contains($0.key) && nearestWord(to: $0.key, among: [key]) != nil }
  }

  /// Reports every key that was never taken.
  ///
  /// - Parameters:
  ///   - diagnostics: gets an error for each.
  ///   - explanation: what to say of a key of which more is known than that it is unknown.
  public func finish(
    into diagnostics: inout [Diagnostic],
    explaining explanation: (YAMLEntry) -> Diagnostic? = { _ in nil }
  ) {
    for entry in entries where !legalKeys.contains(entry.key) {
      diagnostics.append(explanation(entry) ?? unknownKey(entry))
    }
  }

  private func unknownKey(_ entry: YAMLEntry) -> Diagnostic {
    Diagnostic(
      code: "manifest.unknown_key",
      message: "unknown key '\(entry.key)' in \(description)",
      remedy: nearestWord(to: entry.key, among: legalKeys).map { "did you mean '\($0)'?" }
        ?? "legal keys are \(legalKeys.map { "'\($0)'" }.joined(separator: ", "))",
      at: entry.keyLocation
    )
  }

  private func wrongType(_ entry: YAMLEntry, _ wanted: String, remedy: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "manifest.wrong_type",
      message: "'\(entry.key)' in \(description) must be \(wanted), not \(entry.value.kind)",
      remedy: remedy,
      at: entry.value.location
    )
  }
}
