import SecretModel

/// A repository in a listing, or alone; of its hundred fields only those that are needed.
struct RepositoryObject: Codable, Sendable {
  var repository: Repository

  private enum CodingKeys: String, CodingKey {
    case id
    case fullName = "full_name"
    case isPrivate = "private"
    case visibility
    case archived
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let fullName = try container.decode(String.self, forKey: .fullName)
    let parts = fullName.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      throw DecodingError.dataCorruptedError(forKey: .fullName, in: container, debugDescription: "")
    }
    let word = try container.decodeIfPresent(String.self, forKey: .visibility)
    // Older servers say only whether it is private.
    let isPrivate = try container.decodeIfPresent(Bool.self, forKey: .isPrivate)
    repository = Repository(
      id: RepositoryID(try container.decode(Int64.self, forKey: .id)),
      fullName: RepositoryFullName(
        owner: OwnerName(listed: String(parts[0])),
        name: RepositoryName(listed: String(parts[1]))
      ),
      visibility: word.flatMap { Repository.Visibility(rawValue: $0) } ?? isPrivate.map { $0 ? .private : .public },
      isArchived: try container.decodeIfPresent(Bool.self, forKey: .archived)
    )
  }
}

extension RepositoryObject {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(repository.id.rawValue, forKey: .id)
    try container.encode(repository.fullName.description, forKey: .fullName)
    try container.encodeIfPresent(repository.visibility?.rawValue, forKey: .visibility)
    try container.encodeIfPresent(repository.isArchived, forKey: .archived)
  }
}

/// One page of the repositories that may use a secret.
struct SelectedRepositoryPage: ListingPage {
  var totalCount: Int?
  var items: [RepositoryObject]

  private enum CodingKeys: String, CodingKey {
    case totalCount = "total_count"
    case items = "repositories"
  }

  static func key(of item: RepositoryObject) -> RepositoryID { item.repository.id }
}

/// One page of an organization's repositories: a bare array.
struct OrganizationRepositoryPage: ListingPage {
  var totalCount: Int? { nil }
  var items: [RepositoryObject]

  init(from decoder: any Decoder) throws {
    items = try decoder.singleValueContainer().decode([RepositoryObject].self)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(items)
  }

  static func key(of item: RepositoryObject) -> RepositoryID { item.repository.id }
}
