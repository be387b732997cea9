import SecretModel

/// The named groups of repositories, each resolved into names and globs.
struct RepositoryGroups {
  private let groups: [String: Located<[Located<String>]>]
  /// What each group stands for; each is resolved once, since groups of groups could otherwise grow without bounds.
  private var resolved: [String: [Located<RepositorySelector>]] = [:]
  /// The names to suggest; none where there are so many that looking through them for each mistake would take long.
  private let suggestions: [String]
  /// How many members groups have been replaced by so far.
  private var expanded = 0

  /// How many groups may stand in one another.
  private static let deepestNesting = 64
  /// How many members groups may be replaced by in all, so that a small file cannot fill the memory.
  static let mostExpanded = 2_000_000
  private static let mostSuggestions = 200

  /// Checks every group, also those that nobody uses.
  init(_ groups: [String: Located<[Located<String>]>], into diagnostics: inout [Diagnostic]) {
    self.groups = groups
    suggestions = groups.count <= Self.mostSuggestions ? groups.keys.sorted() : []
    for (name, group) in groups.sorted(by: { $0.value.location < $1.value.location }) {
      resolve(name, group, inside: [], into: &diagnostics)
    }
  }

  /// The selectors that a secret's `repositories` stands for, each once.
  mutating func selectors(
    _ entries: [Located<String>],
    into diagnostics: inout [Diagnostic]
  ) -> [Located<RepositorySelector>] {
    var selectors: [Located<RepositorySelector>] = []
    for entry in entries {
      guard let name = groupName(entry) else {
        if let selector = selector(entry, into: &diagnostics) { selectors.append(selector) }
        continue
      }
      if groups[name] == nil { diagnostics.append(unknownGroup(name, at: entry.location)) }
      selectors += members(of: name, at: entry.location, into: &diagnostics)
        .map { Located($0.value, at: entry.location) }
    }
    return uniqued(selectors)
  }

  /// What a resolved group stands for; nothing once all of them together have become too much.
  private mutating func members(
    of name: String,
    at location: SourceLocation,
    into diagnostics: inout [Diagnostic]
  ) -> [Located<RepositorySelector>] {
    let members = resolved[name, default: []]
    guard expanded <= Self.mostExpanded else { return [] }
    expanded += members.count
    guard expanded > Self.mostExpanded else { return members }
    diagnostics.append(
      Diagnostic(
        code: "manifest.group_size",
        message: "groups stand for more than \(Self.mostExpanded) repositories in all",
        remedy: "write globs, or smaller groups",
        at: location
      )
    )
    return []
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
      members += self.members(of: inner, at: entry.location, into: &diagnostics)
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
      remedy: nearestWord(to: name, among: suggestions).map { "did you mean '@\($0)'?" }
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
