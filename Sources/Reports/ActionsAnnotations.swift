public import SecretModel

/// The lines by which a step talks to GitHub Actions.
///
/// Source: docs.github.com, "Workflow commands for GitHub Actions".
public enum ActionsAnnotations {
  /// How many annotations of each severity a runner shows for one step; those that follow stand in the log alone.
  ///
  /// Source: actions/toolkit, docs/problem-matchers.md, "Limitations".
  static let mostShown = 10

  /// `::error file=FILE,line=LINE,col=COLUMN,title=CODE::MESSAGE; REMEDY`, ending with a newline.
  ///
  /// - Parameters:
  ///   - diagnostic: what is said.
  ///   - root: the folder from which the runner names files.
  /// - Returns: the line.
  public static func annotation(for diagnostic: Diagnostic, root: SourceRoot? = nil) -> String {
    let related = diagnostic.related.map { " (see \($0.file):\($0.line))" } ?? ""
    return command(
      diagnostic.severity,
      code: diagnostic.code,
      message: diagnostic.text + related,
      at: diagnostic.location,
      root
    )
  }

  /// The same for a finding, its scope and secret before the message.
  public static func annotation(for finding: Finding, root: SourceRoot? = nil) -> String {
    command(finding.severity, code: finding.code, message: finding.told, at: finding.location, root)
  }

  /// The `::add-mask::` lines that make the runner hide a value wherever it is logged.
  ///
  /// A runner masks single lines, so a value of several gets one command for each. Of these, lines that say nothing are
  /// left out, since masking `{` would make every log unreadable; a value of one line is masked whatever it is.
  public static func masks(for value: some Collection<UInt8>) -> [UInt8] {
    let lines = value.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      .map { line in Array(line.trimmingBlanks) }
      .filter { !$0.isEmpty }
    let told = lines.count == 1 ? lines : lines.filter(isTelling)
    return told.flatMap { Array("::add-mask::".utf8) + escapedData($0) + [UInt8(ascii: "\n")] }
  }

  private static func command(
    _ severity: Diagnostic.Severity,
    code: String,
    message: String,
    at location: SourceLocation?,
    _ root: SourceRoot?
  ) -> String {
    let file = location.map { root?.relativePath(of: $0.file) ?? $0.file } ?? ""
    let place = location.map { [("file", file), ("line", "\($0.line)"), ("col", "\($0.column)")] } ?? []
    let properties = (place + [("title", code)])
      .map { "\($0.0)=\(Escaped.workflowCommandProperty(Escaped.terminal($0.1)))" }
      .joined(separator: ",")
    return "::\(severity.workflowCommand) \(properties)::\(Escaped.workflowCommandData(Escaped.terminal(message)))\n"
  }
}

extension Diagnostic.Severity {
  fileprivate var workflowCommand: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }
}

/// Whether a line of several is long enough and more than brackets and dashes.
private func isTelling(_ line: [UInt8]) -> Bool {
  let isArmour = line.starts(with: "-----BEGIN ".utf8) || line.starts(with: "-----END ".utf8)
  return line.count >= 4 && !isArmour && line.contains(where: isLetterOrDigit)
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: true
  default: false
  }
}

private func escapedData(_ line: [UInt8]) -> [UInt8] {
  line.flatMap { $0 == UInt8(ascii: "%") ? Array("%25".utf8) : [$0] }
}

extension Collection where Element == UInt8 {
  fileprivate var trimmingBlanks: [UInt8] {
    let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t")]
    let start = Array(drop { blanks.contains($0) })
    guard let end = start.lastIndex(where: { !blanks.contains($0) }) else { return [] }
    return Array(start[...end])
  }
}
