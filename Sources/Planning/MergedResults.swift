public import SecretModel

/// The plan that the plans of several runs make together.
///
/// - Parameter plans: plans for different parts of one manifest; a step that two of them have is taken once.
/// - Returns: all steps in the order of one plan, and every finding once.
public func mergedPlan(_ plans: [Plan]) -> Plan {
  var names: [RepositoryID: RepositoryFullName] = [:]
  var moves: [SecretAddress: [SecretAddress]] = [:]
  var adopted: [SecretAddress: LedgerEntry] = [:]
  for plan in plans {
    names.merge(plan.repositoryNames) { first, _ in first }
    moves.merge(plan.moves) { first, _ in first }
    adopted.merge(plan.adopted) { first, _ in first }
  }
  var known: Set<String> = []
  let steps = plans.flatMap(\.steps).filter { known.insert($0.id).inserted }
  return Plan(
    steps: ordered(steps, repositoryNames: names),
    findings: united(plans.map(\.findings)),
    moves: moves,
    unchanged: plans.reduce(0) { $0 + $1.unchanged },
    repositoryNames: names,
    adopted: adopted
  )
}

/// What became of all the steps of several runs.
///
/// - Parameter outcomes: outcomes for different parts of one manifest.
/// - Returns: the results in the order of one plan, and every finding once.
public func mergedOutcome(_ outcomes: [Outcome]) -> Outcome {
  let plan = mergedPlan(outcomes.map(\.plan))
  let results = Dictionary(
    outcomes.flatMap(\.results).map { ($0.step.id, $0) },
    uniquingKeysWith: { first, _ in first }
  )
  return Outcome(
    plan: plan,
    results: plan.steps.compactMap { results[$0.id] },
    findings: united(outcomes.map(\.findings))
  )
}

/// What drifted in all parts of a manifest.
///
/// - Parameter drifts: reports about different parts of one manifest.
/// - Returns: what drifted, sorted, and the plan that would put all of it right.
public func mergedDrift(_ drifts: [Drift]) -> Drift {
  Drift(entries: united(drifts.map(\.entries)), plan: mergedPlan(drifts.map(\.plan)))
}

/// Sorted, and each once: what concerns the whole manifest is said by each run.
private func united<Element: Comparable & Hashable>(_ lists: [[Element]]) -> [Element] {
  Set(lists.joined()).sorted()
}
