import SecretModel

extension Drift {
  /// The counts by kind, in one sentence.
  var sentence: String {
    guard !entries.isEmpty else { return "No drift: \(plan.summary.satisfaction)." }
    let counts = DriftEntry.Kind.allCases.compactMap { kind in
      let count = entries.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.phrase)"
    }
    return "Drift: \(counts.joined(separator: ", "))."
  }

  /// What an apply would do; empty when it would do nothing.
  var remedySentence: String {
    plan.steps.isEmpty ? "" : "An apply would do: \(plan.summary.intention)."
  }
}

extension DriftEntry.Kind {
  /// The contract's word, to be read after a number in a sentence.
  fileprivate var phrase: String {
    switch self {
    case .visibility: "with another visibility"
    case .repositories: "with other repositories"
    case .missing, .unmanaged, .changedOutside, .notApplied, .tooOld, .absentPresent: title
    }
  }

  /// The contract's word, to be read alone.
  var title: String {
    switch self {
    case .missing: "missing"
    case .unmanaged: "unmanaged"
    case .visibility: "visibility"
    case .repositories: "repositories"
    case .changedOutside: "changed outside"
    case .notApplied: "not applied"
    case .tooOld: "too old"
    case .absentPresent: "declared absent"
    }
  }

  /// What to do about it.
  var remedy: String {
    switch self {
    case .missing: "apply writes it again"
    case .unmanaged: "declare it, ignore it, or declare it absent"
    case .visibility, .repositories: "apply sets it back; or declare what is live"
    case .changedOutside: "ask who did it; apply writes the declared value again"
    case .notApplied: "apply"
    case .tooOld: "rotate the value, then apply"
    case .absentPresent: "apply deletes it"
    }
  }

  /// How bad it is.
  var severity: Diagnostic.Severity {
    switch self {
    case .missing, .changedOutside, .absentPresent: .error
    case .visibility, .repositories, .notApplied, .tooOld: .warning
    case .unmanaged: .note
    }
  }
}
