import SecretModel

extension PlanSummary {
  /// `3 to create, 1 to update, 2 access changes, 1 to delete; 12 unchanged`.
  var intention: String {
    "\(create) to create, \(update) to update, \(counted(access, "access change")), \(delete) to delete; "
      + "\(unchanged) unchanged"
  }

  /// `3 created, 1 updated, 2 access changes, 1 deleted`.
  var achievement: String {
    "\(create) created, \(update) updated, \(counted(access, "access change")), \(delete) deleted"
  }

  /// `12 secrets are as declared`.
  var satisfaction: String {
    "\(counted(unchanged, "secret")) \(unchanged == 1 ? "is" : "are") as declared"
  }
}

extension Plan {
  /// What would be done, in one sentence.
  var sentence: String {
    steps.isEmpty ? "Nothing to do: \(summary.satisfaction)." : "Plan: \(summary.intention)."
  }

  /// What an apply takes; empty when there is nothing to do.
  func costSentence(_ cost: ApplyCost) -> String {
    guard !steps.isEmpty else { return "" }
    let time = cost.minutes > 0 ? ", at least \(counted(cost.minutes, "minute")) at GitHub's pace" : ""
    return "Applying it takes \(counted(cost.requests, "request")), \(counted(cost.points, "point"))\(time)."
  }
}

extension ReportContext {
  /// How many live values were taken for right; empty when none were.
  var adoptionSentence: String {
    adopted > 0 ? "Taken for right without a write: \(counted(adopted, "secret"))." : ""
  }
}

extension Outcome {
  /// What was done, in one sentence.
  var sentence: String {
    let done = PlanSummary(
      counting: results.filter { $0.status == .done }.map(\.step.action),
      unchanged: plan.unchanged
    )
    if results.isEmpty { return "Nothing to do: \(done.satisfaction)." }
    if isComplete { return "Applied: \(done.achievement); \(done.unchanged) unchanged." }
    let rest = "\(count(of: .failed)) failed, \(count(of: .skipped)) skipped; \(done.unchanged) unchanged"
    return hasChanges ? "Applied in part: \(done.achievement), \(rest)." : "Nothing was changed: \(rest)."
  }

  /// What the next apply does; empty when everything is done.
  var continuation: String {
    guard !isComplete else { return "" }
    let left = count(of: .failed) + count(of: .skipped)
    return "The next apply goes on with the \(counted(left, "step")) that \(left == 1 ? "is" : "are") left;"
      + " what is done is not done again."
  }

  private func count(of status: StepResult.Status) -> Int { results.count { $0.status == status } }
}

extension Validation {
  /// `12 secrets in 4 scopes`.
  var size: String { "\(counted(secrets, "secret")) in \(counted(scopes, "scope"))" }
}

/// `1 secret`, `2 secrets`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// `2 errors, 1 warning`, the worst first; empty when there are none.
func countedSeverities(_ diagnostics: [Diagnostic]) -> String {
  Diagnostic.Severity.allCases
    .map { severity in (severity, diagnostics.count { $0.severity == severity }) }
    .filter { $0.1 > 0 }
    .map { counted($0.1, $0.0.rawValue) }
    .joined(separator: ", ")
}
