public import SecretModel

/// The plan that carries out steps which were planned earlier, if they are still what the manifest asks for.
///
/// A saved plan may come from a job that is trusted less than this one: no step of it is believed. Each has to be the
/// step that follows from the manifest and the live state, and none that follows from them may be missing, or a secret could
/// be deleted whose new place is not made; only whether a value is written again was decided then.
///
/// - Parameters:
///   - steps: the saved steps in their order.
///   - input: what is desired, live and remembered now.
/// - Returns: the plan, and what moved since the steps were planned; it may be carried out only when nothing did, and has
///   the saved steps otherwise.
public func plan(carryingOut steps: [Step], _ input: PlanInput) -> (plan: Plan, moved: [Diagnostic]) {
  let comparison = Comparison(input)
  let now = StepCatalog(comparison)
  var confirmed: [Step] = []
  var moved: [Diagnostic] = []
  for step in steps {
    let present = now.step(like: step)
    if let present, present.isSame(as: step) {
      confirmed.append(present)
    } else {
      moved.append(step.movement(present: present, live: step.secret.flatMap { input.live[$0] }))
    }
  }
  let known = Set(steps.map(\.subject))
  moved += now.stepsWithoutValues.filter { !known.contains($0.subject) }
    .map { step in
      Diagnostic(staleBecause: "\(step.id): it is needed now and the saved plan does not have it", at: step.location)
    }
  var plan = plan(comparison, steps: confirmed)
  let isInOrder = plan.steps.elementsEqual(steps) { $0.isSame(as: $1) }
  if moved.isEmpty, !isInOrder || known.count < steps.count { moved.append(.wrongOrder) }
  // What is refused is shown as it was saved.
  if !moved.isEmpty { plan.steps = steps }
  return (plan, moved)
}

/// What a reviewer did not see: how the plan of now differs from the reviewed one.
///
/// - Parameters:
///   - current: the steps of now.
///   - reviewed: the steps that were reviewed.
/// - Returns: one refusal for each step that differs; empty when they are the same.
public func reviewRefusals(current: [Step], reviewed: [Step]) -> [Diagnostic] {
  let currentByID = Dictionary(current.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  let reviewedByID = Dictionary(reviewed.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  let missing = reviewed.filter { currentByID[$0.id] == nil }
    .map { Diagnostic(notReviewed: "\($0.id): it was reviewed and is not in the plan of now", at: $0.location) }
  let others = current.compactMap { step -> Diagnostic? in
    guard let known = reviewedByID[step.id] else {
      return Diagnostic(notReviewed: "\(step.id): it is in the plan of now and was not reviewed", at: step.location)
    }
    return step.isSame(as: known)
      ? nil : Diagnostic(notReviewed: "\(step.id): \(step.difference(from: known))", at: step.location)
  }
  return others + missing
}

/// The steps that the manifest and the live state allow, whatever is known of the values.
private struct StepCatalog {
  private let declared: [SecretAddress: Comparison.Declared]
  private let deletions: [SecretAddress: Step]
  private let environments: [Scope: Step]
  /// The steps that are needed whatever is known of the values.
  let stepsWithoutValues: [Step]

  init(_ comparison: Comparison) {
    declared = Dictionary(uniqueKeysWithValues: comparison.declared.map { ($0.address, $0) })
    deletions = Dictionary(
      uniqueKeysWithValues: comparison.deletions.compactMap { step in step.secret.map { ($0, step) } }
    )
    environments = Dictionary(uniqueKeysWithValues: comparison.environmentCreations.map { ($0.scope, $0) })
    let changes = comparison.declared.compactMap { $0.verdict == .create ? $0.step : $0.accessStep() }
    stepsWithoutValues = comparison.environmentCreations + changes + comparison.deletions
  }

  /// The step that would do now what a saved one did then; nil when nothing would.
  func step(like saved: Step) -> Step? {
    guard let address = saved.secret else { return environments[saved.scope] }
    switch saved.action {
    case .createEnvironment: return nil
    case .deleteSecret: return deletions[address]
    case .createSecret:
      guard let secret = declared[address], secret.verdict == .create else { return nil }
      return secret.step
    case .updateSecret:
      guard let secret = declared[address], secret.live != nil, secret.desired.value != .external else { return nil }
      guard saved.reason.isAboutValue else { return nil }
      return secret.valueStep(.updateSecret, reason: saved.reason)
    case .setVisibility, .setRepositories, .addRepository, .removeRepository:
      guard let step = declared[address]?.accessStep(), step.action == saved.action else { return nil }
      return step
    }
  }
}

extension Step.Reason {
  /// Whether it is why a value is written again.
  fileprivate var isAboutValue: Bool {
    switch self {
    case .valueChanged, .changedOutside, .unverified, .rotationDue: true
    case .missing, .visibilityDiffers, .repositoriesDiffer, .unmanaged, .declaredAbsent: false
    }
  }
}

/// What a step is about.
private enum StepSubject: Hashable {
  case secret(SecretAddress)
  case environment(Scope)
}

extension Step {
  fileprivate var subject: StepSubject { secret.map(StepSubject.secret) ?? .environment(scope) }

  /// Whether two steps do the same for the same reason, wherever the manifest declares it.
  fileprivate func isSame(as other: Step) -> Bool {
    var moved = other
    moved.location = location
    return self == moved
  }

  /// What is no longer as it was when this step was planned.
  fileprivate func movement(present: Step?, live: LiveSecret?) -> Diagnostic {
    let what =
      if let present {
        present.difference(from: self)
      } else if secret == nil {
        "the environment is there now, or is not to be made"
      } else if let live, before == nil {
        "it is there now, last changed at \(live.updatedAt)"
      } else if live == nil, before != nil {
        "it is no longer there"
      } else if let live, live.updatedAt != before?.updatedAt {
        "it was last changed at \(before?.updatedAt?.description ?? "an unknown time"), and at \(live.updatedAt) now"
      } else {
        "it does not follow from the manifest and what is live"
      }
    return Diagnostic(staleBecause: "\(id): \(what)", at: location)
  }

  /// How the state that this step starts from or leads to differs from that of another one.
  fileprivate func difference(from other: Step) -> String {
    if before?.updatedAt != other.before?.updatedAt {
      let now = before?.updatedAt.map { "last changed at \($0)" } ?? "not there"
      return "it was \(other.before?.updatedAt.map { "last changed at \($0)" } ?? "not there"), and is \(now) now"
    }
    if before?.access != other.before?.access { return "who may use it has changed since" }
    if after?.access != other.after?.access { return "who shall be able to use it is not what it was" }
    if after?.needsValue != other.after?.needsValue { return "whether it brings the value is not what it was" }
    return "the reason was '\(other.reason.rawValue)', and is '\(reason.rawValue)' now"
  }
}

extension Diagnostic {
  fileprivate static let wrongOrder = Diagnostic(
    staleBecause: "the steps are not in the order in which they have to be carried out, or two are about one secret",
    at: nil
  )

  fileprivate init(staleBecause message: String, at location: SourceLocation?) {
    self.init(
      code: "guard.stale_plan",
      message: message,
      remedy: "plan anew and have it reviewed",
      at: location
    )
  }

  fileprivate init(notReviewed message: String, at location: SourceLocation?) {
    self.init(
      code: "guard.not_reviewed",
      message: message,
      remedy: "save the plan of now with 'octoseal plan --out' and have it reviewed",
      at: location
    )
  }
}
