import SecretModel

/// Declared secrets of repositories and environments that hide one of a wider level in the same store.
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
    let hidden = declared.address.scope.wider.map { SecretCollection(store, $0) }
      .first { wider in
        guard wider.scope.kind == .organization else { return audience.has(name, in: wider) }
        return organizationSecrets[wider]?[name].map { audience.reaches($0, repository) } ?? false
      }
    return hidden.map { shadowing(declared, hides: $0) }
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
