import SecretModel

/// Turns the selectors of selected secrets into repository ids, each glob matched once.
struct RepositorySelection {
  private let live: LiveState
  private let matches: [GlobInOrganization: Set<RepositoryID>]

  init(desired: DesiredState, live: LiveState) {
    self.live = live
    let globs = Set(
      desired.collections.values.flatMap { collection in
        collection.secrets.values.flatMap { secret in
          secret.access.selectors.compactMap { GlobInOrganization(selector: $0.value, owner: collection.scope.owner) }
        }
      }
    )
    let byOwner = Dictionary(grouping: live.repositories.values) { $0.fullName.owner }
    matches = Dictionary(
      uniqueKeysWithValues: globs.map { glob in
        let fitting = (byOwner[glob.owner] ?? []).filter { glob.glob.matches($0.fullName.name.spelling) }
        return (glob, Set(fitting.map(\.id)))
      }
    )
  }

  /// The access that a declaration asks for; what it names and GitHub does not show becomes a finding.
  func access(
    of address: SecretAddress,
    desired secret: DesiredSecret,
    findings: inout [Finding]
  ) -> AccessState {
    guard secret.access.visibility == .selected else { return AccessState(visibility: secret.access.visibility) }
    var ids: Set<RepositoryID> = []
    for selector in secret.access.selectors {
      switch selector.value {
      case .glob(let glob):
        ids.formUnion(matches[GlobInOrganization(owner: address.scope.owner, glob: glob)] ?? [])
      case .name(let name):
        let fullName = RepositoryFullName(owner: address.scope.owner, name: name)
        guard let repository = live.repository(named: fullName) else {
          findings.append(.repositoryNotFound(fullName, for: address, at: selector.location))
          continue
        }
        ids.insert(repository.id)
        findings += selectedRepositoryFindings(repository, asked: fullName, for: address, at: selector.location)
      }
    }
    return AccessState(visibility: .selected, repositories: ids)
  }
}

private struct GlobInOrganization: Hashable {
  var owner: OwnerName
  var glob: Glob

  init(owner: OwnerName, glob: Glob) {
    self.owner = owner
    self.glob = glob
  }

  init?(selector: RepositorySelector, owner: OwnerName) {
    guard case .glob(let glob) = selector else { return nil }
    self.init(owner: owner, glob: glob)
  }
}

extension DesiredAccess {
  /// The entries of `repositories`; none unless the visibility is `selected`.
  var selectors: [Located<RepositorySelector>] {
    guard case .selected(let selectors) = self else { return [] }
    return selectors
  }
}
