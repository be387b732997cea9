import SecretModel

/// The public key of a scope.
struct PublicKeyObject: WireObject {
  var reference: PublicKeyReference

  private enum CodingKeys: String, CodingKey {
    case keyID = "key_id"
    case key
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let key = try container.decode(String.self, forKey: .key)
    reference = PublicKeyReference(keyID: try container.decode(TextOrNumber.self, forKey: .keyID).text, key: key)
  }
}

extension PublicKeyObject {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reference.keyID, forKey: .keyID)
    try container.encode(reference.key, forKey: .key)
  }
}

/// A `key_id`: text on github.com, a number on some Enterprise Servers.
///
/// Real ids have nineteen digits, more than a `Double` holds.
private struct TextOrNumber: Decodable {
  var text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int64.self) {
      text = String(number)
    } else {
      text = try container.decode(String.self)
    }
  }
}
