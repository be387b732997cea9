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
    if let reason = context.withheld { return .notGiven(reason: reason) }
    switch source.read(in: context) {
    case .notGiven(let reason): return .notGiven(reason: reason)
    case .unusable(let diagnostic): return .unusable(located(diagnostic))
    case .given(.sealed(let box), let remarks):
      return .given(.sealed(box), remarks: remarks.map(located))
    case .given(.plain(let value), let remarks):
      return rules.reading(of: value, remarks: remarks.map(located))
    }
  }

  private var rules: ValueRules {
    ValueRules(
      summary: source.summary,
      allowEmpty: allowEmpty,
      keepsNewlines: source.keepsNewlines,
      remedyForEmpty: "give it, or set 'allow_empty: true' beside 'value' to mean it",
      location: location
    )
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
}
