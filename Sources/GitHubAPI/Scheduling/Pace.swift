/// How many writes a run allows itself.
public enum Pace: Hashable, Sendable {
  /// GitHub's published limits on its own hosts; elsewhere only what the server says.
  case auto
  /// Only what the server says.
  case none
  /// So many writes a minute, and besides it what the server says; at least 1.
  case writesPerMinute(Int)

  /// The limits to keep to on a server.
  ///
  /// Enterprise Server has no limits unless its administrators set some, which nobody can ask for.
  public func limits(for apiURL: APIURL) -> RequestLimits {
    let published: RequestLimits = apiURL.isGitHubCloud ? .published : .unlimited
    switch self {
    case .auto: return published
    case .none: return .unlimited
    case .writesPerMinute(let count):
      var limits = published
      limits.rates = limits.rates.filter { $0.unit != .writes }
      limits.rates.append(RequestRate(.writes, max(1, count), every: .seconds(60)))
      return limits
    }
  }
}

extension APIURL {
  /// Whether it is a host that GitHub itself runs: `api.github.com`, or one of `ghe.com`.
  public var isGitHubCloud: Bool { host == APIURL.gitHub.host || host.hasSuffix(".ghe.com") }
}
