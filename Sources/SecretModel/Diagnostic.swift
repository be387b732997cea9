/// A message to the person who must act: where, what, and what to do next.
///
/// The text never contains a secret value or a token.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Sendable, CaseIterable {
    /// The command cannot do what was asked.
    case error
    /// The command goes on, but somebody should look.
    case warning
    /// Worth knowing.
    case note
  }

  /// How much it matters.
  public var severity: Severity

  /// A constant word for scripts, such as `manifest.unknown_key`; the prose may improve, the code stays.
  public var code: String

  /// What is wrong, in lower case and without a period.
  public var message: String

  /// What to do about it; follows the message after a semicolon.
  public var remedy: String?

  /// Where in the manifest or another file, when there is such a place.
  public var location: SourceLocation?

  /// A second place that belongs to it, such as the first of two declarations.
  public var related: SourceLocation?

  /// Makes a diagnostic; see the properties for the meaning of each part.
  public init(
    _ severity: Severity = .error,
    code: String,
    message: String,
    remedy: String? = nil,
    at location: SourceLocation? = nil,
    related: SourceLocation? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.remedy = remedy
    self.location = location
    self.related = related
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `FILE:LINE:COLUMN: error: MESSAGE; REMEDY`, without the place when there is none.
  public var description: String {
    let place = location.map { "\($0): " } ?? ""
    return "\(place)\(severity.rawValue): \(text)"
  }

  /// `MESSAGE; REMEDY`, for a reader that shows place and severity on its own.
  public var text: String {
    remedy.map { "\(message); \($0)" } ?? message
  }
}

extension Sequence<Diagnostic> {
  /// Those without a place first, the others by their place; each once, since what is shared is looked at several times.
  public func sortedByPlace() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }
      .sorted { left, right in
        guard let leftPlace = left.location else { return right.location != nil }
        guard let rightPlace = right.location else { return false }
        return leftPlace == rightPlace ? left.message < right.message : leftPlace < rightPlace
      }
  }
}
