import SecretModel

/// Scopes that declare more secrets than GitHub keeps there.
///
/// Source: docs.github.com, "Limits for secrets".
func limitProblems(_ desired: DesiredState) -> [Diagnostic] {
  desired.sortedScopes.compactMap { scope in
    let count = scope.secrets.values.count { $0.value != .absent }
    guard let limit = SecretStore.actions.limits[scope.scope.kind], count > limit else { return nil }
    return Diagnostic(
      code: "manifest.too_many_secrets",
      message: "\(scope.scope) declares \(count) secrets, and GitHub keeps at most \(limit) in one \(scope.scope.kind)",
      remedy: "move some to another level, or join several into one file",
      at: scope.location
    )
  }
}
