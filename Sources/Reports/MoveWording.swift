import SecretModel

/// Says of the two halves of a move where the other one is.
struct MoveWording {
  private let destinations: [SecretAddress: [SecretAddress]]
  private let escaped: (String) -> String
  private var origins: [SecretAddress: [SecretAddress]] = [:]

  init(_ plan: Plan, escaped: @escaping (String) -> String) {
    self.escaped = escaped
    destinations = plan.moves
    for (origin, places) in plan.moves {
      for place in places { origins[place, default: []].append(origin) }
    }
  }

  /// Where a step's secret goes or comes from; nil when it does not move.
  func explanation(of step: Step) -> String? {
    guard let secret = step.secret else { return nil }
    switch step.action {
    case .deleteSecret: return destinations[secret].map { "moves to \(places($0))" }
    case .createSecret: return origins[secret].map { "moves here from \(places($0))" }
    case .createEnvironment, .updateSecret, .setVisibility, .setRepositories, .addRepository, .removeRepository:
      return nil
    }
  }

  private func places(_ addresses: [SecretAddress]) -> String {
    let shown = addresses.map(\.scope).sorted().prefix(3).map { escaped($0.description) }
    let more = addresses.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
