/// The behaviours of GitHub that nobody could verify, or that differ between its versions; each can be had both ways.
///
/// The names in state files and on the command line are those in `SwitchTable.swift`.
public struct EmulatorSwitches: Hashable, Sendable {
  /// What becomes of the selection when a PUT of a `selected` secret carries no ids.
  public enum SelectionAfterPut: String, Sendable, CaseIterable { case kept, cleared }

  /// The order of secrets or variables in a listing.
  public enum ListOrder: String, Sendable, CaseIterable { case alphabetical, insertion, reversed }

  /// What the listing of secrets of an environment that is not there answers.
  public enum MissingEnvironment: String, Sendable, CaseIterable {
    case notFound = "not_found"
    case empty
  }

  /// What the repositories of a secret that is not `selected` answer.
  public enum UnselectedRepositories: String, Sendable, CaseIterable { case empty, conflict }

  /// What happens to a sealed value that the scope's key does not open.
  public enum UnopenableValues: String, Sendable, CaseIterable { case rejected, accepted }

  /// Which paths of environment secrets exist.
  public enum EnvironmentPaths: String, Sendable, CaseIterable {
    case both
    case byID = "by_id"
    case byName = "by_name"
    case none
  }

  /// `kept` or `cleared`.
  public var selectionAfterPutWithoutIDs = SelectionAfterPut.cleared
  /// Whether writing the value that is there already moves `updated_at`.
  public var sameValueMovesUpdatedAt = true
  /// Whether a change of visibility or of the selected repositories alone moves `updated_at`.
  public var accessChangeMovesUpdatedAt = true
  /// Whether an organization's PUT may carry `visibility` alone, as old servers' documents say.
  public var acceptsVisibilityWithoutValue = false
  /// The reads of a secret or variable that still show the state before a write.
  public var lagReads = 0
  /// The milliseconds for which reads show the state before a write.
  public var lagMilliseconds = 0
  /// Whether the listing of a secret's or variable's selected repositories carries `Link`.
  public var linksSelectedRepositories = true
  /// `alphabetical`, `insertion` or `reversed`.
  public var listOrder = ListOrder.alphabetical
  /// Whether `key_id` is a number in JSON, as on old servers.
  public var writesKeyIDAsNumber = false
  /// `not_found` or `empty`.
  public var missingEnvironment = MissingEnvironment.notFound
  /// `empty` or `conflict`.
  public var unselectedRepositories = UnselectedRepositories.empty
  /// `rejected`, or `accepted` as a secret without a value.
  public var unopenableValues = UnopenableValues.rejected
  /// Whether `selected_repository_ids` may hold strings.
  public var acceptsRepositoryIDsAsText = false
  /// `both`, `by_id`, `by_name` or `none`.
  public var environmentPaths = EnvironmentPaths.both
  /// Whether a repository lists the organization secrets that it may use.
  public var listsOrganizationSecretsOfRepository = true
  /// Whether there are variables, as on github.com and since Enterprise Server 3.8.
  public var hasVariables = true
  /// Whether there are Dependabot secrets, as on github.com and since Enterprise Server 3.4.
  public var hasDependabotSecrets = true
  /// Whether there are Codespaces secrets, as on github.com only.
  public var hasCodespacesSecrets = true
  /// The values of `X-GitHub-Api-Version` that the server knows; none: it ignores the header.
  public var apiVersions = ["2022-11-28", "2026-03-10"]
  /// What `X-GitHub-Enterprise-Version` says; empty on github.com.
  public var enterpriseVersion = ""

  /// GitHub as it is documented today.
  public init() {}

  /// The behaviour of a product by one of the names in `dialects`; nil for any other name.
  public init?(dialect: String) {
    guard let product = Self.products.first(where: { $0.name == dialect }) else { return nil }
    if let minor = product.minor { becomeEnterprise(minor) }
  }

  /// The names that `init(dialect:)` knows.
  public static let dialects = products.map(\.name)

  /// The products with the second number of their version 3, nil for github.com.
  private static let products: [(name: String, minor: Int?)] =
    [("github.com", nil)] + [21, 20, 12, 8, 7, 0].map { (minor: Int) in ("ghes-3.\(minor)", minor) }

  /// Takes away what came after a version of Enterprise Server; source: GitHub's descriptions of the versions.
  private mutating func becomeEnterprise(_ minor: Int) {
    enterpriseVersion = "3.\(minor).0"
    hasCodespacesSecrets = false
    if minor < 21 { apiVersions = ["2022-11-28"] }
    if minor < 9 {
      apiVersions = []
      listsOrganizationSecretsOfRepository = false
    }
    if minor < 8 {
      environmentPaths = .byID
      hasVariables = false
    }
    if minor < 4 { hasDependabotSecrets = false }
    if minor < 2 {
      environmentPaths = .none
      acceptsRepositoryIDsAsText = true
      acceptsVisibilityWithoutValue = true
      writesKeyIDAsNumber = true
      unopenableValues = .accepted
    }
  }

  /// Whether the server has entries of a kind.
  func has(_ kind: EntryKind) -> Bool {
    switch kind {
    case .secrets: true
    case .variables: hasVariables
    case .dependabotSecrets: hasDependabotSecrets
    case .codespacesSecrets: hasCodespacesSecrets
    }
  }
}
