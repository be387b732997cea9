import YAMLTree

/// What stands under `value:` for a value that was sealed beforehand.
public struct SealedBlock: Hashable, Sendable {
  /// The sealed box in base64.
  public var sealed: String
  /// GitHub's id of the key that it was sealed with.
  public var keyID: String
  /// The key itself in base64.
  public var publicKey: String

  /// Joins a box and its key.
  public init(sealed: String, keyID: String, publicKey: String) {
    self.sealed = sealed
    self.keyID = keyID
    self.publicKey = publicKey
  }

  /// The block to paste into a manifest: `value:` and three indented lines.
  public var yaml: String { "value:\n" + lines.map { "  \($0)\n" }.joined() }

  /// The keys in their order, with their texts.
  var members: [(key: String, text: String)] {
    [("sealed", sealed), ("key_id", keyID), ("public_key", publicKey)]
  }

  /// The three lines without indentation.
  var lines: [String] { members.map { "\($0.key): \(doubleQuoted($0.text))" } }

  /// The texts in quotes.
  var quotedTexts: [String] { members.map { doubleQuoted($0.text) } }
}
