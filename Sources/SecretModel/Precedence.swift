extension Scope {
  /// The levels above, the closest first: their secrets are seen here unless a closer one has the same name.
  ///
  /// Source: docs.github.com, "Naming your secrets": the lowest level takes precedence.
  public var wider: [Scope] {
    switch self {
    case .organization: []
    case .repository(let repository): [.organization(repository.owner)]
    case .environment(let repository, _): [.repository(repository), .organization(repository.owner)]
    }
  }
}

/// The most organization secrets that a workflow gets; the rest, sorted by name, is silently left out.
///
/// Source: docs.github.com, "Limits for secrets".
public let mostOrganizationSecretsInWorkflow = 100
