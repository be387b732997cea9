import SecretModel

/// Changes of a visibility that the server makes only together with the value, which this run does not have.
///
/// Errors, so that an apply ends before its first write and not in the middle.
func visibilityFindings(_ comparison: Comparison) -> [Finding] {
  comparison.declared.compactMap { declared in
    guard let (reason, remedy) = declared.lackForVisibility else { return nil }
    return Finding(
      .error,
      code: "visibility_needs_value",
      declared.address,
      message: "\(reason), and \(comparison.input.server.name) changes a visibility only together with the value; "
        + "\(remedy), or set the visibility to '\(declared.access.visibility?.rawValue ?? "")' by hand",
      at: declared.desired.location
    )
  }
}

extension Comparison.Declared {
  /// Why there is no value for a change of the visibility that needs one, and what to do; nil when nothing is lacking.
  fileprivate var lackForVisibility: (reason: String, remedy: String)? {
    if isBeyondReach { return ("its value is 'external'", "declare the visibility that it has") }
    guard let step, step.action == .setVisibility, step.after?.needsValue == true else { return nil }
    guard case .notGiven(let reason) = observation else { return nil }
    return (reason, "give the value to 'apply'")
  }
}
