import SecretModel
import YAMLTree

/// What the tree of a file shall be after an edit: the old one with something set.
///
/// It knows more than the desired state, in which for example descriptions are missing.
struct EditedTree {
  private let keys: [String]
  private let node: YAMLNode

  /// Expects the value at the end of some keys to be a sealed block.
  init(valueAt keys: [String], _ block: SealedBlock) {
    self.keys = keys
    node = mapping(
      block.members.map {
        ($0.key, YAMLNode(content: .scalar(YAMLScalar(text: $0.text, isPlain: false)), location: nowhere))
      }
    )
  }

  /// Expects a secret at the end of some keys that has a sealed block as its value and nothing else.
  init(secretAt keys: [String], _ block: SealedBlock) {
    self.init(valueAt: keys + ["value"], block)
  }

  /// Whether one content of a file becomes the other by this and nothing else.
  func isReached(from old: ManifestFile, by new: ManifestFile) -> Bool {
    guard let before = try? parseYAML(old.bytes, file: ""), let after = try? parseYAML(new.bytes, file: "") else {
      return false
    }
    return isSame(setting(keys[...], in: before), after)
  }

  private func setting(_ keys: ArraySlice<String>, in old: YAMLNode) -> YAMLNode {
    guard let key = keys.first else { return node }
    guard case .mapping(var entries) = old.content else { return setting(keys, in: mapping([])) }
    if let index = entries.firstIndex(where: { $0.key == key }) {
      entries[index].value = setting(keys.dropFirst(), in: entries[index].value)
    } else {
      let value = setting(keys.dropFirst(), in: mapping([]))
      entries.append(YAMLEntry(key: key, keyLocation: nowhere, value: value))
    }
    return YAMLNode(content: .mapping(entries), location: old.location)
  }
}

/// Whether two trees say the same, wherever it stands and in whatever order keys are.
private func isSame(_ left: YAMLNode, _ right: YAMLNode) -> Bool {
  switch (left.content, right.content) {
  case (.scalar(let left), .scalar(let right)): return left == right
  case (.sequence(let left), .sequence(let right)):
    return left.count == right.count && zip(left, right).allSatisfy(isSame)
  case (.mapping(let left), .mapping(let right)):
    guard left.count == right.count else { return false }
    let values = Dictionary(uniqueKeysWithValues: right.map { ($0.key, $0.value) })
    return left.allSatisfy { entry in values[entry.key].map { isSame(entry.value, $0) } == true }
  case (.scalar, _), (.sequence, _), (.mapping, _): return false
  }
}

private func mapping(_ members: [(key: String, value: YAMLNode)]) -> YAMLNode {
  let entries = members.map { YAMLEntry(key: $0.key, keyLocation: nowhere, value: $0.value) }
  return YAMLNode(content: .mapping(entries), location: nowhere)
}

private let nowhere = SourceLocation(file: "", line: 0, column: 0)
