/// What stands at one place of a manifest that is to be written.
indirect enum WrittenNode {
  /// A word or a number with a meaning of its own.
  case literal(String)
  /// A text.
  case text(String)
  /// A list of texts: on the line of its key where it fits, else one in each line.
  case texts([String])
  /// A mapping: on the line of its key where it fits.
  case compact([WrittenEntry])
  /// A mapping with a line for each key.
  case mapping([WrittenEntry])
}

/// One key of a manifest that is to be written, and what stands under it.
struct WrittenEntry {
  var key: String
  var value: WrittenNode
  /// What is said above the key, a line each.
  var comments: [String] = []

  init(_ key: String, _ value: WrittenNode, comments: [String] = []) {
    self.key = key
    self.value = value
    self.comments = comments
  }
}

/// Lays a manifest out as a person would.
struct ManifestLayout {
  private(set) var text = ""

  /// Adds a line of words for people.
  mutating func add(comment: String) { text += "# \(comment)\n" }

  /// Adds an empty line.
  mutating func addBlankLine() { text += "\n" }

  /// Adds keys with what stands under them.
  mutating func add(_ entries: [WrittenEntry], indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    for entry in entries {
      for comment in entry.comments { text += "\(margin)# \(comment)\n" }
      add(entry.value, under: margin + head(of: entry.key, margin), indent: indent + 2)
    }
  }

  private mutating func add(_ value: WrittenNode, under head: String, indent: Int) {
    let line = "\(head) \(inline(value))\n"
    let fits = line.utf8.count <= widestLine
    switch value {
    case .texts(let items) where !fits && !items.isEmpty:
      text += "\(head)\n"
      let margin = String(repeating: " ", count: indent)
      for item in items { text += "\(margin)- \(yamlScalar(item))\n" }
    case .compact(let entries) where !fits && !entries.isEmpty:
      text += "\(head)\n"
      add(entries, indent: indent)
    case .mapping(let entries) where !entries.isEmpty:
      text += "\(head)\n"
      add(entries, indent: indent)
    case .literal, .text, .texts, .compact, .mapping: text += line
    }
  }

  private func head(of key: String, _ margin: String) -> String {
    let key = yamlScalar(key)
    return key.utf8.count <= longestSimpleKey ? "\(key):" : "? \(key)\n\(margin):"
  }

  private func inline(_ value: WrittenNode) -> String {
    switch value {
    case .literal(let word): return word
    case .text(let text): return yamlScalar(text)
    case .texts(let items): return "[\(items.map(yamlScalar).joined(separator: ", "))]"
    case .compact(let entries) where !entries.isEmpty:
      return "{ \(entries.map { "\(yamlScalar($0.key)): \(inline($0.value))" }.joined(separator: ", ")) }"
    case .compact, .mapping: return "{}"
    }
  }
}

private let widestLine = 121

/// The longest key, in bytes, that may stand without a `?` before it.
///
/// Source: YAML 1.2, 7.4: 1,024 characters.
private let longestSimpleKey = 1_000
