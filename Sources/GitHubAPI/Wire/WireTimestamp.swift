import SecretModel

/// A time as GitHub writes it, with or without fraction and offset.
struct WireTimestamp: Decodable, Sendable {
  var value: Timestamp

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Timestamp(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "")
    }
    self.value = value
  }
}
