public import Sealing
public import SecretModel

/// What is demanded of a plain value wherever it comes from.
public struct ValueRules: Sendable {
  private let summary: String
  private let allowEmpty: Bool
  private let keepsNewlines: Bool
  private let remedyForEmpty: String
  private let location: SourceLocation?

  /// States the rules for one value.
  ///
  /// - Parameters:
  ///   - summary: where it comes from, in words.
  ///   - allowEmpty: whether an empty or blank value is meant.
  ///   - keepsNewlines: whether line breaks at its end are wanted.
  ///   - remedyForEmpty: what to do about a value that is empty and should not be.
  ///   - location: where it is declared; nil where nothing declares it.
  public init(
    summary: String,
    allowEmpty: Bool,
    keepsNewlines: Bool,
    remedyForEmpty: String,
    location: SourceLocation? = nil
  ) {
    self.summary = summary
    self.allowEmpty = allowEmpty
    self.keepsNewlines = keepsNewlines
    self.remedyForEmpty = remedyForEmpty
    self.location = location
  }

  /// The value if it can be used, with what else should be said of it.
  public func reading(of value: SecretValue, remarks: [Diagnostic] = []) -> ValueReading {
    if let problem = problem(of: value) { return .unusable(problem) }
    return .given(.plain(value), remarks: remarks + newlineRemarks(value))
  }

  private func problem(of value: SecretValue) -> Diagnostic? {
    if value.byteCount > largestSecretValue {
      return Diagnostic(
        code: "value_too_large",
        message: "the value of \(summary) has \(value.byteCount) bytes, more than GitHub's "
          + "\(largestSecretValue)",
        remedy: "keep it elsewhere and store here what opens it",
        at: location
      )
    }
    guard !allowEmpty, value.withBytes({ $0.allSatisfy(isBlank) }) else { return nil }
    return Diagnostic(
      code: "value_empty",
      message: "the value of \(summary) is \(value.byteCount == 0 ? "empty" : "blank")",
      remedy: remedyForEmpty,
      at: location
    )
  }

  private func newlineRemarks(_ value: SecretValue) -> [Diagnostic] {
    let hasStrayNewline = value.withBytes { bytes in
      bytes.first.map(isLineBreak) == true || bytes.last.map(isLineBreak) == true
    }
    guard hasStrayNewline, !keepsNewlines else { return [] }
    return [
      Diagnostic(
        .warning,
        code: "value_stray_newline",
        message: "the value of \(summary) begins or ends with a line break",
        remedy: "take it away where the value is made",
        at: location
      )
    ]
  }
}

private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
