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
  let named = entries.filter { entry in allValueSources.contains { $0.manifestKey == entry.key } }
  guard let chosen = named.first, let source = allValueSources.first(where: { $0.manifestKey == chosen.key }) else {
    diagnostics.append(noSource(entries, at: node.location))
    return nil
  }
  guard named.count == 1 else {
    diagnostics.append(severalSources(named))
    return nil
  }
  let what = "a value from '\(source.manifestKey)'"
  guard var reader = MappingReader(node, describedAs: what, into: &diagnostics) else { return nil }
  let before = diagnostics.count
  let decoded = source.init(decoding: &reader, into: &diagnostics)
  reader.finish(into: &diagnostics) { misplacedKey($0, besides: source) }
  return diagnostics.count == before ? decoded : nil
}

private func severalSources(_ named: [YAMLEntry]) -> Diagnostic {
  Diagnostic(
    code: "manifest.value",
    message: "a value has one source, and this one has \(named.map { "'\($0.key)'" }.joined(separator: " and "))",
    remedy: "keep one of them",
    at: named[1].keyLocation,
    related: named[0].keyLocation
  )
}

private func noSource(_ entries: [YAMLEntry], at location: SourceLocation) -> Diagnostic {
  let all = allValueSources.map { $0.manifestKey }
  for entry in entries {
    if let source = owner(of: entry.key) {
      return Diagnostic(
        code: "manifest.value",
        message: "this value names no source, but has '\(entry.key)', which goes with '\(source.manifestKey)'",
        remedy: "write '\(source.manifestKey)' beside it",
        at: entry.keyLocation
      )
    }
    if let meant = nearestWord(to: entry.key, among: all) {
      return Diagnostic(
        code: "manifest.unknown_key",
        message: "unknown key '\(entry.key)' in a value",
        remedy: "did you mean '\(meant)'?",
        at: entry.keyLocation
      )
    }
  }
  return Diagnostic(
    code: "manifest.value",
    message: "this value names no source",
    remedy: "write one of \(all.map { "'\($0)'" }.joined(separator: ", "))",
    at: location
  )
}

/// What to say of a key that has a meaning elsewhere.
private func misplacedKey(_ entry: YAMLEntry, besides source: any ValueSource.Type) -> Diagnostic? {
  if entry.key == "allow_empty" {
    return Diagnostic(
      code: "manifest.unknown_key",
      message: "'allow_empty' belongs beside 'value', not in it",
      remedy: "move it there",
      at: entry.keyLocation
    )
  }
  guard !source.companionKeys.contains(entry.key), let owner = owner(of: entry.key) else { return nil }
  return Diagnostic(
    code: "manifest.value",
    message: "'\(entry.key)' goes with '\(owner.manifestKey)', not with '\(source.manifestKey)'",
    remedy: "remove it",
    at: entry.keyLocation
  )
}

/// The source that understands a key beside its own.
private func owner(of key: String) -> (any ValueSource.Type)? {
  allValueSources.first { $0.companionKeys.contains(key) }
}
