import SecretModel

/// A secret in a listing, or alone.
struct SecretObject: WireObject {
  var name: SecretName
  var updatedAt: Timestamp
  var visibility: Visibility?

  private enum CodingKeys: String, CodingKey {
    case name
    case updatedAt = "updated_at"
    case visibility
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = SecretName(listed: try container.decode(String.self, forKey: .name))
    updatedAt = try container.decode(WireTimestamp.self, forKey: .updatedAt).value
    guard let word = try container.decodeIfPresent(String.self, forKey: .visibility) else { return }
    // A word that we do not know may mean wider access than any that we do.
    guard let known = Visibility(rawValue: word) else {
      throw DecodingError.dataCorruptedError(forKey: .visibility, in: container, debugDescription: "")
    }
    visibility = known
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name.rawValue, forKey: .name)
    try container.encode(updatedAt.description, forKey: .updatedAt)
    try container.encodeIfPresent(visibility?.rawValue, forKey: .visibility)
  }

  /// The secret as the rest of the program sees it.
  ///
  /// - Throws: `UnreadableBody` when an organization's secret has no visibility.
  func liveSecret(in scope: Scope.Kind) throws(UnreadableBody) -> LiveSecret {
    guard scope == .organization else { return LiveSecret(updatedAt: updatedAt) }
    guard let visibility else { throw UnreadableBody(reason: "the field 'visibility' is missing") }
    return LiveSecret(updatedAt: updatedAt, access: AccessState(visibility: visibility))
  }
}

/// One page of a listing of secrets.
struct SecretPage: ListingPage {
  var totalCount: Int?
  var items: [SecretObject]

  private enum CodingKeys: String, CodingKey {
    case totalCount = "total_count"
    case items = "secrets"
  }

  static func key(of item: SecretObject) -> SecretName { item.name }
}
