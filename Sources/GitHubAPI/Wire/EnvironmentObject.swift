import SecretModel

/// An environment, of which nothing but its being there is wanted.
struct EnvironmentObject: WireObject {}

/// An environment in a listing.
struct ListedEnvironment: WireObject {
  var name: EnvironmentName

  private enum CodingKeys: String, CodingKey {
    case name
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = EnvironmentName(listed: try container.decode(String.self, forKey: .name))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name.spelling, forKey: .name)
  }
}

/// One page of a repository's environments.
struct EnvironmentPage: ListingPage {
  var totalCount: Int?
  var items: [ListedEnvironment]

  private enum CodingKeys: String, CodingKey {
    case totalCount = "total_count"
    case items = "environments"
  }

  static func key(of item: ListedEnvironment) -> EnvironmentName { item.name }
}
