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
