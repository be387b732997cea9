/// Keys and texts as JSON and YAML both have them.
indirect enum ValueTree {
  /// Keys and what stands under them, in the order of the file.
  case mapping([(key: String, value: ValueTree)])
  /// A text, a number or a truth value.
  case text(String)
  /// A list, or nothing.
  case other

  /// What stands under a key; nil when it is not there.
  ///
  /// A key that is not there as it is written may be a path of keys with dots between them.
  ///
  /// - Throws: `ValueFileError` when there are no keys, when the key is there twice, and when it has no text.
  func text(at key: String) throws(ValueFileError) -> String? {
    guard case .mapping = self else { throw .noKeys }
    guard let found = try node(at: key) else { return nil }
    guard case .text(let text) = found else { throw .notAText }
    return text
  }

  private func node(at path: String) throws(ValueFileError) -> ValueTree? {
    guard case .mapping(let entries) = self else { return nil }
    if let literal = try child(path, of: entries) { return literal }
    guard let dot = path.firstIndex(of: ".") else { return nil }
    return try child(String(path[..<dot]), of: entries)?.node(at: String(path[path.index(after: dot)...]))
  }

  private func child(
    _ key: String,
    of entries: [(key: String, value: ValueTree)]
  ) throws(ValueFileError) -> ValueTree? {
    let found = entries.filter { $0.key == key }
    guard found.count <= 1 else { throw .duplicate }
    return found.first?.value
  }
}

extension ValueTree: Decodable {
  /// Decodes JSON; a number that is no integer counts as no text, since its digits would not survive.
  init(from decoder: any Decoder) throws {
    if let members = try? decoder.container(keyedBy: Key.self) {
      self = .mapping(
        try members.allKeys.map { key in (key: key.stringValue, value: try members.decode(ValueTree.self, forKey: key))
        }
      )
      return
    }
    guard let leaf = try? decoder.singleValueContainer() else {
      self = .other
      return
    }
    if let text = try? leaf.decode(String.self) {
      self = .text(text)
    } else if let truth = try? leaf.decode(Bool.self) {
      self = .text(String(truth))
    } else if let number = try? leaf.decode(Int64.self) {
      self = .text(String(number))
    } else {
      self = .other
    }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
  }
}
