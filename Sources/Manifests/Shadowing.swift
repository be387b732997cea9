import SecretModel

/// Declared secrets that hide a declared one of a wider level in the same store, as far as that shows without asking GitHub.
func shadowingWarnings(_ desired: DesiredState) -> [Diagnostic] {
  desired.sortedSecrets.compactMap { address, secret in
    guard secret.value != .absent, let repository = address.scope.repository else { return nil }
    var scopes: [Scope] = [.organization(repository.owner)]
    if address.scope.kind == .environment { scopes.insert(.repository(repository), at: 0) }
    for scope in scopes {
      let wider = SecretAddress(store: address.store, scope: scope, name: address.name)
      guard let hidden = desired[wider], hidden.reaches(repository) else { continue }
      return Diagnostic(
        .warning,
        code: "shadowed",
        message: "\(address) hides the secret of the same name in \(wider.collection)",
        remedy: "only this one is seen here; rename one of them if that is not meant",
        at: secret.location,
        related: hidden.location
      )
    }
    return nil
  }
}

extension DesiredSecret {
  /// Whether the declaration by itself says that a repository sees the secret.
  fileprivate func reaches(_ repository: RepositoryFullName) -> Bool {
    guard value != .absent else { return false }
    return switch access {
    case .ownScope, .all, .private: true
    case .selected(let selectors): selectors.contains { $0.value == .name(repository.name) }
    }
  }
}
