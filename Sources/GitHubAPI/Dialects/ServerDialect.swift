public import SecretModel

/// How a server wants to be spoken to: all that differs between github.com and the versions of Enterprise Server.
///
/// Pure: the same server and the same choice give the same dialect. Sources: the documents "Actions secrets" of Enterprise
/// Server 3.0, 3.5 to 3.8 and 3.21, and GitHub's descriptions of the versions between them.
public struct ServerDialect: Hashable, Sendable {
  /// How the secrets of environments are found.
  public enum EnvironmentPaths: Sendable {
    /// By owner and repository.
    case byName
    /// By the repository's id.
    case byRepositoryID
  }

  /// The server that speaks it.
  public let server: ServerIdentity
  /// The value of `Accept`.
  public let accept: String
  /// The word before the token in `Authorization`.
  public let authorizationScheme: AuthorizationScheme
  /// The value of `X-GitHub-Api-Version`; nil sends no such header.
  public let apiVersion: APIVersion?
  /// How the secrets of environments are found.
  public let environmentPaths: EnvironmentPaths
  /// Whether the PUT of an organization's secret wants the ids of selected repositories as texts.
  public let writesSelectionAsTexts: Bool
  /// Whether the PUT of an organization's secret needs the value even when only the visibility changes.
  public let organizationPutNeedsValue: Bool

  /// Chooses.
  ///
  /// - Parameters:
  ///   - server: what is known of the server.
  ///   - choice: what the user asks for.
  ///   - refused: versions of the API that the server has refused.
  public init(of server: ServerIdentity, choice: APIVersionChoice, refused: Set<APIVersion> = []) {
    self.server = server
    let hasToday = server.isAtLeast(Self.firstWithBearer)
    accept = hasToday ? "application/vnd.github+json" : "application/vnd.github.v3+json"
    authorizationScheme = hasToday ? .bearer : .token
    apiVersion =
      switch choice {
      case .automatic: server.bestVersion(without: refused)
      case .fixed(let version): version
      case .none: nil
      }
    environmentPaths = server.isAtLeast(Self.firstWithNamedEnvironments) ? .byName : .byRepositoryID
    writesSelectionAsTexts = !server.isAtLeast(Self.firstWithIntegerIDs)
    organizationPutNeedsValue = server.isAtLeast(Self.firstWithRequiredValue)
  }

  /// Whether the server has something.
  public func has(_ feature: ServerFeature) -> Bool {
    if case .enterprise = server, feature.since == nil { return false }
    return feature.since.map { server.isAtLeast($0) } ?? true
  }

  /// What plans have to know of it.
  public var abilities: ServerAbilities {
    ServerAbilities(name: server.name, organizationPutNeedsValue: organizationPutNeedsValue)
  }

  /// Its documents are the first with `Bearer` and the media type without a version.
  private static let firstWithBearer = EnterpriseVersion(3, 5)
  /// It is the first whose documents have the secrets of environments by owner and repository.
  private static let firstWithNamedEnvironments = EnterpriseVersion(3, 8)
  /// It is the first whose documents have the ids of selected repositories as integers.
  private static let firstWithIntegerIDs = EnterpriseVersion(3, 2)
  /// It is the first whose documents say that the PUT needs value and key.
  private static let firstWithRequiredValue = EnterpriseVersion(3, 12)
}

extension ServerIdentity {
  /// The newest version of the API that the server knows as far as that can be told; nil for none.
  fileprivate func bestVersion(without refused: Set<APIVersion>) -> APIVersion? {
    APIVersion.allCases.first { version in
      guard !refused.contains(version) else { return false }
      // A server that does not say what it is gets what most servers know.
      return self == .silent ? version == .v2022 : isAtLeast(version.since)
    }
  }
}

/// The word before a token in `Authorization`.
public enum AuthorizationScheme: String, Sendable {
  /// What every server since Enterprise Server 3.5 documents, and all servers take.
  case bearer = "Bearer"
  /// What older servers document.
  case token
}
