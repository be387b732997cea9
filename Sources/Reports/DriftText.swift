import SecretModel

/// One table for each kind of drift that there is: which secret, since when, what, and where it is declared.
func driftTables(_ entries: [DriftEntry], _ style: TextStyle) -> [String] {
  DriftEntry.Kind.allCases.compactMap { kind in
    let entries = entries.filter { $0.kind == kind }
    guard !entries.isEmpty else { return nil }
    let rows = entries.map { entry in
      [
        Cell(Escaped.terminal(entry.address.description), kind.paint),
        Cell(entry.updatedAt?.description ?? "-"),
        Cell(placeText(entry.location), .dim),
        Cell(Escaped.terminal(entry.message)),
      ]
    }
    let heading = style.painted(kind.title, .bold) + ": \(kind.explanation)"
    return heading + "\n" + TextTable(rows: rows).rendered(style)
  }
}

/// The counts by kind, and what an apply would do.
func driftSummary(_ drift: Drift, _ style: TextStyle) -> String {
  let summary = drift.plan.summary
  let remedy = drift.plan.steps.isEmpty ? "" : "An apply would do: \(summary.intention).\n"
  guard !drift.entries.isEmpty else {
    return style.painted("No drift: \(summary.satisfaction).", .bold) + "\n" + remedy
  }
  let counts = DriftEntry.Kind.allCases.compactMap { kind in
    let count = drift.entries.count { $0.kind == kind }
    return count == 0 ? nil : "\(count) \(kind.phrase)"
  }
  return style.painted("Drift: \(counts.joined(separator: ", ")).", .bold) + "\n" + remedy
}

extension DriftEntry.Kind {
  /// The contract's word, to be read in a sentence.
  fileprivate var phrase: String {
    switch self {
    case .missing: "missing"
    case .unmanaged: "unmanaged"
    case .visibility: "with another visibility"
    case .repositories: "with other repositories"
    case .changedOutside: "changed outside"
    case .notApplied: "not applied"
    case .tooOld: "too old"
    case .absentPresent: "declared absent"
    }
  }

  fileprivate var title: String {
    switch self {
    case .missing: "Missing"
    case .unmanaged: "Unmanaged"
    case .visibility: "Visibility"
    case .repositories: "Repositories"
    case .changedOutside: "Changed outside"
    case .notApplied: "Not applied"
    case .tooOld: "Too old"
    case .absentPresent: "Declared absent"
    }
  }

  fileprivate var explanation: String {
    switch self {
    case .missing: "declared and not there"
    case .unmanaged: "there and not declared"
    case .visibility: "not as declared"
    case .repositories: "not those that are declared"
    case .changedOutside: "written by somebody else after the last apply"
    case .notApplied: "the manifest or the value moved on"
    case .tooOld: "older than its 'max_age' or 'rotated_at'"
    case .absentPresent: "and there"
    }
  }

  fileprivate var paint: Paint {
    switch self {
    case .missing, .changedOutside, .absentPresent: .red
    case .visibility, .repositories, .notApplied, .tooOld: .yellow
    case .unmanaged: .cyan
    }
  }
}
