public import SecretModel

/// `FILE:LINE:COLUMN: error: MESSAGE; REMEDY`, the form that editors and compilers share, ending with a newline.
///
/// A second place that belongs to it follows as a note on a line of its own.
public func diagnosticText(_ diagnostic: Diagnostic, color: Bool) -> String {
  let style = TextStyle(color: color, width: .max)
  let severity = style.painted("\(diagnostic.severity.rawValue):", diagnostic.severity.paint)
  let main = "\(prefix(diagnostic.location))\(severity) \(Escaped.terminal(diagnostic.text))\n"
  guard let related = diagnostic.related else { return main }
  return main + "\(prefix(related))\(style.painted("note:", Diagnostic.Severity.note.paint)) the other place\n"
}

private func prefix(_ location: SourceLocation?) -> String {
  location.map { "\(Escaped.terminal($0.file)):\($0.line):\($0.column): " } ?? ""
}
