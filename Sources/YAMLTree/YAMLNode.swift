public import SecretModel

/// A value in a YAML document, with the place where it was written.
public struct YAMLNode: Hashable, Sendable {
  /// The three shapes of a value.
  public enum Content: Hashable, Sendable {
    /// A single text.
    case scalar(YAMLScalar)
    /// A list.
    case sequence([YAMLNode])
    /// Keys and values in the order of the document, merge keys already replaced by what they stand for.
    case mapping([YAMLEntry])
  }

  /// The value.
  public var content: Content
  /// Where it begins.
  public var location: SourceLocation

  /// Joins a value and its place.
  public init(content: Content, location: SourceLocation) {
    self.content = content
    self.location = location
  }
}

/// A single text, and whether it was written so that words such as `true` may mean something else.
public struct YAMLScalar: Hashable, Sendable {
  /// The text.
  public var text: String
  /// Whether it has neither quotes nor a tag: only then can it be a null, a boolean or a number.
  public var isPlain: Bool

  /// Joins a text and how it was written.
  public init(text: String, isPlain: Bool) {
    self.text = text
    self.isPlain = isPlain
  }

  /// Whether it stands for nothing: YAML 1.2's core schema.
  public var isNull: Bool { isPlain && ["", "~", "null", "Null", "NULL"].contains(text) }

  /// The truth value that it stands for; nil for anything else.
  public var bool: Bool? {
    guard isPlain else { return nil }
    return switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
  }

  /// Whether it stands for a number, whole or not: YAML 1.2's core schema.
  public var isNumber: Bool {
    guard isPlain, let first = text.utf8.first, first < UInt8(ascii: ":") else { return false }
    if text.hasPrefix("0x") { return text.utf8.count > 2 && text.dropFirst(2).allSatisfy(\.isHexDigit) }
    if text.hasPrefix("0o") {
      return text.utf8.count > 2 && text.utf8.dropFirst(2).allSatisfy { (48...55).contains($0) }
    }
    if text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }) { return Double(text) != nil }
    let unsigned = "+-".utf8.contains(first) ? text.dropFirst() : text[...]
    return [".inf", ".Inf", ".INF"].contains(unsigned) || [".nan", ".NaN", ".NAN"].contains(text)
  }

  /// Whether it is a text and nothing else.
  public var isText: Bool { !isNull && bool == nil && !isNumber }
}

/// One key of a mapping and its value.
public struct YAMLEntry: Hashable, Sendable {
  /// The key.
  public var key: String
  /// Where the key was written; for a merged one, where it comes from.
  public var keyLocation: SourceLocation
  /// The value.
  public var value: YAMLNode

  /// Joins a key and its value.
  public init(key: String, keyLocation: SourceLocation, value: YAMLNode) {
    self.key = key
    self.keyLocation = keyLocation
    self.value = value
  }
}

extension YAMLNode {
  /// What kind of value it is, as a person would say it.
  public var kind: String {
    switch content {
    case .scalar(let scalar): scalar.kind
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// What to do where a text is wanted; nil when nothing simple would help.
  public var remedyForText: String? {
    guard case .scalar(let scalar) = content, !scalar.isNull, !scalar.isText else { return nil }
    return "put it in quotes"
  }

  /// What to do where a boolean is wanted; nil when nothing simple would help.
  var remedyForBool: String? {
    guard case .scalar(let scalar) = content, !scalar.isPlain else { return nil }
    return YAMLScalar(text: scalar.text, isPlain: true).bool.map { "write \($0) without quotes" }
  }
}

extension YAMLScalar {
  fileprivate var kind: String {
    isNull ? "nothing" : bool != nil ? "a boolean" : isNumber ? "a number" : "a text"
  }
}
