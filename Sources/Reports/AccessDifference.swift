import SecretModel

/// What a step changes about who may use a secret.
struct AccessDifference {
  var before: AccessState
  var after: AccessState

  /// The difference that a step makes; nil unless the secret is there before and after.
  init?(_ step: Step) {
    guard let before = step.before, let after = step.after else { return nil }
    self.before = before.access
    self.after = after.access
  }

  /// The repositories that gain it, by their selection.
  var added: Set<RepositoryID> { (after.repositories ?? []).subtracting(before.repositories ?? []) }

  /// The repositories that lose it, by their selection.
  var removed: Set<RepositoryID> { (before.repositories ?? []).subtracting(after.repositories ?? []) }

  /// Whether some repository that can use the secret may no longer be able to.
  var takesAway: Bool {
    guard let old = before.visibility, let new = after.visibility else { return false }
    return old == new ? !removed.isEmpty : old.isNarrowed(by: new)
  }
}

extension Step {
  /// Who may use the secret, before and after; empty where nothing changes or nothing can be chosen.
  func accessText(_ names: RepositoryNaming) -> String {
    guard let difference = AccessDifference(self) else {
      return (after ?? before).map { text(of: $0.access, names) } ?? ""
    }
    if difference.before.visibility != difference.after.visibility {
      return "\(text(of: difference.before, names)) → \(text(of: difference.after, names))"
    }
    let changes = [("+", difference.added), ("-", difference.removed)].filter { !$0.1.isEmpty }
    return changes.map { list($0.1, names, sign: $0.0) }.joined(separator: ", ")
  }

  private func text(of access: AccessState, _ names: RepositoryNaming) -> String {
    guard let visibility = access.visibility else { return "" }
    guard let repositories = access.repositories else { return visibility.rawValue }
    let who = repositories.isEmpty ? "nobody" : list(repositories, names, sign: "")
    return "\(visibility.rawValue): \(who)"
  }

  /// A few are named, many are counted.
  private func list(_ repositories: Set<RepositoryID>, _ names: RepositoryNaming, sign: String) -> String {
    guard repositories.count <= mostNamedRepositories else { return "\(sign)\(repositories.count) repositories" }
    return sortedByName(repositories, names.known).map { names.text($0, sign: sign) }.joined(separator: ", ")
  }
}

/// How repositories are named in one form of output.
struct RepositoryNaming {
  var known: [RepositoryID: RepositoryFullName]
  var escaped: (String) -> String

  func text(_ id: RepositoryID, sign: String) -> String {
    known[id].map { escaped(sign + $0.name.spelling) } ?? "\(sign)repository \(id)"
  }
}

private let mostNamedRepositories = 6
