import SecretModel

/// One finding for all values that cannot be compared because their fingerprints were made with another key.
func keyFindings(_ comparison: Comparison) -> [Finding] {
  let count = comparison.declared.count(where: \.isRememberedByAnotherKey)
  guard count > 0 else { return [] }
  let what = count == 1 ? "1 given value" : "\(count) given values"
  let consequence =
    switch comparison.input.unseenValues {
    case .push: "apply writes \(count == 1 ? "it" : "each") once more; to avoid that, set the former key"
    case .trust: "what is live is taken for right, as '--trust-live' says"
    }
  return [
    Finding(
      .warning,
      code: "key_changed",
      message:
        "the key of this run (OCTOSEAL_KEY) is not the one that the ledger was written with, so \(what) cannot be "
        + "compared; \(consequence)"
    )
  ]
}

extension Comparison.Declared {
  /// Whether its value was given and remembered, but with different keys.
  var isRememberedByAnotherKey: Bool {
    guard case .given(let given?) = observation, let known = entry?.value?.fingerprint else { return false }
    switch verdict {
    case .update(.unverified), .adopt: return !known.isComparable(with: given)
    case .create, .update, .unchanged, .missingExternal: return false
    }
  }
}
