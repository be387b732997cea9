import SecretModel
import ValueSources

/// The declarations of a manifest of what is live, by scope.
struct ExportedDeclarations: Sendable {
  let secrets: LiveSecrets
  let groups: SelectionGroups
  /// The variable that each secret takes its value from.
  let placeholders: [SecretAddress: String]
  /// The repositories that are archived.
  let archived: Set<RepositoryFullName>
  /// The repositories with anything to declare, sorted, and the environments that have it.
  let repositories: [RepositoryFullName]
  private let environments: [RepositoryFullName: [EnvironmentName]]
  private let names: [RepositoryID: RepositoryName]

  init(_ live: LiveState) {
    let secrets = LiveSecrets(live)
    let names = live.repositories.mapValues(\.fullName.name)
    let sorted = secrets.sorted
    self.secrets = secrets
    self.names = names
    groups = SelectionGroups(
      sorted.compactMap { selection(of: $0.secret, owner: $0.address.scope.owner, names) },
      largestExpansion: RepositoryGroups.mostExpanded
    )
    var placeholderNames = PlaceholderNames(tellsOwners: Set(sorted.map(\.address.scope.owner)).count > 1)
    var placeholders: [SecretAddress: String] = [:]
    for (address, _) in sorted { placeholders[address] = placeholderNames.name(for: address) }
    self.placeholders = placeholders
    archived = Set(live.repositories.values.filter { $0.isArchived == true }.map(\.fullName))
    repositories = Set(secrets.entries.keys.compactMap(\.repository)).sorted()
    var environments: [RepositoryFullName: [EnvironmentName]] = [:]
    for scope in secrets.entries.keys.sorted() {
      guard let repository = scope.repository, let environment = scope.environment else { continue }
      environments[repository, default: []].append(environment)
    }
    self.environments = environments
  }

  /// The environments of a repository that have anything to declare, sorted.
  func environments(of repository: RepositoryFullName) -> [EnvironmentName] { environments[repository] ?? [] }

  /// The keys of a scope under which its secrets are declared, one for each store that has any there.
  func entries(in scope: Scope) -> [WrittenEntry] {
    SecretStore.all.compactMap { store in
      let declared = (secrets.entries[scope] ?? []).filter { $0.address.store == store }
      guard !declared.isEmpty else { return nil }
      return WrittenEntry(store.manifestKey, .mapping(declared.map { entry($0.address, $0.secret) }))
    }
  }

  private func entry(_ address: SecretAddress, _ secret: LiveSecret) -> WrittenEntry {
    var keys: [WrittenEntry] = []
    if let visibility = secret.access.visibility {
      keys.append(WrittenEntry("visibility", .literal(visibility.rawValue)))
    }
    if let selection = selection(of: secret, owner: address.scope.owner, names) {
      keys.append(WrittenEntry("repositories", .texts(groups.entries(for: selection))))
    }
    let source = [WrittenEntry(EnvironmentVariable.manifestKey, .text(placeholders[address] ?? ""))]
    return WrittenEntry(address.name.rawValue, .compact(keys + [WrittenEntry("value", .compact(source))]))
  }
}

/// The repositories of a `selected` secret by the names that they have now; nil for any other secret.
private func selection(
  of secret: LiveSecret,
  owner: OwnerName,
  _ names: [RepositoryID: RepositoryName]
) -> SelectionGroups.Selection? {
  guard secret.access.visibility == .selected else { return nil }
  guard let ids = secret.access.repositories else { preconditionFailure("an inventory has every selection") }
  return SelectionGroups.Selection(owner: owner, names: ids.compactMap { names[$0] }.sorted())
}
