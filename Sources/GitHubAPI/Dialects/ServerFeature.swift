import SecretModel

/// Something that not every server has.
public struct ServerFeature: Hashable, Sendable {
  /// What it is called in messages, in the plural.
  let words: String
  /// The first Enterprise Server that has it; nil when it is GitHub's own servers' alone.
  ///
  /// Source: GitHub's descriptions of the REST API of each version, github.com/github/rest-api-description.
  let since: EnterpriseVersion?
  /// What to do about a manifest that needs it, besides an upgrade.
  let wayOut: String

  /// Deployment environments and their secrets.
  public static let environments = ServerFeature(
    words: "environments",
    since: EnterpriseVersion(3, 2),
    wayOut: "take the environment out of the manifest"
  )

  /// Actions variables.
  public static let variables = ServerFeature(
    words: "Actions variables",
    since: EnterpriseVersion(3, 8),
    wayOut: "set 'ledger' to a file"
  )

  /// A repository's listing of the organization's secrets that it may use.
  public static let organizationSecretsOfRepository = ServerFeature(
    words: "listings of the organization secrets that a repository may use",
    since: EnterpriseVersion(3, 9),
    wayOut: "leave the organization's secrets out"
  )
}

extension ServerFeature {
  /// What a server must have for the secrets of a store in a scope; nil when every server has them.
  init?(of collection: SecretCollection) {
    switch collection.store.enterpriseServers {
    case .all:
      guard collection.scope.kind == .environment else { return nil }
      self = .environments
    case .since(let major, let minor): self.init(collection.store, since: EnterpriseVersion(major, minor))
    case .none: self.init(collection.store, since: nil)
    }
  }

  private init(_ store: SecretStore, since version: EnterpriseVersion?) {
    words = "\(store.qualifier ?? store.id) secrets"
    since = version
    wayOut = "take '\(store.manifestKey)' out of the manifest"
  }
}
