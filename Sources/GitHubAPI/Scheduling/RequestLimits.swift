/// What a request is to a server's limits.
public enum RequestKind: Hashable, Sendable, CaseIterable {
  /// It changes nothing.
  case read
  /// It changes something.
  case write

  /// What it costs of the points a minute.
  ///
  /// Source: docs.github.com, "Rate limits for the REST API": most reads cost 1 point, most writes 5.
  public var points: Int {
    switch self {
    case .read: 1
    case .write: 5
    }
  }
}

/// So much in so much time.
public struct RequestRate: Hashable, Sendable {
  /// What is counted.
  public enum Unit: String, Sendable {
    /// Reads cost 1, writes 5.
    case points
    /// Requests that change something.
    case writes
  }

  /// What is counted.
  public var unit: Unit
  /// The most of it within the window.
  public var most: Int
  /// The length of the window, which slides.
  public var window: Duration

  /// Describes a rate.
  public init(_ unit: Unit, _ most: Int, every window: Duration) {
    self.unit = unit
    self.most = most
    self.window = window
  }

  /// What a request uses up of it.
  func cost(of kind: RequestKind) -> Int {
    switch (unit, kind) {
    case (.points, _): kind.points
    case (.writes, .write): 1
    case (.writes, .read): 0
    }
  }

  /// `80 writes a minute`.
  var words: String {
    let time =
      switch window {
      case .seconds(60): "a minute"
      case .seconds(3_600): "an hour"
      default: "in \(window)"
      }
    return "\(most) \(unit.rawValue) \(time)"
  }
}

/// What a run keeps to of its own accord, before the server says anything.
public struct RequestLimits: Hashable, Sendable {
  /// The most requests at once; nil for no such limit.
  public var concurrent: Int?
  /// The rates, all of which hold.
  public var rates: [RequestRate]

  /// None.
  public static let unlimited = RequestLimits(concurrent: nil, rates: [])

  /// Those that GitHub publishes for its own hosts.
  ///
  /// Source: docs.github.com, "Rate limits for the REST API", secondary limits. Whether a secret counts as content is
  /// not said there, so it does here.
  public static let published = RequestLimits(
    concurrent: 100,
    rates: [
      RequestRate(.points, 900, every: .seconds(60)),
      RequestRate(.writes, 80, every: .seconds(60)),
      RequestRate(.writes, 500, every: .seconds(3_600)),
    ]
  )

  /// For how long the rates hold up so many requests at least, in whole minutes.
  ///
  /// A window lets a burst through and the next one when the first has left it.
  public func minutes(reads: Int, writes: Int) -> Int {
    let points = reads * RequestKind.read.points + writes * RequestKind.write.points
    return [(RequestRate.Unit.points, points), (.writes, writes)]
      .map { unit, count in wholeMinutes(count, rates.filter { $0.unit == unit }) }.max() ?? 0
  }

  /// Spends the longest windows first: what is left over after the last full hour goes minute by minute.
  private func wholeMinutes(_ count: Int, _ rates: [RequestRate]) -> Int {
    var left = count
    var minutes = 0
    for rate in rates.sorted(by: { $0.window > $1.window }) where left > 0 {
      let fullWindows = (left - 1) / rate.most
      minutes += fullWindows * Int(rate.window.components.seconds / 60)
      left -= fullWindows * rate.most
    }
    return minutes
  }
}
