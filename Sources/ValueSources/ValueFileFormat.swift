#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Sealing
import SecretModel
import YAMLTree

/// Why a key cannot be taken from a file of values; never quotes the file.
enum ValueFileError: Error {
  /// The file is not in its format; the line where that is known.
  case malformed(format: String, line: Int?)
  /// The key stands there more than once.
  case duplicate
  /// The key has a list or a mapping.
  case notAText

  func diagnostic(summary: String) -> Diagnostic {
    switch self {
    case .malformed(let format, let line):
      Diagnostic(
        code: "value_file_malformed",
        message: "\(summary) cannot be read: the file is not \(format)" + (line.map { ", see its line \($0)" } ?? ""),
        remedy: "correct the file"
      )
    case .duplicate:
      Diagnostic(
        code: "value_file_duplicate",
        message: "\(summary) is there more than once",
        remedy: "keep one of them"
      )
    case .notAText:
      Diagnostic(
        code: "value_file_not_a_text",
        message: "\(summary) is a list, a mapping or nothing, not a text",
        remedy: "name the key of a text; 'a.b' is key 'b' in 'a'"
      )
    }
  }
}

/// The formats of files that hold several values.
enum ValueFileFormat: Equatable {
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
  /// In JSON and YAML, a key that is not there as it is written may be a path of keys with dots between them.
  func value(of key: String, in content: SecretValue, file: String) throws(ValueFileError) -> SecretValue? {
    switch self {
    case .dotenv:
      var values = try Dotenv.values(of: key, in: content)
      guard values.count <= 1 else { throw .duplicate }
      return values.popLast()
    case .json:
      // JSON is YAML but for a few corners; decoding it as what it is keeps those corners right.
      guard let tree = content.withBytes({ try? JSONDecoder().decode(JSONTree.self, from: Data($0)) }) else {
        throw .malformed(format: "JSON", line: nil)
      }
      return try tree.text(at: key).map { SecretValue(copying: $0) }
    case .yaml:
      let node: YAMLNode
      do {
        node = try content.withBytes { (bytes) throws(YAMLError) in try parseYAML(Array(bytes), file: file) }
      } catch {
        if error.diagnostic.code == "yaml.duplicate_key" { throw .duplicate }
        throw .malformed(format: "YAML", line: error.diagnostic.location?.line)
      }
      return try node.text(at: key).map { SecretValue(copying: $0) }
    }
  }
}

extension SecretValue {
  convenience init(copying text: String) {
    let bytes = text.utf8
    self.init(byteCount: bytes.count) { buffer in buffer.copyBytes(from: bytes) }
  }
}

/// JSON as far as a value may be taken from it.
private enum JSONTree: Decodable {
  case object([String: JSONTree])
  case text(String)
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let object = try? container.decode([String: JSONTree].self) {
      self = .object(object)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let bool = try? container.decode(Bool.self) {
      self = .text(String(bool))
    } else if let integer = try? container.decode(Int64.self) {
      self = .text(String(integer))
    } else if let number = try? container.decode(Decimal.self) {
      self = .text(number.description)
    } else {
      self = .other
    }
  }

  func text(at key: String) throws(ValueFileError) -> String? {
    guard case .object(let members) = self else { throw .notAText }
    guard let node = members[key] else {
      guard let (head, tail) = split(key), case .object = members[head] else { return nil }
      return try members[head]?.text(at: tail)
    }
    guard case .text(let text) = node else { throw .notAText }
    return text
  }
}

extension YAMLNode {
  fileprivate func text(at key: String) throws(ValueFileError) -> String? {
    guard case .mapping(let entries) = content else { throw .notAText }
    guard let entry = entries.first(where: { $0.key == key }) else {
      guard let (head, tail) = split(key), let inner = entries.first(where: { $0.key == head }) else { return nil }
      guard case .mapping = inner.value.content else { return nil }
      return try inner.value.text(at: tail)
    }
    guard case .scalar(let scalar) = entry.value.content, !scalar.isNull else { throw .notAText }
    return scalar.text
  }
}

/// The first part of a path of keys, and the rest.
private func split(_ key: String) -> (String, String)? {
  guard let dot = key.firstIndex(of: ".") else { return nil }
  return (String(key[..<dot]), String(key[key.index(after: dot)...]))
}
