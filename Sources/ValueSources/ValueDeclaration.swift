import Sealing
public import SecretModel

/// A declared value: its source, and what is demanded of it wherever it comes from.
public struct ValueDeclaration: Sendable {
  /// Where the value comes from.
  public var source: any ValueSource
  /// Whether an empty or blank value is meant.
  public var allowEmpty: Bool
  /// Where it is declared.
  public var location: SourceLocation

  /// Describes a value.
  public init(source: any ValueSource, allowEmpty: Bool, location: SourceLocation) {
    self.source = source
    self.allowEmpty = allowEmpty
    self.location = location
  }

  /// Reads the value and holds it against the rules that all sources share.
  public func read(in context: ValueContext) -> ValueReading {
    switch source.read(in: context) {
    case .notGiven(let reason): return .notGiven(reason: reason)
    case .unusable(let diagnostic): return .unusable(located(diagnostic))
    case .given(.sealed(let box), let remarks):
      return .given(.sealed(box), remarks: remarks.map(located))
    case .given(.plain(let value), let remarks):
      if let problem = problem(of: value) { return .unusable(problem) }
      return .given(.plain(value), remarks: remarks.map(located) + newlineRemarks(value))
    }
  }

  /// A warning about a file that lies outside the manifest's folder by the words of its path; reads nothing.
  ///
  /// - Returns: nil when there is no such file. Reading the value finds links that lead outside as well.
  public func warningAboutOutsideFile(root: String) -> Diagnostic? {
    guard source.filePaths.contains(where: { FolderBorder(folder: root).excludes(wordsOf: $0) }) else { return nil }
    return Diagnostic(
      .warning,
      code: "value_outside",
      message: "\(source.summary) lies outside the manifest's folder and will not be read",
      remedy: "move it there, or pass '--allow-outside-files'",
      at: location
    )
  }

  private func located(_ diagnostic: Diagnostic) -> Diagnostic {
    var result = diagnostic
    result.location = diagnostic.location ?? location
    return result
  }

  private func problem(of value: SecretValue) -> Diagnostic? {
    if value.byteCount > largestSecretValue {
      return Diagnostic(
        code: "value_too_large",
        message: "the value of \(source.summary) has \(value.byteCount) bytes, more than GitHub's "
          + "\(largestSecretValue)",
        remedy: "keep it elsewhere and store here what opens it",
        at: location
      )
    }
    guard !allowEmpty, value.withBytes({ $0.allSatisfy(isBlank) }) else { return nil }
    return Diagnostic(
      code: "value_empty",
      message: "the value of \(source.summary) is \(value.byteCount == 0 ? "empty" : "blank")",
      remedy: "give it, or set 'allow_empty: true' beside 'value' to mean it",
      at: location
    )
  }

  private func newlineRemarks(_ value: SecretValue) -> [Diagnostic] {
    let hasStrayNewline = value.withBytes { bytes in
      bytes.first.map(isLineBreak) == true || bytes.last.map(isLineBreak) == true
    }
    guard hasStrayNewline, !source.keepsNewlines else { return [] }
    return [
      Diagnostic(
        .warning,
        code: "value_stray_newline",
        message: "the value of \(source.summary) begins or ends with a line break",
        remedy: "take it away where the value is made",
        at: location
      )
    ]
  }
}

private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
