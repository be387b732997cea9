import SecretModel

/// Declared secrets that hide a declared one of a wider level in the same store, as far as that shows without asking GitHub.
func shadowingWarnings(_ desired: DesiredState) -> [Diagnostic] {
  desired.sortedSecrets.compactMap { address, secret in
    guard secret.value != .absent, let repository = address.scope.repository else { return nil }
    for scope in address.scope.wider {
      let wider = SecretAddress(store: address.store, scope: scope, name: address.name)
      guard let hidden = desired[wider], hidden.value != .absent, hidden.access.mayReach(repository.name) else {
        continue
      }
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
