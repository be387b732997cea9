import SecretModel

/// Steps that show a secret which is there to repositories that could not see it, public ones above all.
///
/// A reviewer approves the manifest's change; who gets to see what by it cannot be read off a group or a glob.
func wideningFindings(_ comparison: Comparison, steps: [Step]) -> [Finding] {
  steps.compactMap { step in
    guard let address = step.secret, let before = step.before?.access, let after = step.after?.access,
      let widening = Widening(from: before, to: after, live: comparison.input.live)
    else { return nil }
    return Finding(
      widening.reachesPublic ? .warning : .note,
      code: widening.reachesPublic ? "visible_to_public" : "visible_to_more",
      address,
      message: "becomes visible to \(widening.audience)",
      at: step.location
    )
  }
}
