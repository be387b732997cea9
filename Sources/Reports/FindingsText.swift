import SecretModel

/// The findings below a plan: severity, place, what it is about; empty when there are none.
func findingsText(_ findings: [Finding], _ style: TextStyle) -> String {
  guard !findings.isEmpty else { return "" }
  let rows = findings.map { finding in
    [
      Cell(finding.severity.rawValue, finding.severity.paint),
      Cell(placeText(finding.location)),
      Cell(Escaped.terminal(finding.told)),
    ]
  }
  return style.painted("Findings", .bold) + "\n" + TextTable(rows: rows).rendered(style)
}

/// `FILE:LINE`; empty when there is no place.
func placeText(_ location: SourceLocation?) -> String {
  location.map { "\(Escaped.terminal($0.file)):\($0.line)" } ?? ""
}

extension Finding {
  /// What was said on standard error, as one of the findings.
  init(_ diagnostic: Diagnostic) {
    self.init(diagnostic.severity, code: diagnostic.code, message: diagnostic.text, at: diagnostic.location)
  }
}

extension [Finding] {
  /// Errors, warnings, notes; those of one severity keep their order.
  var mostSevereFirst: [Finding] {
    Diagnostic.Severity.allCases.flatMap { severity in filter { $0.severity == severity } }
  }
}

extension Diagnostic.Severity {
  var paint: Paint {
    switch self {
    case .error: .red
    case .warning: .magenta
    case .note: .cyan
    }
  }
}
