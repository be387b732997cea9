/// What a server says of itself.
struct MetaObject: WireObject {
  /// Only of an Enterprise Server.
  var installedVersion: EnterpriseVersion?

  private enum CodingKeys: String, CodingKey {
    case installedVersion = "installed_version"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let text = try container.decodeIfPresent(String.self, forKey: .installedVersion)
    installedVersion = text.flatMap { EnterpriseVersion($0) }
  }
}

extension MetaObject {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(installedVersion?.description, forKey: .installedVersion)
  }
}
