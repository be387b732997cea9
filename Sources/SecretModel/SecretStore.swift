/// A family of secrets at GitHub: what makes it differ from its siblings, as data.
///
/// A further store is a further constant here; no other code asks which store it has. A class, since every address
/// refers to its store.
public final class SecretStore: Sendable {
  /// What GitHub says of a store's secrets at one level.
  public struct Level: Sendable {
    /// The path below the API's root of a listing.
    ///
    /// `{owner}`, `{repository}` and `{environment}` are filled with percent-encoded names.
    public let listingPath: String
    /// The most secrets that GitHub keeps there.
    public let limit: Int
    /// What the permission is called in the settings of a token or an App.
    public let permission: String
    /// Whether the permission to write is needed for reading too.
    public let readsNeedWrite: Bool

    /// Describes a level.
    public init(listingPath: String, limit: Int, permission: String, readsNeedWrite: Bool = false) {
      self.listingPath = listingPath
      self.limit = limit
      self.permission = permission
      self.readsNeedWrite = readsNeedWrite
    }
  }

  /// The forms in which the PUT of a secret takes the ids of selected repositories.
  public enum RepositoryIDEncoding: Hashable, Sendable {
    /// JSON numbers.
    case integers
    /// JSON strings for servers that speak an earlier version of the API or none, JSON numbers for others.
    case strings(before: String)
  }

  /// The Enterprise Servers that have a store.
  public enum EnterpriseServers: Hashable, Sendable {
    /// Every one.
    case all
    /// Those from a version on.
    case since(Int, Int)
    /// None: it is GitHub's own servers' alone.
    case none
  }

  /// The word for it in results, in the ledger, and for `--store`.
  public let id: String

  /// How messages tell its secrets from those that are meant without a word; nil for these.
  public let qualifier: String?

  /// The manifest key under which its secrets are declared.
  public let manifestKey: String

  /// Whether a policy in the manifest holds for its secrets also where none of them are declared.
  ///
  /// Every other store is read only where its key is written, since each listing is a request.
  public let isImplied: Bool

  /// The Enterprise Servers that have it.
  public let enterpriseServers: EnterpriseServers

  /// The levels at which it has secrets.
  public let levels: [Scope.Kind: Level]

  /// How the PUT of a secret takes the ids of selected repositories; to set them alone, all stores take numbers.
  public let repositoryIDEncoding: RepositoryIDEncoding

  /// Whether the PUT of an organization secret needs the value even when only the visibility changes.
  public let organizationPutNeedsValue: Bool

  /// The most secrets of an organization that who uses them in a repository gets, by name; nil where no limit is known.
  public let mostOrganizationSecretsSeen: Int?

  /// Describes a store.
  public init(
    id: String,
    qualifier: String?,
    manifestKey: String,
    isImplied: Bool = false,
    enterpriseServers: EnterpriseServers = .all,
    levels: [Scope.Kind: Level],
    repositoryIDEncoding: RepositoryIDEncoding = .integers,
    organizationPutNeedsValue: Bool,
    mostOrganizationSecretsSeen: Int? = nil
  ) {
    self.id = id
    self.qualifier = qualifier
    self.manifestKey = manifestKey
    self.isImplied = isImplied
    self.enterpriseServers = enterpriseServers
    self.levels = levels
    self.repositoryIDEncoding = repositoryIDEncoding
    self.organizationPutNeedsValue = organizationPutNeedsValue
    self.mostOrganizationSecretsSeen = mostOrganizationSecretsSeen
  }

  /// Every store that octoseal manages.
  public static let all = [actions, dependabot, codespaces]

  /// The store of that id; nil when there is none.
  public static func named(_ id: String) -> SecretStore? { all.first { $0.id == id } }
}

extension SecretStore: Hashable, Comparable {
  /// Whether both are the same store.
  public static func == (left: SecretStore, right: SecretStore) -> Bool { left === right || left.id == right.id }

  /// Hashes the id, which is what equality looks at.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }

  /// Orders by id.
  public static func < (left: SecretStore, right: SecretStore) -> Bool { left !== right && left.id < right.id }
}

extension SecretStore: CustomStringConvertible {
  /// The id.
  public var description: String { id }
}

/// The largest value that GitHub takes, in bytes before sealing.
///
/// Source: docs.github.com, "Limits for secrets": 48 KB.
public let largestSecretValue = 48 * 1_024
