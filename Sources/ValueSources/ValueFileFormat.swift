import Sealing
import SecretModel
import YAMLTree

/// The formats of files that hold several values.
enum ValueFileFormat: Hashable {
  case dotenv
  case json
  case yaml

  /// Goes by the file's extension; what is neither JSON nor YAML is dotenv.
  init(path: String) {
    let name = path.lowercased()
    self = name.hasSuffix(".json") ? .json : name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? .yaml : .dotenv
  }

  /// The value of one key; nil when it is not there.
  ///
  /// - Throws: `ValueFileError` when the file is not in this format, or the key has no single text.
  func value(of key: String, in content: SecretValue) throws(ValueFileError) -> SecretValue? {
    try content.withBytes { (bytes) throws(ValueFileError) in
      switch self {
      case .dotenv:
        var reader = DotenvReader(bytes)
        return try reader.value(of: key)
      case .json:
        var reader = JSONReader(bytes)
        return try reader.document().text(at: key).map(reader.value)
      case .yaml:
        return try yamlDocument(bytes).text(at: key).map { SecretValue(copying: $0) }
      }
    }
  }
}

private func yamlDocument(_ bytes: UnsafeRawBufferPointer) throws(ValueFileError) -> ValueTree<String> {
  var copy = Array(bytes)
  defer { wipe(&copy) }
  do throws(YAMLError) {
    return ValueTree(try parseYAML(copy, file: ""))
  } catch {
    throw .malformed(format: "YAML that is understood here", line: error.diagnostic.location?.line)
  }
}

extension ValueTree<String> {
  fileprivate init(_ node: YAMLNode) {
    switch node.content {
    case .mapping(let entries): self = .mapping(entries.map { ($0.key, ValueTree($0.value)) })
    case .scalar(let scalar): self = scalar.isNull ? .other : .text(scalar.text)
    case .sequence: self = .other
    }
  }
}

extension SecretValue {
  fileprivate convenience init(copying text: String) {
    let bytes = text.utf8
    self.init(byteCount: bytes.count) { buffer in buffer.copyBytes(from: bytes) }
  }
}
