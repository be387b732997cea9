/// Something that not every server has.
public enum ServerFeature: Sendable, CaseIterable {
  /// Deployment environments and their secrets.
  case environments
  /// Actions variables.
  case variables
  /// A repository's listing of the organization's secrets that it may use.
  case organizationSecretsOfRepository

  /// The first Enterprise Server that has it.
  ///
  /// Source: GitHub's descriptions of the REST API of each version, github.com/github/rest-api-description.
  public var since: EnterpriseVersion {
    switch self {
    case .environments: EnterpriseVersion(3, 2)
    case .variables: EnterpriseVersion(3, 8)
    case .organizationSecretsOfRepository: EnterpriseVersion(3, 9)
    }
  }

  /// What it is called in messages, in the plural.
  var words: String {
    switch self {
    case .environments: "environments"
    case .variables: "Actions variables"
    case .organizationSecretsOfRepository: "listings of the organization secrets that a repository may use"
    }
  }

  /// What to do about a manifest that needs it, besides an upgrade.
  var wayOut: String {
    switch self {
    case .environments: "take the environment out of the manifest"
    case .variables: "set 'ledger' to a file"
    case .organizationSecretsOfRepository: "leave the organization's secrets out"
    }
  }
}
