import SecretModel

/// Collects the entries of a mapping: finds duplicate keys and resolves merge keys.
struct MappingBuilder {
  private var entries: [YAMLEntry] = []
  private var positions: [String: Int] = [:]
  private var merges: [YAMLNode] = []

  /// Adds an entry.
  ///
  /// - Throws: `YAMLError` when the key is there already.
  mutating func add(_ key: YAMLScalar, at location: SourceLocation, _ value: YAMLNode) throws(YAMLError) {
    if key.isPlain, key.text == "<<" {
      merges.append(value)
      return
    }
    if let first = position(of: key.text) {
      throw YAMLError(
        "duplicate_key",
        "this key is already in the same mapping",
        remedy: "keep one of the two",
        at: location,
        related: entries[first].keyLocation
      )
    }
    append(YAMLEntry(key: key.text, keyLocation: location, value: value))
  }

  /// The entries, merged ones after those that were written here.
  ///
  /// `<<` before something that is no mapping is added to the problems.
  mutating func finished(problems: inout [YAMLError]) -> [YAMLEntry] {
    for merge in merges {
      switch merge.content {
      case .mapping(let merged): add(merged)
      case .sequence(let items):
        for item in items {
          if case .mapping(let merged) = item.content { add(merged) } else { problems.append(noMapping(item)) }
        }
      case .scalar: problems.append(noMapping(merge))
      }
    }
    return entries
  }

  /// Adds what is not there yet: what was written here wins, and of several merged mappings the first.
  private mutating func add(_ merged: [YAMLEntry]) {
    for entry in merged where position(of: entry.key) == nil { append(entry) }
  }

  private func noMapping(_ node: YAMLNode) -> YAMLError {
    YAMLError(
      "merge",
      "'<<' merges mappings, not \(node.kind)",
      remedy: "write an alias of a mapping",
      at: node.location
    )
  }

  /// Most mappings have a few keys, for which looking through them is cheaper than hashing.
  private static let fewestKeysWorthHashing = 8

  private func position(of key: String) -> Int? {
    entries.count < Self.fewestKeysWorthHashing
      ? entries.firstIndex { $0.key == key } : positions[key]
  }

  private mutating func append(_ entry: YAMLEntry) {
    entries.append(entry)
    guard entries.count >= Self.fewestKeysWorthHashing else { return }
    if positions.isEmpty {
      for (position, entry) in entries.enumerated() { positions[entry.key] = position }
    } else {
      positions[entry.key] = entries.count - 1
    }
  }
}
