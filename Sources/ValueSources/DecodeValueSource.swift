public import SecretModel
public import YAMLTree

/// Decodes the mapping under `value:`, which names exactly one source.
///
/// - Returns: nil after adding a diagnostic when it names none, several, or one that does not exist.
public func decodeValueSource(_ node: YAMLNode, into diagnostics: inout [Diagnostic]) -> (any ValueSource)? {
  guard case .mapping(let entries) = node.content else {
    diagnostics.append(
      Diagnostic(
        code: "manifest.value",
        message: "'value' must be 'external' or a mapping that names a source, not \(node.kind)",
        remedy: "write for example 'value: { env: NAME }'",
        at: node.location
      )
    )
    return nil
  }
  let named = allValueSources.filter { source in entries.contains { $0.key == source.manifestKey } }
  guard let source = named.first, named.count == 1 else {
    diagnostics.append(wrongCount(named, entries: entries, at: node.location))
    return nil
  }
  let what = "a value from '\(source.manifestKey)'"
  guard var reader = MappingReader(node, describedAs: what, into: &diagnostics) else { return nil }
  let before = diagnostics.count
  let decoded = source.init(decoding: &reader, into: &diagnostics)
  reader.finish(into: &diagnostics)
  return diagnostics.count == before ? decoded : nil
}

private func wrongCount(
  _ named: [any ValueSource.Type],
  entries: [YAMLEntry],
  at location: SourceLocation
) -> Diagnostic {
  let all = allValueSources.map { $0.manifestKey }
  guard named.isEmpty else {
    let words = named.map { "'\($0.manifestKey)'" }.joined(separator: " and ")
    return Diagnostic(
      code: "manifest.value",
      message: "a value has one source, and this one has \(words)",
      remedy: "keep one of them",
      at: location
    )
  }
  let suggestion = entries.lazy
    .compactMap { entry in
      nearestWord(to: entry.key, among: all).map { (written: entry, meant: $0) }
    }
    .first
  guard let suggestion else {
    return Diagnostic(
      code: "manifest.value",
      message: "this value names no source",
      remedy: "write one of \(all.map { "'\($0)'" }.joined(separator: ", "))",
      at: location
    )
  }
  return Diagnostic(
    code: "manifest.unknown_key",
    message: "unknown key '\(suggestion.written.key)' in a value",
    remedy: "did you mean '\(suggestion.meant)'?",
    at: suggestion.written.keyLocation
  )
}
