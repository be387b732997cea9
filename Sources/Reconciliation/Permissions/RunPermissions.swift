public import GitHubAPI
public import SecretModel

/// Whether a run changes anything at GitHub.
public enum RunPurpose: Sendable {
  /// It only looks.
  case reading
  /// It may write.
  case writing

  fileprivate var access: Permission.Access {
    switch self {
    case .reading: .read
    case .writing: .write
    }
  }
}

/// What each owner's token must be allowed for a run, and nothing else; pure.
///
/// - Parameters:
///   - desired: the scopes that the run is for.
///   - manifest: all scopes of the manifest, at which a run for some of them may have to look as well.
///   - ledger: whether the ledger is kept in variables at GitHub.
///   - purpose: what the run does.
/// - Returns: what is needed of each owner that the manifest names.
public func permissionNeeds(
  of desired: DesiredState,
  in manifest: DesiredState,
  ledgerAtGitHub ledger: Bool,
  for purpose: RunPurpose
) -> [OwnerName: PermissionNeeds] {
  var needs: [OwnerName: PermissionNeeds] = [:]
  for collection in desired.collections.keys {
    guard let permission = Permission.secrets(in: collection, purpose.access) else { continue }
    needs[collection.scope.owner, default: PermissionNeeds()].required.insert(permission)
  }
  for scope in desired.allScopes {
    if ledger {
      needs[scope.owner, default: PermissionNeeds()].required.insert(.variables(of: scope.kind, purpose.access))
    }
    needs[scope.owner, default: PermissionNeeds()].useful.formUnion(usefulPermissions(in: scope, desired, purpose))
  }
  for collection in manifest.collections.keys {
    guard let permission = Permission.secrets(in: collection, .read) else { continue }
    needs[collection.scope.owner, default: PermissionNeeds()].useful.insert(permission)
  }
  return needs
}

/// What an owner's token must be allowed where everything is read and no manifest says what matters.
///
/// Nothing is required, so that what is not granted is said by GitHub where it is missed.
public func readingPermissions(of stores: [SecretStore]) -> PermissionNeeds {
  let levels = stores.flatMap { store in Scope.Kind.allCases.compactMap { Permission.secrets(of: store, at: $0, .read) }
  }
  return PermissionNeeds(useful: Set(levels).union([.environmentLookup]))
}

/// What only an environment that is missing takes: to prove that it is, to see that it could be written, to make it.
private func usefulPermissions(in scope: Scope, _ desired: DesiredState, _ purpose: RunPurpose) -> Set<Permission> {
  guard let repository = scope.repository, scope.kind == .environment else { return [] }
  var permissions: Set = [Permission.environmentLookup]
  if let keys = Permission.secrets(in: SecretCollection(.actions, .repository(repository)), .read) {
    permissions.insert(keys)
  }
  if purpose == .writing, desired.environments[scope]?.create == true { permissions.insert(.environmentCreation) }
  return permissions
}

extension DesiredState {
  fileprivate var allScopes: Set<Scope> { scopes.union(environments.keys) }
}
