import Sealing
public import SecretModel
public import YAMLTree

/// `sealed: BASE64`: a value that was sealed beforehand with the scope's public key, and so may lie in git.
public struct SealedValue: ValueSource {
  /// The key `sealed`.
  public static let manifestKey = "sealed"

  /// The keys `key_id` and `public_key`.
  public static let companionKeys = ["key_id", "public_key"]

  /// The form `{ "sealed": BASE64, "key_id": ID, "public_key": BASE64 }`, of which the last is not required.
  public static let schema = """
    {
      "type": "object",
      "description": "A value sealed with the scope's public key, made by 'octoseal seal'.",
      "properties": {
        "sealed": {
          "type": "string",
          "description": "The sealed box.",
          "minLength": 64,
          "pattern": "\(base64Pattern)"
        },
        "key_id": {
          "type": ["string", "integer"],
          "description": "GitHub's id of the key that it was sealed with.",
          "pattern": "^[0-9A-Za-z_=+/-]+$"
        },
        "public_key": {
          "type": "string",
          "description": "The key itself, by which a replaced one is found.",
          "minLength": 44,
          "maxLength": 44,
          "pattern": "\(base64Pattern)"
        }
      },
      "required": ["sealed", "key_id"],
      "additionalProperties": false
    }
    """

  private let box: SealedBox

  /// Reads the box and the key that it was sealed with.
  public init?(decoding reader: inout MappingReader, into diagnostics: inout [Diagnostic]) {
    let sealed = reader.takeString("sealed", into: &diagnostics)
    let keyID = reader.takeString("key_id", allowsNumber: true, into: &diagnostics)
    let publicKey = reader.takeString("public_key", into: &diagnostics)
    if reader.lacks("key_id") {
      diagnostics.append(
        Diagnostic(
          code: "manifest.sealed",
          message: "a sealed value needs 'key_id', the id of the key that it was sealed with",
          remedy: "make the block with 'octoseal seal'",
          at: reader.location
        )
      )
    }
    if let keyID, keyID.value.isEmpty || !keyID.value.utf8.allSatisfy(isKeyIDByte) {
      diagnostics.append(Self.malformed("'key_id' is not the id of a key", at: keyID.location))
    }
    if let sealed, Self.decodedLength(sealed.value).map({ sealedLengths.contains($0) }) != true {
      diagnostics.append(Self.malformed("'sealed' is not a sealed box in base64", at: sealed.location))
    }
    if let publicKey, Self.decodedLength(publicKey.value) != 32 {
      diagnostics.append(Self.malformed("'public_key' is not a key of 32 bytes in base64", at: publicKey.location))
    }
    guard let sealed, let keyID else { return nil }
    box = SealedBox(
      base64: sealed.value,
      key: PublicKeyReference(keyID: keyID.value, key: publicKey?.value)
    )
  }

  private static func malformed(_ message: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      code: "manifest.sealed",
      message: message,
      remedy: "make the block with 'octoseal seal'",
      at: location
    )
  }

  private static func decodedLength(_ text: String) -> Int? { Base64.decode(text)?.count }

  /// A value that was sealed with this key.
  public var desiredValue: DesiredValue { .sealed(with: box.key) }

  /// The words `value sealed beforehand`.
  public var summary: String { "value sealed beforehand" }

  /// None: each box is made for one secret.
  public var origin: String? { nil }

  /// The box as it is.
  public func read(in context: ValueContext) -> ValueReading { .given(.sealed(box), remarks: []) }
}

/// What sealing adds to a value.
private let sealOverhead = 48

private let sealedLengths = sealOverhead...(largestSecretValue + sealOverhead)

private let base64Pattern = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$"

private func isKeyIDByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  default: "_=+/-".utf8.contains(byte)
  }
}
