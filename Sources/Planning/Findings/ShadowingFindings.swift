import SecretModel

/// Declared secrets of repositories and environments that hide one of a wider level.
///
/// Source: docs.github.com, "Naming your secrets": the lowest level takes precedence.
func shadowingFindings(_ comparison: Comparison, _ audience: SecretAudience) -> [Finding] {
  var organizationSecrets: [OwnerName: [SecretName: SecretAudience.OrganizationSecret]] = [:]
  for owner in audience.organizations {
    organizationSecrets[owner] = Dictionary(
      uniqueKeysWithValues: audience.organizationSecrets(of: owner).map { ($0.name, $0) }
    )
  }
  return comparison.declared.compactMap { declared in
    guard let repository = declared.address.scope.repository, declared.verdict != .missingExternal else { return nil }
    let name = declared.address.name
    if declared.address.scope.kind == .environment, audience.has(name, in: .repository(repository)) {
      return shadowing(declared, hides: .repository(repository))
    }
    guard let wider = organizationSecrets[repository.owner]?[name], audience.reaches(wider, repository) else {
      return nil
    }
    return shadowing(declared, hides: .organization(repository.owner))
  }
}

private func shadowing(_ declared: Comparison.Declared, hides scope: Scope) -> Finding {
  Finding(
    .note,
    code: "shadowed",
    declared.address,
    message: "hides the secret of the same name in \(scope); workflows here see only this one",
    at: declared.desired.location
  )
}
