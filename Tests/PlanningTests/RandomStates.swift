import Planning
import SecretModel
import TestSupport

/// Random desired and live states over a small world, so that collisions and moves are frequent.
struct RandomStates {
  static let repositories = ["web", "api", "open", "worker"]
  static let names = ["A", "B", "C"]
  static let scopes: [Scope] =
    [Fixture.organization] + repositories.map { Fixture.repository($0) }
    + [Fixture.environment("web", "production"), Fixture.environment("api", "staging/eu")]

  var generator: SplitMix64
  var builder = InputBuilder(repositories: repositories)
  var given: [SecretAddress: String] = [:]
  var liveValues: [SecretAddress: String] = [:]

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
    let open = builder.id("open")
    builder.input.live.repositories[open]?.visibility = .public
    for scope in Self.scopes {
      for store in SecretStore.all where store.levels[scope.kind] != nil {
        guard scope.kind == .organization || chance(store.isImplied ? 80 : 40) else { continue }
        builder.store = store
        addSecrets(scope)
      }
    }
  }

  var model: PlanModel {
    PlanModel(
      live: builder.input.live,
      values: liveValues,
      ledger: builder.input.ledger,
      now: Fixture.noon
    )
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

  private mutating func addSecrets(_ scope: Scope) {
    let isMissing = scope.kind == .environment && chance(30)
    let policy: UnmanagedPolicy = chance(60) ? .delete : chance(50) ? .deleteOwned : .report
    builder.declareScope(scope, unmanaged: policy, createsEnvironment: scope.kind == .environment)
    if isMissing { builder.loseEnvironment(scope) }
    for name in Self.names {
      if chance(65) { addDesired(scope, name) }
      if chance(65), !isMissing { addLive(scope, name) }
    }
  }

  private mutating func addDesired(_ scope: Scope, _ name: String) {
    let address = Fixture.address(scope, name, of: builder.store)
    guard !chance(15) else {
      builder.declare(scope, name, Fixture.secret(.absent))
      return
    }
    builder.declare(scope, name, Fixture.secret(.source, scope.kind == .organization ? access() : .ownScope))
    let value = chance(50) ? "old-\(address)" : "new-\(address)"
    given[address] = value
    builder.give(scope, name, value)
  }

  private mutating func access() -> DesiredAccess {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return .all
    case 1: return .private
    case 2: return Fixture.selected("w*")
    default:
      let names = Self.repositories.filter { _ in chance(50) }
      return .selected(names.map { Located(.name(RepositoryName(listed: $0)), at: Fixture.here) })
    }
  }

  private mutating func addLive(_ scope: Scope, _ name: String) {
    let address = Fixture.address(scope, name, of: builder.store)
    let updatedAt = Fixture.noon.advanced(bySeconds: -Int64.random(in: 100..<1_000, using: &generator))
    let access = scope.kind == .organization ? liveAccess() : .ownScope
    builder.list(scope, name, at: updatedAt, access: access)
    liveValues[address] = "old-\(address)"
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: break
    case 1:
      builder.remember(scope, name, value: "old-\(address)", at: updatedAt.advanced(bySeconds: -5), access: access)
      liveValues[address] = "outside-\(address)"
    default: builder.remember(scope, name, value: "old-\(address)", at: updatedAt, access: access)
    }
  }

  private mutating func liveAccess() -> AccessState {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: return AccessState(visibility: .all)
    case 1: return AccessState(visibility: .private)
    default:
      let names = Self.repositories.filter { _ in chance(50) }
      return AccessState(visibility: .selected, repositories: Set(names.map { builder.id($0) }))
    }
  }
}
