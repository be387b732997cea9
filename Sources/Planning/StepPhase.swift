import SecretModel

/// The order of a plan.
///
/// Narrowing comes before values, so that nobody who is losing access sees a new one; widening and deleting come after,
/// so that nobody who keeps access is ever without one.
enum StepPhase: Int, Comparable {
  case createEnvironments
  case narrowAccess
  case createValues
  case updateValues
  /// Narrowing that takes a secret from a repository which gets its own in this plan: that one must be there first.
  case handOver
  case widenAccess
  case delete

  /// The phase of a step, given whether it takes something away that an earlier step replaces.
  init(of step: Step, waitsForReplacement: Bool) {
    switch step.action {
    case .createEnvironment: self = .createEnvironments
    case .createSecret: self = .createValues
    case .updateSecret: self = .updateValues
    case .deleteSecret: self = .delete
    case .setVisibility, .setRepositories, .addRepository, .removeRepository:
      self = !step.narrowsAccess ? .widenAccess : waitsForReplacement ? .handOver : .narrowAccess
    }
  }

  static func < (left: StepPhase, right: StepPhase) -> Bool { left.rawValue < right.rawValue }
}

/// Puts steps into the order in which they are carried out: by phase, then by address.
func ordered(_ steps: [Step], repositoryNames: [RepositoryID: RepositoryFullName]) -> [Step] {
  let replacements = Replacements(steps, repositoryNames: repositoryNames)
  let phases = steps.map { StepPhase(of: $0, waitsForReplacement: replacements.exist(for: $0)) }
  // Positions are sorted and not the steps, of which a hundred thousand take forty megabytes.
  return steps.indices
    .sorted { left, right in
      phases[left] == phases[right] ? steps[left].precedes(steps[right]) : phases[left] < phases[right]
    }
    .map { steps[$0] }
}

extension Step {
  fileprivate func precedes(_ other: Step) -> Bool {
    guard let secret, let otherSecret = other.secret else { return scope < other.scope }
    return secret < otherSecret
  }
}
