import SecretModel

/// The findings below a plan: severity, place, what it is about; empty when there are none.
func findingsText(_ findings: [Finding], _ style: TextStyle) -> String {
  guard !findings.isEmpty else { return "" }
  let rows = findings.map { finding in
    [
      Cell(finding.severity.rawValue, finding.severity.paint),
      Cell(placeText(finding.location), .dim),
      Cell(Escaped.terminal(finding.subject.map { "\($0): " } ?? "") + Escaped.terminal(finding.message)),
    ]
  }
  return style.painted("Findings", .bold) + "\n" + TextTable(rows: rows).rendered(style)
}

/// `FILE:LINE`; empty when there is no place.
func placeText(_ location: SourceLocation?) -> String {
  location.map { "\(Escaped.terminal($0.file)):\($0.line)" } ?? ""
}

extension Diagnostic.Severity {
  var paint: Paint {
    switch self {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }
}
