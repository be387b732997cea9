/// A version of GitHub's REST API, as `X-GitHub-Api-Version` names it.
///
/// Source: docs.github.com, "API Versions"; Enterprise Server has them since 3.9.
public enum APIVersion: String, Sendable, CaseIterable {
  /// The present one, on github.com and since Enterprise Server 3.21.
  case v2026 = "2026-03-10"
  /// The one before, since Enterprise Server 3.9.
  case v2022 = "2022-11-28"

  /// The first Enterprise Server that knows it.
  var since: EnterpriseVersion {
    switch self {
    case .v2026: EnterpriseVersion(3, 21)
    case .v2022: EnterpriseVersion(3, 9)
    }
  }
}

/// Which version of the API is asked for.
public enum APIVersionChoice: Hashable, Sendable {
  /// The newest that the server knows.
  case automatic
  /// This one, whatever the server says.
  case fixed(APIVersion)
  /// None: the server's own choice.
  case none
}

extension APIVersionChoice: CustomStringConvertible {
  /// The word for it in manifests.
  public var description: String {
    switch self {
    case .automatic: "auto"
    case .fixed(let version): version.rawValue
    case .none: "none"
    }
  }
}
