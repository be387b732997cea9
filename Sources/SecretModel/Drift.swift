/// The report of a cron: what is no longer as last applied.
public struct Drift: Hashable, Sendable {
  /// What drifted, sorted.
  public var entries: [DriftEntry]
  /// The plan that would put it right, with its findings.
  public var plan: Plan

  /// Joins what drifted and what would put it right.
  public init(entries: [DriftEntry], plan: Plan) {
    self.entries = entries
    self.plan = plan
  }
}

/// One way in which live and desired differ.
public struct DriftEntry: Hashable, Sendable {
  /// The ways in which they can differ.
  public enum Kind: String, Sendable, CaseIterable {
    /// Declared and not there.
    case missing
    /// There and not declared.
    case unmanaged
    /// Another visibility than declared.
    case visibility
    /// Other selected repositories than declared.
    case repositories
    /// Somebody else wrote it after the last apply.
    case changedOutside = "changed_outside"
    /// The manifest or the value moved on and was not applied yet.
    case notApplied = "not_applied"
    /// Older than `max_age`.
    case tooOld = "too_old"
    /// Declared absent and there.
    case absentPresent = "absent_present"
  }

  /// How they differ.
  public var kind: Kind
  /// Which secret.
  public var address: SecretAddress
  /// What is live, what is declared, and since when.
  public var message: String
  /// When GitHub last saw it change; nil when it is not there.
  public var updatedAt: Timestamp?
  /// Where the manifest declares it, or its scope.
  public var location: SourceLocation?

  /// Describes a difference.
  public init(
    _ kind: Kind,
    _ address: SecretAddress,
    message: String,
    updatedAt: Timestamp? = nil,
    at location: SourceLocation?
  ) {
    self.kind = kind
    self.address = address
    self.message = message
    self.updatedAt = updatedAt
    self.location = location
  }
}

extension DriftEntry: Comparable {
  /// Orders by address, then by kind.
  public static func < (left: DriftEntry, right: DriftEntry) -> Bool {
    left.address == right.address ? left.kind.rawValue < right.kind.rawValue : left.address < right.address
  }
}
