public import SecretModel

/// All that a plan depends on; the same input gives the same plan, byte for byte.
public struct PlanInput: Hashable, Sendable {
  /// What to do with a given value about which nothing is remembered.
  public enum UnseenValues: Sendable {
    /// Write it: the first sight of a secret is never 'clean'.
    case push
    /// Take what is live for right and remember it (`--trust-live`).
    case trust
  }

  /// What shall be live.
  public var desired: DesiredState
  /// What is live.
  public var live: LiveState
  /// What octoseal remembers of its own writes.
  public var ledger: Ledger
  /// What this run knows of the declared values.
  public var observations: [SecretAddress: ValueObservation]
  /// The places from which several secrets get one value.
  public var sharedSources: [SharedSource]
  /// What the server can do.
  public var server: ServerAbilities
  /// GitHub's time of the reading, against which `max_age` is counted.
  public var asOf: Timestamp
  /// What to do with values about which nothing is remembered.
  public var unseenValues: UnseenValues

  /// Collects the parts of an input.
  public init(
    desired: DesiredState,
    live: LiveState,
    ledger: Ledger,
    observations: [SecretAddress: ValueObservation],
    sharedSources: [SharedSource] = [],
    server: ServerAbilities = .gitHub,
    asOf: Timestamp,
    unseenValues: UnseenValues = .push
  ) {
    self.desired = desired
    self.live = live
    self.ledger = ledger
    self.observations = observations
    self.sharedSources = sharedSources
    self.server = server
    self.asOf = asOf
    self.unseenValues = unseenValues
  }
}
