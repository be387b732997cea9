import Planning
import SecretModel
import TestSupport
import Testing

@Suite("Saved steps")
struct SavedStepsTests {
  static let seeds: Range<UInt64> = 0..<200

  /// As a file has them: places counted by lines only.
  private func saved(_ steps: [Step]) -> [Step] {
    steps.map { step in
      var step = step
      step.location = nil
      return step
    }
  }

  @Test("where nothing moved, they give the same plan once more", arguments: seeds)
  func unmoved(seed: UInt64) {
    let input = RandomStates(seed: seed).builder.input
    let original = plan(input)
    let (again, moved) = plan(carryingOut: saved(original.steps), input)
    #expect(moved == [])
    #expect(again == original)
    #expect(reviewRefusals(current: original.steps, reviewed: saved(original.steps)) == [])
  }

  @Test("they are the same plan for a run that was given other values, or none", arguments: seeds)
  func otherValues(seed: UInt64) {
    var input = RandomStates(seed: seed).builder.input
    let original = plan(input)
    for address in input.observations.keys {
      input.observations[address] = ValueObservation(.notGiven(reason: "it is not set"))
    }
    let (again, moved) = plan(carryingOut: saved(original.steps), input)
    #expect(moved == [])
    #expect(again.steps == original.steps)
  }

  @Test("each step is refused when its secret was touched, made or deleted since", arguments: seeds)
  func touched(seed: UInt64) {
    let input = RandomStates(seed: seed).builder.input
    let steps = plan(input).steps
    for step in steps {
      guard let secret = step.secret, var secrets = input.live.listings[secret.collection] else { continue }
      var later = input
      if let live = secrets[secret.name] {
        secrets[secret.name]?.updatedAt = live.updatedAt.advanced(bySeconds: 1)
      } else {
        secrets[secret.name] = LiveSecret(updatedAt: Fixture.noon, access: step.after?.access ?? .ownScope)
      }
      later.live.listings[secret.collection] = secrets
      expectRefusal(of: step, among: steps, later)
      guard step.before != nil else { continue }
      secrets[secret.name] = nil
      later.live.listings[secret.collection] = secrets
      expectRefusal(of: step, among: steps, later)
    }
  }

  private func expectRefusal(of step: Step, among steps: [Step], _ input: PlanInput) {
    let moved = plan(carryingOut: saved(steps), input).moved
    #expect(moved.contains { $0.message.hasPrefix("\(step.id): ") }, "\(step.id)")
    #expect(moved.allSatisfy { $0.code == "guard.stale_plan" })
  }

  @Test("a step that the manifest does not ask for is refused, whoever put it into the file", arguments: seeds)
  func forged(seed: UInt64) {
    let states = RandomStates(seed: seed)
    let input = states.builder.input
    let steps = plan(input).steps
    for (address, live) in input.live.secrets {
      let before = StepState(updatedAt: live.updatedAt, access: live.access)
      var forged: [Step] = []
      if !steps.contains(where: { $0.secret == address && $0.action == .deleteSecret }) {
        forged.append(Step(.deleteSecret, address, reason: .declaredAbsent, before: before, after: nil, at: nil))
      }
      if live.access.visibility != nil, !steps.contains(where: { $0.secret == address && $0.narrowsOrWidens }) {
        let all = StepState(access: AccessState(visibility: .all), needsValue: true)
        forged.append(Step(.setVisibility, address, reason: .visibilityDiffers, before: before, after: all, at: nil))
      }
      for step in forged {
        #expect(!plan(carryingOut: saved(steps) + [step], input).moved.isEmpty, "\(step.id)")
      }
    }
  }

  @Test("a step that was widened in the file is refused", arguments: seeds)
  func widened(seed: UInt64) {
    let input = RandomStates(seed: seed).builder.input
    var steps = saved(plan(input).steps)
    for position in steps.indices where steps[position].after?.access.repositories != nil {
      let original = steps[position]
      steps[position].after?.access.repositories?.insert(RepositoryID(77))
      #expect(!plan(carryingOut: steps, input).moved.isEmpty, "\(original.id)")
      steps[position] = original
    }
  }

  @Test("a plan from which a step was taken that does not hang on a value is refused", arguments: seeds)
  func omitted(seed: UInt64) {
    let input = RandomStates(seed: seed).builder.input
    let steps = plan(input).steps
    for position in steps.indices {
      var fewer = saved(steps)
      let omitted = fewer.remove(at: position)
      let isAboutValueAlone =
        omitted.action == .updateSecret && omitted.before?.access == omitted.after?.access
      let moved = plan(carryingOut: fewer, input).moved
      #expect(moved.isEmpty == isAboutValueAlone, "\(omitted.id)")
    }
  }

  @Test("steps in another order are refused, and so is one that stands there twice")
  func order() {
    var builder = InputBuilder()
    builder.declareScope(Fixture.web, unmanaged: .delete)
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, .all))
    builder.list(Fixture.web, "A", at: Fixture.noon)
    let steps = builder.plan.steps
    #expect(plan(carryingOut: steps.reversed(), builder.input).moved.map(\.code) == ["guard.stale_plan"])
    #expect(plan(carryingOut: steps + [steps[1]], builder.input).moved.map(\.code) == ["guard.stale_plan"])
  }

  @Test("two steps about one secret are refused, although each could be")
  func twoForOne() throws {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected("web")))
    let access = AccessState(visibility: .selected, repositories: builder.ids("web", "api"))
    builder.list(Fixture.organization, "A", at: Fixture.noon, access: access)
    builder.give(Fixture.organization, "A", "a")
    let update = try #require(builder.plan.steps.first)
    builder.input.observations = [:]
    let narrowing = try #require(builder.plan.steps.first)
    #expect(update.action == .updateSecret && narrowing.action == .removeRepository)
    #expect(plan(carryingOut: [update], builder.input).moved == [])
    #expect(plan(carryingOut: [narrowing], builder.input).moved == [])
    #expect(plan(carryingOut: [narrowing, update], builder.input).moved.map(\.code) == ["guard.stale_plan"])
  }

  @Test("what was not reviewed is told step by step")
  func review() {
    var builder = InputBuilder()
    for name in ["SAME", "NEW", "MOVED"] { builder.declare(Fixture.web, name) }
    builder.list(Fixture.web, "MOVED", at: Fixture.noon)
    builder.give(Fixture.web, "MOVED", "b")
    let current = builder.plan.steps
    builder.input.desired.collections[SecretCollection(.actions, Fixture.web)]?.secrets[SecretName(listed: "NEW")] = nil
    builder.declare(Fixture.web, "GONE")
    builder.list(Fixture.web, "MOVED", at: Fixture.noon.advanced(bySeconds: -60))
    let reviewed = builder.plan.steps
    #expect(
      reviewRefusals(current: current, reviewed: reviewed).map(\.message) == [
        "create_secret acme/web NEW: it is in the plan of now and was not reviewed",
        "update_secret acme/web MOVED: it was last changed at 2027-01-15T07:59:00Z, "
          + "and is last changed at 2027-01-15T08:00:00Z now",
        "create_secret acme/web GONE: it was reviewed and is not in the plan of now",
      ]
    )
  }
}

extension LiveState {
  fileprivate var secrets: [(SecretAddress, LiveSecret)] {
    listings.flatMap { collection, secrets in
      secrets.map { (SecretAddress(collection, $0.key), $0.value) }
    }
  }
}

extension Step {
  fileprivate var narrowsOrWidens: Bool { action == .setVisibility || action == .updateSecret }
}
