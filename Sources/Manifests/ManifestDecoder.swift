import SecretModel
import ValueSources
import YAMLTree

/// Decodes the trees of a manifest's files into one draft, and collects everything that is wrong.
///
/// The parts are in the files beside this one, by level: `DecodeSettings`, `DecodeScopes`, `DecodeSecret`.
struct ManifestDecoder {
  /// The folder of the manifest.
  let root: String
  var draft = ManifestDraft()
  var diagnostics: [Diagnostic] = []

  init(root: String) { self.root = root }

  /// Decodes one file.
  mutating func decode(_ node: YAMLNode) {
    guard var reader = MappingReader(node, describedAs: "a manifest", into: &diagnostics) else { return }
    // Keys for the writer's own use, such as a place for anchors.
    reader.dropKeys(withPrefix: "x-")
    decodeVersion(&reader)
    if let entry = reader.take("github") { decodeGitHub(entry.value) }
    if let text = reader.takeString("ledger", into: &diagnostics) { decodeLedger(text) }
    if let entry = reader.take("defaults") { decodeDefaults(entry.value) }
    if let entry = reader.take("repository_groups") { decodeGroups(entry.value) }
    if let entry = reader.take("organizations") { decodeOrganizations(entry.value) }
    if let entry = reader.take("repositories") { decodeOutsideRepositories(entry.value) }
    reader.finish(into: &diagnostics)
  }

  /// Adds an error.
  mutating func report(
    _ word: String,
    _ message: String,
    remedy: String? = nil,
    at location: SourceLocation,
    related: SourceLocation? = nil
  ) {
    diagnostics.append(
      Diagnostic(code: "manifest.\(word)", message: message, remedy: remedy, at: location, related: related)
    )
  }

  /// Reads one of several legal words.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String,
    in reader: inout MappingReader,
    as type: Word.Type = Word.self
  ) -> Located<Word>? where Word.RawValue == String {
    guard let node = reader.take(key)?.value else { return nil }
    let legal = Word.allCases.map(\.rawValue)
    guard case .scalar(let scalar) = node.content, !scalar.isNull else {
      report(
        "wrong_type",
        "'\(key)' in \(reader.description) must be \(listed(legal)), not \(node.kind)",
        at: node.location
      )
      return nil
    }
    if let word = Word(rawValue: scalar.text) { return Located(word, at: node.location) }
    report(
      "unknown_word",
      "unknown word '\(scalar.text)' for '\(key)' in \(reader.description)",
      remedy: nearestWord(to: scalar.text, among: legal).map { "did you mean '\($0)'?" }
        ?? "write \(listed(legal))",
      at: node.location
    )
    return nil
  }

  /// Reads a list of texts; nil when it is absent or none.
  mutating func texts(_ key: String, in reader: inout MappingReader) -> Located<[Located<String>]>? {
    guard let entry = reader.take(key) else { return nil }
    return texts(entry.value, describedAs: "'\(key)' in \(reader.description)")
  }

  /// Reads a list of texts.
  mutating func texts(_ node: YAMLNode, describedAs what: String) -> Located<[Located<String>]>? {
    guard case .sequence(let items) = node.content else {
      report("wrong_type", "\(what) must be a list, not \(node.kind)", at: node.location)
      return nil
    }
    var texts: [Located<String>] = []
    for item in items {
      guard case .scalar(let scalar) = item.content, scalar.isText else {
        report(
          "wrong_type",
          "\(what) must be a list of texts, and this is \(item.kind)",
          remedy: item.remedyForText,
          at: item.location
        )
        continue
      }
      texts.append(Located(scalar.text, at: item.location))
    }
    return Located(texts, at: node.location)
  }

  /// The entries of a mapping whose keys are names that GitHub compares without regard to case.
  mutating func namedEntries(_ node: YAMLNode, describedAs what: String, each kind: String) -> [YAMLEntry] {
    let entries = entries(node, describedAs: what)
    var places: [String: SourceLocation] = [:]
    for entry in entries {
      if let first = places.updateValue(entry.keyLocation, forKey: entry.key.lowercased()) {
        report(
          "duplicate",
          "\(kind) '\(entry.key)' is named twice in the same mapping; names are case-insensitive",
          remedy: "keep one of them",
          at: entry.keyLocation,
          related: first
        )
      }
    }
    return entries
  }

  /// The entries of a mapping whose keys are names; an empty value is an empty mapping.
  mutating func entries(_ node: YAMLNode, describedAs what: String) -> [YAMLEntry] {
    switch node.content {
    case .mapping(let entries): return entries
    case .scalar(let scalar) where scalar.isNull: return []
    case .scalar, .sequence:
      report("wrong_type", "\(what) must be a mapping, not \(node.kind)", at: node.location)
      return []
    }
  }
}

/// Quotes words and joins them: `'a', 'b' or 'c'`.
func listed(_ words: [String]) -> String {
  let quoted = words.map { "'\($0)'" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
  return "\(quoted.dropLast().joined(separator: ", ")) or \(last)"
}
