/// What carrying a plan out takes.
public struct ApplyCost: Hashable, Sendable {
  /// Requests: one for each step, and the reads of public keys, before deletions, and after all.
  public var requests: Int
  /// What they cost of GitHub's points a minute.
  public var points: Int
  /// For how long the limits that the run keeps to hold it up at least, in whole minutes.
  public var minutes: Int

  /// Collects the figures.
  public init(requests: Int, points: Int, minutes: Int) {
    self.requests = requests
    self.points = points
    self.minutes = minutes
  }

  /// What several runs take that go side by side.
  public init(sideBySide costs: [ApplyCost]) {
    requests = costs.reduce(0) { $0 + $1.requests }
    points = costs.reduce(0) { $0 + $1.points }
    minutes = costs.map(\.minutes).max() ?? 0
  }
}
