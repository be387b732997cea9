import SecretModel

/// Where the secrets go that a plan deletes in one place and creates in another for the same users.
///
/// - Parameters:
///   - steps: the steps of the plan, in its order.
///   - live: what is known of the repositories.
/// - Returns: for each deleted secret the places where it is created; a deletion that nothing replaces is not there.
func moves(in steps: [Step], live: LiveState) -> [SecretAddress: [SecretAddress]] {
  let successors = SuccessorIndex(steps, replacing: steps.deletedNames)
  var moves: [SecretAddress: [SecretAddress]] = [:]
  for step in steps where step.action == .deleteSecret {
    guard let origin = step.secret else { continue }
    let destinations = successors.positions(replacing: origin).map { steps[$0] }
      .filter { $0.action == .createSecret && $0.reaches(origin.scope, live: live) }
      .compactMap(\.secret)
    if !destinations.isEmpty { moves[origin] = destinations.sorted() }
  }
  return moves
}

/// Each deletion that is a move, said where the secret was.
func moveFindings(_ moves: [SecretAddress: [SecretAddress]], steps: [Step]) -> [Finding] {
  steps.compactMap { step in
    guard let origin = step.secret, let destinations = moves[origin] else { return nil }
    let places = destinations.map { "\($0.scope)" }.joined(separator: ", ")
    return Finding(
      .note,
      code: "moved",
      origin,
      message: "moves to \(places): written there before it is deleted here",
      at: step.location
    )
  }
}

extension Step {
  /// Whether what is created here can be used where a secret of that scope could.
  ///
  /// What nobody knows of a repository's visibility does not speak against it.
  fileprivate func reaches(_ scope: Scope, live: LiveState) -> Bool {
    guard self.scope.kind == .organization, let name = scope.repository else { return true }
    let repository = live.repository(named: name)
    switch after?.access.visibility {
    case .all, nil: return true
    case .private: return repository?.visibility != .public
    case .selected: return repository.map { after?.access.repositories?.contains($0.id) == true } ?? true
    }
  }
}
