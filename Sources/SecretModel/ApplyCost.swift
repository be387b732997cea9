/// What carrying a plan out takes.
public struct ApplyCost: Hashable, Sendable {
  /// Requests that change nothing: public keys, looks before deletions, and the read-back.
  public var reads: Int
  /// Requests that change something: one for each step.
  public var writes: Int
  /// What they cost of GitHub's points a minute.
  public var points: Int
  /// For how long the limits that the run keeps to hold it up at least, in whole minutes.
  public var minutes: Int

  /// Collects the figures.
  public init(reads: Int, writes: Int, points: Int, minutes: Int) {
    self.reads = reads
    self.writes = writes
    self.points = points
    self.minutes = minutes
  }

  /// How many requests there are in all.
  public var requests: Int { reads + writes }
}
