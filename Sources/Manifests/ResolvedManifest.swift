import SecretModel
import ValueSources

/// A draft with defaults, inherited policies and groups put in: what the rest of the program works with.
struct ResolvedManifest {
  private(set) var desired = DesiredState()
  private(set) var values: [SecretAddress: ValueDeclaration] = [:]
  let settings: ManifestSettings
  private let draft: ManifestDraft
  private var groups: RepositoryGroups

  /// Resolves a draft, and checks what can only be seen from the whole.
  init(_ draft: ManifestDraft, root: String, into diagnostics: inout [Diagnostic]) {
    self.draft = draft
    groups = RepositoryGroups(draft.groups, into: &diagnostics)
    settings = ManifestSettings(
      apiURL: draft.apiURL,
      apiVersion: draft.apiVersion?.value ?? .auto,
      ledger: LedgerLocation(draft.ledger?.value ?? "octoseal.ledger.json", relativeTo: root)
    )
    desired.environments = draft.environments
    desired.collections.reserveCapacity(draft.scopes.count)
    values.reserveCapacity(
      draft.scopes.values.reduce(0) { sum, scope in scope.secrets.values.reduce(sum) { $0 + $1.count } }
    )
    for (scope, scopeDraft) in draft.scopes {
      for store in managedStores(of: scope, scopeDraft) {
        let collection = SecretCollection(store, scope)
        desired.collections[collection] = resolve(collection, scopeDraft, into: &diagnostics)
      }
    }
    diagnostics += missingVersion() + misplacedRepositories()
    diagnostics += limitProblems(desired) + shadowingWarnings(desired)
  }

  /// The stores that are managed in a scope: those whose key is written there, and that for which a policy is enough.
  private func managedStores(of scope: Scope, _ scopeDraft: ManifestDraft.ScopeDraft) -> [SecretStore] {
    SecretStore.all.filter { store in
      guard scopeDraft.secrets[store] == nil else { return true }
      return store.isImplied && (scopeDraft.hasPolicy || inheritsPolicy(scope))
    }
  }

  private mutating func resolve(
    _ collection: SecretCollection,
    _ scopeDraft: ManifestDraft.ScopeDraft,
    into diagnostics: inout [Diagnostic]
  ) -> DesiredCollection {
    var result = DesiredCollection(
      collection,
      location: scopeDraft.location,
      unmanaged: unmanagedPolicy(of: collection.scope),
      ignore: scopeDraft.ignore.map { Glob($0.value) }
    )
    for (name, secret) in scopeDraft.secrets[collection.store] ?? [:] {
      if let index = result.ignore.firstIndex(where: { $0.matches(name.rawValue) }) {
        let pattern = scopeDraft.ignore[index]
        diagnostics.append(
          Diagnostic(
            code: "manifest.ignored",
            message: "secret \(name) is declared, but '\(pattern.value)' under 'ignore' says not to touch it",
            remedy: "remove one of the two",
            at: secret.location,
            related: pattern.location
          )
        )
      }
      result.secrets[name] = resolve(secret, into: &diagnostics)
      if case .source(let declaration) = secret.value {
        values[SecretAddress(collection, name)] = declaration
      }
    }
    return result
  }

  private mutating func resolve(
    _ secret: ManifestDraft.SecretDraft,
    into diagnostics: inout [Diagnostic]
  ) -> DesiredSecret {
    let access: DesiredAccess =
      switch secret.visibility?.value {
      case nil: .ownScope
      case .all: .all
      case .private: .private
      case .selected: .selected(groups.selectors(secret.repositories?.value ?? [], into: &diagnostics))
      }
    let value: DesiredValue =
      switch secret.value {
      case .absent: .absent
      case .external: .external
      case .source(let declaration): declaration.source.desiredValue
      }
    return DesiredSecret(
      location: secret.location,
      value: value,
      access: access,
      maxAge: secret.maxAge,
      rotatedAt: secret.rotatedAt,
      isProtected: secret.isProtected
    )
  }

  /// The closest policy that is written down: the scope's own, then outwards.
  private func unmanagedPolicy(of scope: Scope) -> UnmanagedPolicy {
    ([scope] + scope.wider).lazy.compactMap { draft.scopes[$0]?.unmanaged?.value }.first
      ?? draft.unmanaged?.value ?? .report
  }

  /// Whether a wider level has an `unmanaged` of its own, which then holds for this scope too.
  private func inheritsPolicy(_ scope: Scope) -> Bool {
    scope.wider.contains { draft.scopes[$0]?.unmanaged != nil }
  }

  private func missingVersion() -> [Diagnostic] {
    guard !draft.hasVersion, let start = draft.start else { return [] }
    return [
      Diagnostic(
        code: "manifest.version",
        message: "the manifest has no version",
        remedy: "write 'version: 1'",
        at: start
      )
    ]
  }

  private func misplacedRepositories() -> [Diagnostic] {
    draft.outsideRepositories.filter { draft.organizations.contains($0.key.owner) }
      .map { name, location in
        Diagnostic(
          code: "manifest.misplaced_repository",
          message: "'\(name)' belongs to an organization that is under 'organizations'",
          remedy: "move it to 'organizations.\(name.owner).repositories.\(name.name)'",
          at: location
        )
      }
  }
}
