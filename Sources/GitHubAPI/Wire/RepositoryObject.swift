import SecretModel

/// A repository in a listing, or alone; of its hundred fields only those that are needed.
struct RepositoryObject: WireObject {
  var repository: Repository

  private enum CodingKeys: String, CodingKey {
    case id
    case fullName = "full_name"
    case isPrivate = "private"
    case visibility
    case archived
  }

  init(_ repository: Repository) { self.repository = repository }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    guard let fullName = RepositoryFullName(listed: try container.decode(String.self, forKey: .fullName)) else {
      throw DecodingError.dataCorruptedError(forKey: .fullName, in: container, debugDescription: "")
    }
    let word = try container.decodeIfPresent(String.self, forKey: .visibility)
    let isPrivate = try container.decodeIfPresent(Bool.self, forKey: .isPrivate)
    repository = Repository(
      id: RepositoryID(try container.decode(Int64.self, forKey: .id)),
      fullName: fullName,
      visibility: Repository.Visibility(word: word, isPrivate: isPrivate),
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

extension RepositoryFullName {
  /// Takes a full name as GitHub listed it; nil when it is anything else.
  init?(listed fullName: String) {
    let parts = fullName.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.init(owner: OwnerName(listed: String(parts[0])), name: RepositoryName(listed: String(parts[1])))
  }
}

extension Repository.Visibility {
  /// What an answer says of who can read a repository; older servers say only whether it is private.
  init?(word: String?, isPrivate: Bool?) {
    guard let known = word.flatMap(Self.init(rawValue:)) ?? isPrivate.map({ $0 ? .private : .public }) else {
      return nil
    }
    self = known
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
