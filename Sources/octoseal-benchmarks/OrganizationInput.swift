import Planning
import SecretModel

/// An organization of any size as the planner sees it: a fifth of its secrets its own, a tenth of these selected with a
/// hundred repositories each, two fifths in repositories, two fifths in environments.
struct OrganizationInput {
  static let selection = 100

  private static let owner = OwnerName(listed: "acme")
  private static let place = SourceLocation(file: "octoseal.yaml", line: 1, column: 1)
  private static let noon = Timestamp(secondsSinceEpoch: 1_800_000_000)

  /// Nothing is live.
  private(set) var empty = PlanInput(
    desired: DesiredState(),
    live: LiveState(),
    ledger: Ledger(),
    observations: [:],
    asOf: Self.noon
  )
  /// All is live, and as declared.
  private(set) var complete: PlanInput

  init(secrets count: Int) {
    complete = empty
    addRepositories(max(Self.selection, count / 20))
    addSecrets(count / 5, in: .organization(Self.owner))
    for index in 0..<count / 20 { addSecrets(8, in: .repository(Self.repository(index))) }
    for index in 0..<count / 10 {
      addSecrets(4, in: .environment(Self.repository(index / 2), EnvironmentName(listed: "env\(index % 2)")))
    }
  }

  /// All is live, and the value of every hundredth secret is another than before.
  var changed: PlanInput {
    var input = complete
    for (index, address) in complete.observations.keys.sorted().enumerated() where index % 100 == 0 {
      input.observations[address] = ValueObservation(.given(Self.fingerprint("new")))
    }
    return input
  }

  private static func repository(_ index: Int) -> RepositoryFullName {
    RepositoryFullName(owner: owner, name: RepositoryName(listed: "r\(index)"))
  }

  private static func fingerprint(_ text: String) -> Fingerprint { Fingerprint(hexadecimal: text, keyCheck: "key") }

  private mutating func addRepositories(_ count: Int) {
    for index in 0..<count {
      let repository = Repository(
        id: RepositoryID(Int64(index)),
        fullName: Self.repository(index),
        visibility: .private,
        isArchived: false
      )
      empty.live.repositories[repository.id] = repository
      empty.live.lookups[repository.fullName] = .found(repository.id)
    }
    empty.live.listedOrganizations = [Self.owner]
    complete.live = empty.live
  }

  private mutating func addSecrets(_ count: Int, in scope: Scope) {
    let collection = SecretCollection(.actions, scope)
    var desired = DesiredCollection(collection, location: Self.place, unmanaged: .report)
    var live: [SecretName: LiveSecret] = [:]
    for index in 0..<count {
      let name = SecretName(listed: "\(scope.kind)_\(index)".uppercased())
      let (access, liveAccess) = access(of: index, in: scope)
      desired.secrets[name] = DesiredSecret(location: Self.place, value: .source, access: access)
      live[name] = LiveSecret(updatedAt: Self.noon, access: liveAccess)
      remember(SecretAddress(collection, name), liveAccess)
    }
    for input in [\Self.empty, \Self.complete] {
      self[keyPath: input].desired.collections[collection] = desired
      if scope.kind == .environment {
        self[keyPath: input].desired.environments[scope] = DesiredEnvironment(location: Self.place, create: false)
      }
    }
    empty.live.listings[collection] = [:]
    complete.live.listings[collection] = live
  }

  private func access(of index: Int, in scope: Scope) -> (DesiredAccess, AccessState) {
    guard scope.kind == .organization else { return (.ownScope, .ownScope) }
    guard index % 10 == 0 else { return (.all, AccessState(visibility: .all)) }
    let repositories = 0..<Self.selection
    let selectors = repositories.map { Located(RepositorySelector.name(Self.repository($0).name), at: Self.place) }
    let ids = Set(repositories.map { RepositoryID(Int64($0)) })
    return (.selected(selectors), AccessState(visibility: .selected, repositories: ids))
  }

  private mutating func remember(_ address: SecretAddress, _ access: AccessState) {
    let fingerprint = Self.fingerprint("old")
    for input in [\Self.empty, \Self.complete] {
      self[keyPath: input].observations[address] = ValueObservation(.given(fingerprint))
    }
    complete.ledger.entries[address] = LedgerEntry(
      value: ValueRecord(fingerprint: fingerprint, keyID: "1"),
      updatedAt: Self.noon,
      access: access,
      isProtected: false
    )
  }
}
