import Planning
import SecretModel

/// Short words for the states that the tests speak of.
enum Fixture {
  static let here = SourceLocation(file: "octoseal.yaml", line: 1, column: 1)
  static let acme = OwnerName(listed: "acme")
  static let organization = Scope.organization(acme)
  static let web = repository("web")
  static let production = environment("web", "production")
  static let noon = Timestamp(secondsSinceEpoch: 1_800_000_000)

  static func fullName(_ name: String) -> RepositoryFullName {
    RepositoryFullName(owner: acme, name: RepositoryName(listed: name))
  }

  static func repository(_ name: String) -> Scope { .repository(fullName(name)) }

  static func environment(_ repository: String, _ name: String) -> Scope {
    .environment(fullName(repository), EnvironmentName(listed: name))
  }

  static func address(_ scope: Scope, _ name: String, of store: SecretStore = .actions) -> SecretAddress {
    SecretAddress(store: store, scope: scope, name: SecretName(listed: name))
  }

  static func fingerprint(_ value: String, key: String = "key") -> Fingerprint {
    Fingerprint(hexadecimal: "of-\(value)-by-\(key)", keyCheck: key)
  }

  static func secret(
    _ value: DesiredValue = .source,
    _ access: DesiredAccess = .ownScope,
    maxAge: Age? = nil,
    rotatedAt: Timestamp? = nil,
    isProtected: Bool = false
  ) -> DesiredSecret {
    DesiredSecret(
      location: here,
      value: value,
      access: access,
      maxAge: maxAge,
      rotatedAt: rotatedAt,
      isProtected: isProtected
    )
  }

  static func selected(_ names: String...) -> DesiredAccess {
    .selected(
      names.map { name in
        Located(Glob.isPattern(name) ? .glob(Glob(name)) : .name(RepositoryName(listed: name)), at: here)
      }
    )
  }
}

/// A plan's input that is built secret by secret.
struct InputBuilder {
  /// The store of what is declared, given, listed and remembered from now on.
  var store = SecretStore.actions
  var input = PlanInput(
    desired: DesiredState(),
    live: LiveState(),
    ledger: Ledger(),
    observations: [:],
    asOf: Fixture.noon
  )

  init(repositories: [String] = ["web", "api", "worker"]) {
    for (index, name) in repositories.enumerated() {
      let id = RepositoryID(Int64(index + 1))
      let repository = Repository(id: id, fullName: Fixture.fullName(name), visibility: .private, isArchived: false)
      input.live.repositories[id] = repository
      input.live.lookups[repository.fullName] = .found(id)
    }
    input.live.listedOrganizations = [Fixture.acme]
  }

  func id(_ repository: String) -> RepositoryID {
    input.live.repository(named: Fixture.fullName(repository))?.id ?? RepositoryID(0)
  }

  func ids(_ repositories: String...) -> Set<RepositoryID> { Set(repositories.map { id($0) }) }

  /// Takes it as proven that an environment does not exist.
  mutating func loseEnvironment(_ scope: Scope) {
    input.live.listings = input.live.listings.filter { $0.key.scope != scope }
    input.live.missingEnvironments.insert(scope)
  }

  mutating func declareScope(
    _ scope: Scope,
    unmanaged: UnmanagedPolicy = .report,
    ignore: [Glob] = [],
    createsEnvironment: Bool = false
  ) {
    let collection = SecretCollection(store, scope)
    if input.desired.collections[collection] == nil {
      input.desired.collections[collection] = DesiredCollection(
        collection,
        location: Fixture.here,
        unmanaged: unmanaged,
        ignore: ignore
      )
    }
    if scope.kind == .environment {
      input.desired.environments[scope] = DesiredEnvironment(location: Fixture.here, create: createsEnvironment)
    }
    if input.live.listings[collection] == nil, !input.live.missingEnvironments.contains(scope) {
      input.live.listings[collection] = [:]
    }
  }

  mutating func declare(_ scope: Scope, _ name: String, _ secret: DesiredSecret = Fixture.secret()) {
    declareScope(scope, createsEnvironment: input.desired.environments[scope]?.create ?? false)
    input.desired.collections[SecretCollection(store, scope)]?.secrets[SecretName(listed: name)] = secret
  }

  mutating func give(_ scope: Scope, _ name: String, _ value: String) {
    input.observations[Fixture.address(scope, name, of: store)] = ValueObservation(.given(Fixture.fingerprint(value)))
  }

  mutating func list(_ scope: Scope, _ name: String, at time: Timestamp, access: AccessState = .ownScope) {
    declareScope(scope)
    let secret = LiveSecret(updatedAt: time, access: access)
    input.live.listings[SecretCollection(store, scope)]?[SecretName(listed: name)] = secret
  }

  mutating func remember(
    _ scope: Scope,
    _ name: String,
    value: String?,
    at time: Timestamp,
    access: AccessState = .ownScope,
    isProtected: Bool = false
  ) {
    input.ledger.entries[Fixture.address(scope, name, of: store)] = LedgerEntry(
      value: ValueRecord(fingerprint: value.map { Fixture.fingerprint($0) }, keyID: "1"),
      updatedAt: time,
      access: access,
      isProtected: isProtected
    )
  }

  var plan: Plan { Planning.plan(input) }
  var drift: Drift { Planning.drift(input) }
}

extension Plan {
  /// The steps as a person would list them.
  var lines: [String] { steps.map { "\($0.id) (\($0.reason.rawValue))" } }

  /// The codes of the findings with the secret that each is about.
  var codes: [String] { findings.map { [$0.code, $0.secret?.rawValue].compactMap { $0 }.joined(separator: " ") } }
}
