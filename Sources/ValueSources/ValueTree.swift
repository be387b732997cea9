/// Keys and texts as JSON and YAML both have them; a leaf says where its text is to be had.
indirect enum ValueTree<Leaf> {
  /// Keys and what stands under them, in the order of the file.
  case mapping([(key: String, value: ValueTree)])
  /// A text, a number or a truth value.
  case text(Leaf)
  /// A list, or nothing.
  case other

  /// What stands under a key; nil when it is not there.
  ///
  /// A key that is not there as it is written may be a path of keys with dots between them.
  ///
  /// - Throws: `ValueFileError` when there are no keys, when the key is there twice, and when it has no text.
  func text(at key: String) throws(ValueFileError) -> Leaf? {
    guard case .mapping = self else { throw .noKeys }
    guard let found = try node(at: key) else { return nil }
    guard case .text(let leaf) = found else { throw .notAText }
    return leaf
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
