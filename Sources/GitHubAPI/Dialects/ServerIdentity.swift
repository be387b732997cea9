/// What is known of the server behind the API.
public enum ServerIdentity: Hashable, Sendable {
  /// GitHub's own, or one that says that it knows versions of the API and not which product it is.
  case gitHub
  /// An Enterprise Server.
  case enterprise(EnterpriseVersion)
  /// One that does not say.
  case silent

  /// What the header fields of an answer say.
  ///
  /// Source: docs.github.com, "Resources in the REST API" of Enterprise Server, which has `X-GitHub-Enterprise-Version` on
  /// every answer; github.com never sends it.
  init(_ fields: HeaderFields) {
    if let version = fields["X-GitHub-Enterprise-Version"].flatMap({ EnterpriseVersion($0) }) {
      self = .enterprise(version)
    } else {
      self = fields["X-GitHub-Api-Version-Selected"] == nil ? .silent : .gitHub
    }
  }

  /// The server as messages name it.
  var name: String {
    switch self {
    case .gitHub: "GitHub"
    case .enterprise(let version): "Enterprise Server \(version)"
    case .silent: "the server"
    }
  }

  /// Whether its documents are those of a version or of a later one; true where the version is not known.
  func isAtLeast(_ version: EnterpriseVersion) -> Bool {
    guard case .enterprise(let own) = self else { return true }
    return own >= version
  }
}
