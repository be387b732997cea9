import SecretModel

/// The named groups of repositories, each resolved into names and globs.
struct RepositoryGroups {
  private let groups: [String: Located<[Located<String>]>]

  /// Checks every group, also those that nobody uses.
  init(_ groups: [String: Located<[Located<String>]>], into diagnostics: inout [Diagnostic]) {
    self.groups = groups
    for (name, group) in groups.sorted(by: { $0.value.location < $1.value.location }) {
      _ = selectors(group.value, inside: [name], into: &diagnostics, reportsNames: true)
    }
  }

  /// The selectors that a secret's `repositories` stands for, each once.
  func selectors(_ entries: [Located<String>], into diagnostics: inout [Diagnostic]) -> [Located<RepositorySelector>] {
    var seen: Set<RepositorySelector> = []
    return selectors(entries, inside: [], into: &diagnostics, reportsNames: true)
      .filter { seen.insert($0.value).inserted }
  }

  /// Resolves entries; `path` has the groups that lead here, to find a circle.
  ///
  /// `reportsNames` is false where the names were checked before, so that each mistake is said once.
  private func selectors(
    _ entries: [Located<String>],
    inside path: [String],
    into diagnostics: inout [Diagnostic],
    reportsNames: Bool
  ) -> [Located<RepositorySelector>] {
    entries.flatMap { entry -> [Located<RepositorySelector>] in
      if entry.value.hasPrefix("@") {
        return members(of: entry, inside: path, into: &diagnostics, reportsNames: reportsNames)
      }
      if Glob.isPattern(entry.value), entry.value.utf8.allSatisfy({ $0 != UInt8(ascii: "/") }) {
        return [Located(.glob(Glob(entry.value)), at: entry.location)]
      }
      if let name = try? RepositoryName(entry.value) { return [Located(.name(name), at: entry.location)] }
      if reportsNames { diagnostics.append(illegalName(entry)) }
      return []
    }
  }

  private func members(
    of entry: Located<String>,
    inside path: [String],
    into diagnostics: inout [Diagnostic],
    reportsNames: Bool
  ) -> [Located<RepositorySelector>] {
    let name = String(entry.value.dropFirst())
    guard let group = groups[name] else {
      if reportsNames {
        diagnostics.append(
          Diagnostic(
            code: "manifest.unknown_group",
            message: "there is no group '\(name)' under 'repository_groups'",
            remedy: nearestWord(to: name, among: groups.keys.sorted()).map { "did you mean '@\($0)'?" }
              ?? "declare it there",
            at: entry.location
          )
        )
      }
      return []
    }
    guard !path.contains(name) else {
      if reportsNames {
        diagnostics.append(
          Diagnostic(
            code: "manifest.group_circle",
            message: "group '\(name)' contains itself",
            remedy: "take '@\(name)' out of it",
            at: entry.location,
            related: group.location
          )
        )
      }
      return []
    }
    // Deeper mistakes belong to the group where they stand and are said there.
    return selectors(group.value, inside: path + [name], into: &diagnostics, reportsNames: false)
      .map { Located($0.value, at: path.isEmpty ? entry.location : $0.location) }
  }

  private func illegalName(_ entry: Located<String>) -> Diagnostic {
    Diagnostic(
      code: "manifest.name",
      message: "'\(entry.value)' cannot be the name of a repository",
      remedy: entry.value.contains("/")
        ? "write the name without its owner: selections are of the organization's own repositories"
        : "write a name, a glob or '@' and a group",
      at: entry.location
    )
  }
}
