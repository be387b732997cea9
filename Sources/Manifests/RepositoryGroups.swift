import SecretModel

/// The named groups of repositories, each resolved into names and globs.
struct RepositoryGroups {
  private let groups: [String: Located<[Located<String>]>]
  /// What each group stands for; each is resolved once, since groups of groups could otherwise grow without bounds.
  private var resolved: [String: [Located<RepositorySelector>]] = [:]

  /// How many groups may stand in one another.
  private static let deepestNesting = 64

  /// Checks every group, also those that nobody uses.
  init(_ groups: [String: Located<[Located<String>]>], into diagnostics: inout [Diagnostic]) {
    self.groups = groups
    for (name, group) in groups.sorted(by: { $0.value.location < $1.value.location }) {
      resolve(name, group, inside: [], into: &diagnostics)
    }
  }

  /// The selectors that a secret's `repositories` stands for, each once.
  func selectors(_ entries: [Located<String>], into diagnostics: inout [Diagnostic]) -> [Located<RepositorySelector>] {
    uniqued(
      entries.flatMap { entry -> [Located<RepositorySelector>] in
        guard let name = groupName(entry) else { return selector(entry, into: &diagnostics).map { [$0] } ?? [] }
        if groups[name] == nil { diagnostics.append(unknownGroup(name, at: entry.location)) }
        return resolved[name, default: []].map { Located($0.value, at: entry.location) }
      }
    )
  }

  /// Resolves a group and those that it names; the path has the groups that lead here, to find a circle.
  private mutating func resolve(
    _ name: String,
    _ group: Located<[Located<String>]>,
    inside path: [String],
    into diagnostics: inout [Diagnostic]
  ) {
    guard resolved[name] == nil else { return }
    var members: [Located<RepositorySelector>] = []
    for entry in group.value {
      guard let inner = groupName(entry) else {
        if let selector = selector(entry, into: &diagnostics) { members.append(selector) }
        continue
      }
      guard let innerGroup = groups[inner] else {
        diagnostics.append(unknownGroup(inner, at: entry.location))
        continue
      }
      let innerPath = path + [name]
      if innerPath.contains(inner) || innerPath.count == Self.deepestNesting {
        diagnostics.append(endless(entry, inner, innerGroup, isCircle: innerPath.contains(inner)))
        continue
      }
      resolve(inner, innerGroup, inside: innerPath, into: &diagnostics)
      members += resolved[inner, default: []]
    }
    resolved[name] = uniqued(members)
  }

  private func uniqued(_ selectors: [Located<RepositorySelector>]) -> [Located<RepositorySelector>] {
    var seen: Set<RepositorySelector> = []
    return selectors.filter { seen.insert($0.value).inserted }
  }

  /// The name behind the `@`; nil for anything but a group.
  private func groupName(_ entry: Located<String>) -> String? {
    entry.value.hasPrefix("@") ? String(entry.value.dropFirst()) : nil
  }

  private func selector(
    _ entry: Located<String>,
    into diagnostics: inout [Diagnostic]
  ) -> Located<RepositorySelector>? {
    if Glob.isPattern(entry.value), entry.value.utf8.allSatisfy({ $0 != UInt8(ascii: "/") }) {
      return Located(.glob(Glob(entry.value)), at: entry.location)
    }
    if let name = try? RepositoryName(entry.value) { return Located(.name(name), at: entry.location) }
    diagnostics.append(illegalName(entry))
    return nil
  }

  private func unknownGroup(_ name: String, at location: SourceLocation) -> Diagnostic {
    Diagnostic(
      code: "manifest.unknown_group",
      message: "there is no group '\(name)' under 'repository_groups'",
      remedy: nearestWord(to: name, among: groups.keys.sorted()).map { "did you mean '@\($0)'?" }
        ?? "declare it there",
      at: location
    )
  }

  private func endless(
    _ entry: Located<String>,
    _ name: String,
    _ group: Located<[Located<String>]>,
    isCircle: Bool
  ) -> Diagnostic {
    Diagnostic(
      code: "manifest.group_circle",
      message: isCircle
        ? "group '\(name)' contains itself" : "groups are nested more than \(Self.deepestNesting) deep",
      remedy: "take '@\(name)' out here",
      at: entry.location,
      related: group.location
    )
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
