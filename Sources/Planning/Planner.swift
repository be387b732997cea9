public import SecretModel

/// The steps that turn the live state into the desired one, and what a person should know besides.
///
/// Pure and deterministic: the same input gives the same plan.
public func plan(_ input: PlanInput) -> Plan { plan(Comparison(input)) }

func plan(_ comparison: Comparison) -> Plan {
  // In one array from the start: each further one would take as much memory again.
  var steps = comparison.environmentCreations
  steps.reserveCapacity(steps.count + comparison.declared.count)
  steps.append(contentsOf: comparison.declared.lazy.compactMap(\.step))
  steps.append(contentsOf: comparison.deletions)
  return plan(comparison, steps: steps)
}

/// Puts steps into their order and says what belongs to them.
func plan(_ comparison: Comparison, steps unordered: [Step]) -> Plan {
  let names = repositoryNames(mentionedBy: unordered, live: comparison.input.live)
  let steps = ordered(unordered, repositoryNames: names)
  let moves = moves(in: steps, live: comparison.input.live)
  let changed = Set(steps.compactMap(\.secret))
  return Plan(
    steps: steps,
    findings: (allFindings(comparison, steps: steps) + moveFindings(moves, steps: steps)).sorted(),
    moves: moves,
    unchanged: comparison.declared.count { !changed.contains($0.address) && $0.live != nil },
    repositoryNames: names,
    adopted: adoptions(comparison)
  )
}

extension Comparison {
  /// The steps that make environments.
  var environmentCreations: [Step] {
    environmentsToCreate.map { Step(creatingEnvironment: $0.scope, at: $0.location) }
  }

  /// The steps that delete secrets.
  var deletions: [Step] {
    tombstones.map { deletion(of: $0.address, live: $0.live, reason: .declaredAbsent, at: $0.location) }
      + undeclared.filter(\.isDeleted)
      .map { deletion(of: $0.address, live: $0.live, reason: .unmanaged, at: $0.location) }
  }
}

private func deletion(
  of address: SecretAddress,
  live: LiveSecret,
  reason: Step.Reason,
  at location: SourceLocation
) -> Step {
  Step(
    .deleteSecret,
    address,
    reason: reason,
    before: StepState(updatedAt: live.updatedAt, access: live.access),
    after: nil,
    at: location
  )
}

private func repositoryNames(
  mentionedBy steps: [Step],
  live: LiveState
) -> [RepositoryID: RepositoryFullName] {
  var names: [RepositoryID: RepositoryFullName] = [:]
  for step in steps {
    for id in (step.before?.access.repositories ?? []).union(step.after?.access.repositories ?? []) {
      names[id] = live.repositories[id]?.fullName
    }
  }
  return names
}

private func adoptions(_ comparison: Comparison) -> [SecretAddress: LedgerEntry] {
  var result: [SecretAddress: LedgerEntry] = [:]
  for declared in comparison.declared {
    guard case .adopt(let record) = declared.verdict, let live = declared.live else { continue }
    result[declared.address] = LedgerEntry(
      value: record,
      updatedAt: live.updatedAt,
      access: live.access,
      isProtected: declared.desired.isProtected
    )
  }
  return result
}

extension Comparison.Declared {
  /// The one step that this secret needs; nil when it needs none or when none could help.
  var step: Step? {
    switch verdict {
    case .create: valueStep(.createSecret, reason: .missing)
    case .update(let reason): valueStep(.updateSecret, reason: reason)
    case .adopt, .unchanged: accessStep()
    case .missingExternal: nil
    }
  }

  /// What has to change of the access alone.
  var accessChange: AccessChange {
    live.map { AccessChange(from: $0.access, to: access) } ?? .none
  }

  /// Whether the access differs in a way that only a new value could change, and the value is not ours to write.
  var isBeyondReach: Bool {
    desired.value == .external && accessChange == .visibility && visibilityNeedsValue
  }

  /// A step that writes the value.
  func valueStep(_ action: Step.Action, reason: Step.Reason) -> Step {
    Step(
      action,
      address,
      reason: reason,
      before: live.map { StepState(updatedAt: $0.updatedAt, access: $0.access) },
      after: StepState(access: access, needsValue: true),
      at: desired.location
    )
  }

  /// The step that changes the access alone; nil when it is as declared or cannot be changed.
  func accessStep() -> Step? {
    guard let live, let action = accessChange.action, !isBeyondReach else { return nil }
    let needsValue = action == .setVisibility && visibilityNeedsValue
    return Step(
      action,
      address,
      reason: accessChange.reason,
      before: StepState(updatedAt: live.updatedAt, access: live.access),
      after: StepState(access: access, needsValue: needsValue),
      at: desired.location
    )
  }
}
