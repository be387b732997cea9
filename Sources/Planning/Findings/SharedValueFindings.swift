import SecretModel

/// Secrets that get the value which another one has already: it becomes visible in one more place.
///
/// Pointing a new secret at a variable or file of an old one is how a change of the manifest could give a value away.
func sharedValueFindings(_ comparison: Comparison, steps: [Step]) -> [Finding] {
  let shared = comparison.input.sharedSources
  guard !shared.isEmpty else { return [] }
  let writes = steps.filter { $0.action == .createSecret || $0.action == .updateSecret }
  let written = Dictionary(writes.compactMap { step in step.secret.map { ($0, step) } }) { first, _ in first }
  return shared.flatMap { source -> [Finding] in
    let holders = source.addresses.filter { written[$0] == nil && comparison.input.live[$0] != nil }
    guard let holder = holders.first else { return [] }
    return source.addresses.compactMap { address in
      guard let step = written[address], !hadValue(address, comparison.input) else { return nil }
      let reach = Reach(of: step, live: comparison.input.live)
      let others = holders.count > 1 ? " and \(holders.count - 1) more" : ""
      return Finding(
        reach.isPublic ? .warning : .note,
        code: "value_shared",
        address,
        message: "gets the value of \(source.summary), which \(holder)\(others) has already\(reach.words)",
        at: step.location
      )
    }
  }
}

/// Whether the value that is given is the one that was applied there last.
private func hadValue(_ address: SecretAddress, _ input: PlanInput) -> Bool {
  guard case .given(let fingerprint?) = input.observations[address]?.state else { return false }
  return input.ledger.entries[address]?.value?.fingerprint == fingerprint
}

/// Who will see what a step writes, as far as it matters for a value that is somewhere else already.
private struct Reach {
  var isPublic: Bool
  var words: String

  init(of step: Step, live: LiveState) {
    if let name = step.scope.repository {
      isPublic = live.repository(named: name)?.visibility == .public
      words = isPublic ? "; this repository is public" : ""
    } else {
      let nobody = AccessState(visibility: .selected, repositories: [])
      let widening = step.after.flatMap { Widening(from: nobody, to: $0.access, live: live) }
      isPublic = widening?.reachesPublic == true
      words = widening.map { "; visible to \($0.audience)" } ?? ""
    }
  }
}
