public import SecretModel

/// What has to be read from GitHub to compare it with a desired state, and nothing more.
public struct LiveStateQuery: Hashable, Sendable {
  /// What to list, sorted.
  public var collections: [SecretCollection]
  /// The declared `selected` secrets: the repository list of each is read if it is live and selected.
  public var selections: Set<SecretAddress>
  /// Whether the repository list of every `selected` secret is read, declared or not.
  public var readsEverySelection = false
  /// Environments that are declared with nothing to list in them.
  public var environmentsToProve: [Scope]
  /// Environments that are made when they are missing: an empty listing of one does not prove that it is there.
  public var environmentsToCreate: Set<Scope>
  /// Repositories whose ids are needed, because a selection names them.
  public var repositoriesToResolve: Set<RepositoryFullName>
  /// Organizations whose repositories must all be known, because a selection has a glob.
  public var organizationsToList: Set<OwnerName>
  /// Collections whose public key must be known, because a value was sealed beforehand.
  public var publicKeys: [SecretCollection]

  /// The scopes in which something is listed, sorted.
  public var scopes: [Scope] { Set(collections.map(\.scope)).sorted() }

  /// Asks for all that some collections have, where no manifest says what matters.
  public init(everythingIn collections: Set<SecretCollection>) {
    self.init(DesiredState())
    self.collections = collections.sorted()
    readsEverySelection = true
  }

  /// Derives the query from a desired state.
  public init(_ desired: DesiredState) {
    collections = desired.collections.keys.sorted()
    let listedScopes = desired.scopes
    environmentsToProve = desired.environments.keys.filter { !listedScopes.contains($0) }.sorted()
    environmentsToCreate = Set(desired.environments.filter { $0.value.create }.keys)
    selections = []
    repositoriesToResolve = []
    organizationsToList = []
    var sealed: Set<SecretCollection> = []
    for collection in desired.collections.values {
      for (name, secret) in collection.secrets {
        if case .sealed = secret.value { sealed.insert(collection.collection) }
        guard secret.access.visibility == .selected else { continue }
        selections.insert(SecretAddress(collection.collection, name))
        for selector in secret.access.selectors {
          switch selector.value {
          case .name(let name):
            repositoriesToResolve.insert(RepositoryFullName(owner: collection.scope.owner, name: name))
          case .glob: organizationsToList.insert(collection.scope.owner)
          }
        }
      }
    }
    publicKeys = sealed.sorted()
  }

  /// Whether the repository list of a live `selected` secret is read.
  public func wantsSelection(of address: SecretAddress) -> Bool {
    readsEverySelection || selections.contains(address)
  }
}
