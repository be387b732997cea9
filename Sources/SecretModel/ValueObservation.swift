/// What a run knows of a declared value without holding it.
public struct ValueObservation: Hashable, Sendable {
  /// The three things that can come of looking for a value.
  public enum State: Hashable, Sendable {
    /// It can be read; the fingerprint is nil when there is no key to make it with.
    case given(Fingerprint?)
    /// This run was not given it: an error only for a step that needs it. Says why, such as `environment variable
    /// 'NPM_TOKEN' is not set`.
    case notGiven(reason: String)
    /// It is there but empty, blank, too large or forbidden; `remarks` has the error.
    case unusable
  }

  /// What came of looking for it.
  public var state: State

  /// What should be said about it: the error of an unusable one, a stray newline, a file that others can read.
  public var remarks: [Diagnostic]

  /// Describes an observation.
  public init(_ state: State, remarks: [Diagnostic] = []) {
    self.state = state
    self.remarks = remarks
  }
}
