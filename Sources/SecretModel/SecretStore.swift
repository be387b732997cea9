/// A family of secrets at GitHub: what makes it differ from its siblings, as data.
///
/// A further store is a further constant here; no other code asks which store it has.
public struct SecretStore: Hashable, Sendable {
  /// The word for it in addresses and in the ledger.
  public let id: String

  /// The manifest key beside which its secrets are declared.
  public let manifestKey: String

  /// The path below the API's root of a scope's listing, by level.
  ///
  /// `{owner}`, `{repository}` and `{environment}` are filled with percent-encoded names. A level that is missing does
  /// not exist in this store.
  public let listingPaths: [Scope.Kind: String]

  /// How selected repository ids are written in a request.
  public let repositoryIDEncoding: RepositoryIDEncoding

  /// Whether the PUT of an organization secret needs the value even when only the visibility changes.
  public let organizationPutNeedsValue: Bool

  /// The most secrets that GitHub keeps at each level.
  public let limits: [Scope.Kind: Int]

  /// The forms in which servers take repository ids.
  public enum RepositoryIDEncoding: Sendable {
    /// JSON numbers.
    case integers
    /// JSON strings.
    case strings
  }

  /// Actions secrets.
  ///
  /// Source: docs.github.com/rest/actions/secrets; limits from docs.github.com, "Secrets reference".
  public static let actions = SecretStore(
    id: "actions",
    manifestKey: "secrets",
    listingPaths: [
      .organization: "/orgs/{owner}/actions/secrets",
      .repository: "/repos/{owner}/{repository}/actions/secrets",
      .environment: "/repos/{owner}/{repository}/environments/{environment}/secrets",
    ],
    repositoryIDEncoding: .integers,
    organizationPutNeedsValue: true,
    limits: [.organization: 1_000, .repository: 100, .environment: 100]
  )

  /// Every store that octoseal manages.
  public static let all = [actions]

  /// Whether both are the same store.
  public static func == (left: SecretStore, right: SecretStore) -> Bool { left.id == right.id }

  /// Hashes the id, which is what equality looks at.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The largest value that GitHub takes, in bytes before sealing.
///
/// Source: docs.github.com, "Limits for secrets": 48 KB.
public let largestSecretValue = 48 * 1_024
