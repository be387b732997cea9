#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
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
        return try jsonDocument(bytes).text(at: key).map { SecretValue(copying: $0) }
      case .yaml:
        return try yamlDocument(bytes).text(at: key).map { SecretValue(copying: $0) }
      }
    }
  }
}

private func jsonDocument(_ bytes: UnsafeRawBufferPointer) throws(ValueFileError) -> ValueTree {
  do {
    return try JSONDecoder().decode(ValueTree.self, from: Data(bytes))
  } catch {
    // The decoder's own words may quote the file.
    throw .malformed(format: "JSON", line: nil)
  }
}

private func yamlDocument(_ bytes: UnsafeRawBufferPointer) throws(ValueFileError) -> ValueTree {
  var copy = Array(bytes)
  defer { wipe(&copy) }
  do throws(YAMLError) {
    return ValueTree(try parseYAML(copy, file: ""))
  } catch {
    throw .malformed(format: "YAML that is understood here", line: error.diagnostic.location?.line)
  }
}

extension ValueTree {
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
