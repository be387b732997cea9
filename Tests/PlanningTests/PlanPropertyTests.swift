import Planning
import SecretModel
import TestSupport
import Testing

@Suite("Plans over random states")
struct PlanPropertyTests {
  static let seeds: Range<UInt64> = 0..<400

  @Test("a plan that is carried out gives the desired state, and the next one is empty", arguments: seeds)
  func converges(seed: UInt64) {
    let states = RandomStates(seed: seed)
    let plan = states.builder.plan
    var model = states.model
    for step in plan.steps { model.carryOut(step, values: states.given) }
    expectDesired(states, model)

    var second = states.builder.input
    second.live = model.live
    second.ledger = model.ledger
    #expect(Planning.plan(second).lines == [])
  }

  private func expectDesired(_ states: RandomStates, _ model: PlanModel) {
    for (address, secret) in states.builder.input.desired.sortedSecrets {
      if secret.value == .absent {
        #expect(model.live[address] == nil, "\(address) is declared absent")
      } else {
        #expect(model.values[address] == states.given[address], "\(address) has another value")
        #expect(model.live[address]?.access.visibility == secret.access.visibility, "\(address)")
        let wanted = selection(secret.access, states.builder.input.live)
        #expect(wanted == nil || model.live[address]?.access.repositories == wanted, "\(address)")
      }
    }
    for desired in states.builder.input.desired.collections.values where desired.unmanaged == .delete {
      let secrets = model.live.listings[desired.collection] ?? [:]
      #expect(Set(secrets.keys).isSubset(of: desired.secrets.keys), "\(desired.collection) has undeclared secrets")
    }
  }

  private func selection(_ access: DesiredAccess, _ live: LiveState) -> Set<RepositoryID>? {
    guard case .selected(let selectors) = access else { return nil }
    return Set(
      selectors.flatMap { selector in
        live.repositories.values.filter { repository in
          switch selector.value {
          case .name(let name): repository.fullName.name == name
          case .glob(let glob): glob.matches(repository.fullName.name.spelling)
          }
        }
      }
      .map(\.id)
    )
  }

  @Test("the same input gives the same plan", arguments: seeds.prefix(50))
  func isDeterministic(seed: UInt64) {
    let first = RandomStates(seed: seed).builder.plan
    let second = RandomStates(seed: seed).builder.plan
    #expect(first == second)
    #expect(first.steps == second.steps && first.findings == second.findings)
  }

  @Test("dependencies point backwards", arguments: seeds)
  func dependenciesPointBackwards(seed: UInt64) {
    let plan = RandomStates(seed: seed).builder.plan
    for (position, needed) in dependencies(of: plan.steps, repositoryNames: plan.repositoryNames).enumerated() {
      #expect(needed.allSatisfy { $0 < position })
    }
  }

  @Test("no prefix of a plan, in any order that its dependencies allow, breaks a promise", arguments: seeds)
  func keepsPromises(seed: UInt64) {
    let states = RandomStates(seed: seed)
    let plan = states.builder.plan
    var generator = SplitMix64(seed: seed ^ 0xABCD)
    let orders = [Array(plan.steps.indices)] + (0..<4).map { _ in randomOrder(plan, using: &generator) }
    for order in orders { expectPromises(states, plan, order) }
  }

  /// An order that a concurrent applier could produce: dependencies first, deletions after everything else.
  private func randomOrder(_ plan: Plan, using generator: inout SplitMix64) -> [Int] {
    let needed = dependencies(of: plan.steps, repositoryNames: plan.repositoryNames)
    let changes = plan.steps.indices.filter { plan.steps[$0].action != .deleteSecret }
    let deletions = plan.steps.indices.filter { plan.steps[$0].action == .deleteSecret }
    var done: [Int] = []
    for group in [changes, deletions] {
      var left = group
      while !left.isEmpty {
        let ready = left.filter { needed[$0].allSatisfy(done.contains) }
        guard let chosen = ready.randomElement(using: &generator) else {
          Issue.record("no step is ready")
          return done
        }
        done.append(chosen)
        left.removeAll { $0 == chosen }
      }
    }
    return done
  }

  private func expectPromises(_ states: RandomStates, _ plan: Plan, _ order: [Int]) {
    let start = states.model
    var end = start
    for position in order { end.carryOut(plan.steps[position], values: states.given) }
    var model = start
    for position in order {
      model.carryOut(plan.steps[position], values: states.given)
      let after = Comment(rawValue: "after \(plan.steps[position].id)")
      for repository in start.live.repositories.values {
        for store in SecretStore.all {
          expectNobodyWithoutValue(repository, store, start, model, end, after)
          expectNoNewValueForLosers(repository, store, start, model, end, after)
        }
      }
    }
  }

  private func expectNobodyWithoutValue(
    _ repository: Repository,
    _ store: SecretStore,
    _ start: PlanModel,
    _ model: PlanModel,
    _ end: PlanModel,
    _ after: Comment
  ) {
    let environments: [Scope?] = [nil] + RandomStates.scopes.filter { $0.repository == repository.fullName }
    for name in RandomStates.names.map(SecretName.init(listed:)) {
      for environment in environments {
        let keeps =
          start.value(of: name, in: store, seenBy: repository, environment) != nil
          && end.value(of: name, in: store, seenBy: repository, environment) != nil
        guard keeps else { continue }
        #expect(model.value(of: name, in: store, seenBy: repository, environment) != nil, after)
      }
    }
  }

  private func expectNoNewValueForLosers(
    _ repository: Repository,
    _ store: SecretStore,
    _ start: PlanModel,
    _ model: PlanModel,
    _ end: PlanModel,
    _ after: Comment
  ) {
    for name in RandomStates.names.map(SecretName.init(listed:)) {
      let address = SecretAddress(store: store, scope: Fixture.organization, name: name)
      guard start.reaches(address, repository), !end.reaches(address, repository) else { continue }
      guard model.reaches(address, repository) else { continue }
      #expect(model.values[address] == start.values[address], after)
    }
  }
}
