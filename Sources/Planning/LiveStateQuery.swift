public import SecretModel

/// What has to be read from GitHub to compare it with a desired state, and nothing more.
public struct LiveStateQuery: Hashable, Sendable {
  /// The scopes to list, sorted.
  public var scopes: [Scope]
  /// The declared `selected` secrets: the repository list of each is read if it is live and selected.
  public var selections: Set<SecretAddress>
  /// Environments that are declared with nothing to list in them.
  public var environmentsToProve: [Scope]
  /// Environments that are made when they are missing: an empty listing of one does not prove that it is there.
  public var environmentsToCreate: Set<Scope>
  /// Repositories whose ids are needed, because a selection names them.
  public var repositoriesToResolve: Set<RepositoryFullName>
  /// Organizations whose repositories must all be known, because a selection has a glob.
  public var organizationsToList: Set<OwnerName>
  /// Scopes whose public key must be known, because a value was sealed beforehand.
  public var publicKeys: [Scope]

  /// Derives the query from a desired state.
  public init(_ desired: DesiredState) {
    scopes = desired.scopes.keys.sorted()
    environmentsToProve = desired.environments.keys.filter { desired.scopes[$0] == nil }.sorted()
    environmentsToCreate = Set(desired.environments.filter { $0.value.create }.keys)
    selections = []
    repositoriesToResolve = []
    organizationsToList = []
    var sealedScopes: Set<Scope> = []
    for scope in desired.scopes.values {
      for (name, secret) in scope.secrets {
        if case .sealed = secret.value { sealedScopes.insert(scope.scope) }
        guard secret.access.visibility == .selected else { continue }
        selections.insert(SecretAddress(scope: scope.scope, name: name))
        for selector in secret.access.selectors {
          switch selector.value {
          case .name(let name):
            repositoriesToResolve.insert(RepositoryFullName(owner: scope.scope.owner, name: name))
          case .glob: organizationsToList.insert(scope.scope.owner)
          }
        }
      }
    }
    publicKeys = sealedScopes.sorted()
  }
}
