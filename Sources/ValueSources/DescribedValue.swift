import SecretModel
import YAMLTree

/// Reads a value that is described by the same keys as under `value:` of a manifest, but in another way than YAML.
///
/// - Parameters:
///   - keys: the keys with their texts, such as `env` with the name of a variable.
///   - allowEmpty: whether an empty or blank value is meant.
///   - context: what may be read; files are found from the working folder.
/// - Returns: the value, or why there is none; no diagnostic names a place, since nobody wrote the keys in a file.
public func readDescribedValue(
  _ keys: [(key: String, text: String)],
  allowEmpty: Bool,
  in context: ValueContext
) -> ValueReading {
  let nowhere = SourceLocation(file: "", line: 1, column: 1)
  let entries = keys.map { key, text in
    let scalar = YAMLScalar(text: text, isPlain: false)
    return YAMLEntry(
      key: key,
      keyLocation: nowhere,
      value: YAMLNode(content: .scalar(scalar), location: nowhere)
    )
  }
  var diagnostics: [Diagnostic] = []
  let node = YAMLNode(content: .mapping(entries), location: nowhere)
  guard let source = decodeValueSource(node, into: &diagnostics) else {
    return .unusable(withoutPlace(diagnostics[0]))
  }
  let declaration = ValueDeclaration(source: source, allowEmpty: allowEmpty, location: nowhere)
  switch declaration.read(in: context) {
  case .given(let payload, let remarks): return .given(payload, remarks: remarks.map(withoutPlace))
  case .notGiven(let reason): return .notGiven(reason: reason)
  case .unusable(let diagnostic): return .unusable(withoutPlace(diagnostic))
  }
}

private func withoutPlace(_ diagnostic: Diagnostic) -> Diagnostic {
  var result = diagnostic
  result.location = nil
  return result
}
