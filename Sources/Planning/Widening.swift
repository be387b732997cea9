import SecretModel

/// Who sees an organization's secret by one access and did not by another.
struct Widening {
  /// The most names that a sentence can take.
  private static let mostNames = 5

  /// In words.
  let audience: String
  /// Whether a public repository is among them, or may be.
  let reachesPublic: Bool

  /// Compares two accesses; nil when nobody sees it more than before.
  init?(from before: AccessState, to after: AccessState, live: LiveState) {
    switch (before.visibility, after.visibility) {
    case (.private, .all), (.selected, .all):
      reachesPublic = true
      audience = "every repository of the organization, public ones as well"
    case (.selected, .private):
      reachesPublic = false
      audience = "every repository of the organization that is not public"
    case (.selected, .selected), (.private, .selected):
      // A private secret was visible to all but the public repositories.
      let added = (after.repositories ?? []).subtracting(before.repositories ?? [])
        .compactMap { live.repositories[$0] }
        .filter { before.visibility == .selected || $0.visibility == .public }
      guard !added.isEmpty, before.visibility == .private || before.repositories != nil else { return nil }
      let exposed = added.filter { $0.visibility == .public }
      reachesPublic = !exposed.isEmpty
      audience = exposed.isEmpty ? Self.names(added, "repository", "repositories") : Self.phrase(added, exposed)
    case (.all, _), (.private, _), (.selected, nil), (nil, _):
      return nil
    }
  }

  private static func phrase(_ added: [Repository], _ exposed: [Repository]) -> String {
    let others = added.count - exposed.count
    let more = others == 0 ? "" : " and to \(others == 1 ? "1 other repository" : "\(others) other repositories")"
    return names(exposed, "public repository", "public repositories") + more
  }

  private static func names(_ repositories: [Repository], _ one: String, _ several: String) -> String {
    let names = repositories.map(\.fullName).sorted()
    let shown = names.prefix(mostNames).map { "'\($0)'" }.joined(separator: ", ")
    let rest = names.count > mostNames ? " and \(names.count - mostNames) more" : ""
    return "\(names.count) \(names.count == 1 ? one : several): \(shown)\(rest)"
  }
}
