import SecretModel

/// Declared secrets of repositories and environments that hide one of a wider level in the same store.
///
/// Source: docs.github.com, "Naming your secrets": the lowest level takes precedence.
func shadowingFindings(_ comparison: Comparison, _ audience: SecretAudience) -> [Finding] {
  var organizationSecrets: [SecretCollection: [SecretName: SecretAudience.OrganizationSecret]] = [:]
  for collection in audience.ofOrganizations {
    organizationSecrets[collection] = Dictionary(
      uniqueKeysWithValues: audience.organizationSecrets(in: collection).map { ($0.name, $0) }
    )
  }
  return comparison.declared.compactMap { declared in
    guard let repository = declared.address.scope.repository, declared.verdict != .missingExternal else { return nil }
    let (store, name) = (declared.address.store, declared.address.name)
    let ofRepository = SecretCollection(store, .repository(repository))
    if declared.address.scope.kind == .environment, audience.has(name, in: ofRepository) {
      return shadowing(declared, hides: ofRepository)
    }
    let ofOrganization = SecretCollection(store, .organization(repository.owner))
    guard let wider = organizationSecrets[ofOrganization]?[name], audience.reaches(wider, repository) else {
      return nil
    }
    return shadowing(declared, hides: ofOrganization)
  }
}

private func shadowing(_ declared: Comparison.Declared, hides collection: SecretCollection) -> Finding {
  Finding(
    .note,
    code: "shadowed",
    declared.address,
    message: "hides the secret of the same name in \(collection); only this one is seen here",
    at: declared.desired.location
  )
}
