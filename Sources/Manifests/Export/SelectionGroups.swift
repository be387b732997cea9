import SecretModel

/// Finds the sets of repositories that several secrets have in common, and names them.
///
/// Only equal sets count: who adds a repository to a group must not widen a secret that merely had the others, and a
/// glob would catch repositories that are still to come.
struct SelectionGroups {
  /// A secret's repositories: an organization, and the names in it, sorted.
  struct Selection: Hashable {
    var owner: OwnerName
    var names: [RepositoryName]
  }

  /// The groups with their members, those that save most first.
  private(set) var groups: [(name: String, members: [String])] = []
  private var names: [Selection: String] = [:]

  /// Finds the groups.
  ///
  /// - Parameters:
  ///   - selections: the selection of each secret.
  ///   - largestExpansion: how many members the groups may stand for in all.
  init(_ selections: [Selection], largestExpansion: Int) {
    var uses: [Selection: Int] = [:]
    for selection in selections { uses[selection, default: 0] += 1 }
    let candidates = uses.filter { $0.value >= 2 && $0.key.names.count >= 2 }
      .map { (selection: $0.key, uses: $0.value, saved: ($0.value - 1) * $0.key.names.count) }
      .sorted { left, right in
        guard left.saved == right.saved else { return left.saved > right.saved }
        guard left.selection.owner == right.selection.owner else { return left.selection.owner < right.selection.owner }
        return left.selection.names.lexicographicallyPrecedes(right.selection.names)
      }
    var expansion = 0
    var taken: Set<String> = []
    for candidate in candidates {
      expansion += candidate.uses * candidate.selection.names.count
      guard expansion <= largestExpansion else { return }
      let name = Self.name(of: candidate.selection, except: taken)
      taken.insert(name)
      names[candidate.selection] = name
      groups.append((name, candidate.selection.names.map(\.spelling)))
    }
  }

  /// What stands under a secret's `repositories`.
  func entries(for selection: Selection) -> [String] {
    names[selection].map { ["@\($0)"] } ?? selection.names.map(\.spelling)
  }

  /// What the members' names begin with, or else the organization and a number.
  private static func name(of selection: Selection, except taken: Set<String>) -> String {
    let word = commonWords(of: selection.names)
    if !word.isEmpty, !taken.contains(word) { return word }
    let base = word.isEmpty ? selection.owner.spelling : word
    return (1...).lazy.map { "\(base)-\($0)" }.first { !taken.contains($0) } ?? base
  }

  /// The longest beginning that all names share and that ends where a word does: `billing` of `billing-api` and
  /// `billing-worker`.
  private static func commonWords(of names: [RepositoryName]) -> String {
    // Of sorted names the first and the last have the least in common.
    guard let first = names.first, let last = names.last else { return "" }
    var shared = zip(first.folded, last.folded).prefix { $0 == $1 }.map(\.0)
    let endsWord = names.allSatisfy { name in
      name.folded.dropFirst(shared.count).first.map { "-_.".contains($0) } ?? true
    }
    if !endsWord { shared = Array(shared[..<(shared.lastIndex { "-_.".contains($0) } ?? 0)]) }
    while let end = shared.last, "-_.".contains(end) { shared.removeLast() }
    return String(shared)
  }
}
