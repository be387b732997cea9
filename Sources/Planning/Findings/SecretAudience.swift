import SecretModel

/// Which secrets there will be once the plan is carried out, and who will see them.
struct SecretAudience {
  /// An organization's secret as it will be.
  struct OrganizationSecret {
    var name: SecretName
    var access: AccessState
    var location: SourceLocation?
  }

  private var byOrganization: [SecretCollection: [OrganizationSecret]] = [:]
  private var privateByOrganization: [SecretCollection: [SecretName]] = [:]
  private var names: [SecretCollection: Set<SecretName>] = [:]
  private let live: LiveState

  init(_ comparison: Comparison) {
    live = comparison.input.live
    for declared in comparison.declared where declared.verdict != .missingExternal {
      add(declared.address, access: declared.access, at: declared.desired.location)
    }
    for undeclared in comparison.undeclared where !undeclared.isDeleted {
      add(undeclared.address, access: undeclared.live.access, at: nil)
    }
    for (collection, secrets) in byOrganization {
      let sorted = secrets.sorted { $0.name < $1.name }
      byOrganization[collection] = sorted
      privateByOrganization[collection] = sorted.filter { $0.access.visibility == .private }.map(\.name)
    }
  }

  private mutating func add(_ address: SecretAddress, access: AccessState, at location: SourceLocation?) {
    names[address.collection, default: []].insert(address.name)
    guard address.scope.kind == .organization else { return }
    byOrganization[address.collection, default: []]
      .append(OrganizationSecret(name: address.name, access: access, location: location))
  }

  /// The secrets that an organization will have of one store, by name.
  func organizationSecrets(in collection: SecretCollection) -> [OrganizationSecret] { byOrganization[collection] ?? [] }

  /// The names of those that its public repositories cannot see, sorted.
  func privateSecrets(in collection: SecretCollection) -> [SecretName] { privateByOrganization[collection] ?? [] }

  /// What organizations will have secrets in.
  var ofOrganizations: [SecretCollection] { byOrganization.keys.sorted() }

  /// Whether there will be a secret of that name in one place itself.
  func has(_ name: SecretName, in collection: SecretCollection) -> Bool { names[collection]?.contains(name) == true }

  /// Whether an organization's secret reaches a repository; unknown facts count as 'yes' only for `all`.
  func reaches(_ secret: OrganizationSecret, _ repository: RepositoryFullName) -> Bool {
    secret.access.reach(live.repository(named: repository)) == .reached
  }
}
