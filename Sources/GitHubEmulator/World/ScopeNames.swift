/// Scopes in words: `acme`, `acme/web`, `acme/web:production`.
extension World {
  func scope(named text: String) -> ScopeID? {
    let colon = text.firstIndex(of: ":") ?? text.endIndex
    let root = String(text[..<colon])
    guard root.contains("/") else {
      return colon == text.endIndex ? owner(named: root).map { .organization($0.id) } : nil
    }
    guard let repository = repository(named: root) else { return nil }
    guard colon != text.endIndex else { return .repository(repository.id) }
    return repository.environment(named: String(text[colon...].dropFirst()))
      .map {
        .environment(repository: repository.id, environment: $0.id)
      }
  }

  func name(of scope: ScopeID) -> String {
    switch scope {
    case .organization(let id): return owners[id]?.login ?? ""
    case .repository(let id): return repositories[id].map(fullName) ?? ""
    case .environment(let id, let environment):
      guard let repository = repositories[id] else { return "" }
      let name = repository.environments.first { $0.id == environment }?.name ?? ""
      return "\(fullName(of: repository)):\(name)"
    }
  }

  func requireScope(_ text: String) throws(StateError) -> ScopeID {
    guard let scope = scope(named: text) else { throw StateError(place: text, reason: "there is no such scope") }
    return scope
  }

  func requireRepository(_ name: String) throws(StateError) -> Repository {
    guard let repository = repository(named: name) else {
      throw StateError(place: name, reason: "there is no such repository")
    }
    return repository
  }

  func content(of entry: Entry) -> GitHubModel.SecretContent {
    GitHubModel.SecretContent(
      value: entry.value,
      visibility: entry.visibility?.rawValue,
      repositories: entry.selected.compactMap { repositories[$0]?.name }.sorted(),
      createdAt: entry.createdAt.iso8601,
      updatedAt: entry.updatedAt.iso8601
    )
  }

  /// The contents of one kind by scope and name, without scopes that hold none.
  func contents(of kind: EntryKind) -> [String: [String: GitHubModel.SecretContent]] {
    var result: [String: [String: GitHubModel.SecretContent]] = [:]
    for (id, scope) in scopes where !scope[kind].isEmpty {
      result[name(of: id)] = scope[kind].mapValues { content(of: $0) }
    }
    return result
  }

  /// Creates or changes a secret or a variable past the API.
  mutating func setEntry(
    _ kind: EntryKind,
    _ name: String,
    in scope: ScopeID,
    place: String,
    to wanted: GitHubModel.SecretChange,
    at surroundings: Int
  ) throws(StateError) {
    guard isLegalEntryName(name) else { throw StateError(place: place, reason: "GitHub would not accept the name") }
    guard scope.capacity(of: kind) > 0 else {
      throw StateError(place: place, reason: "the emulator keeps no \(kind.rawValue.replacing("_", with: " ")) there")
    }
    let known = scopes[scope]?[kind][name]
    let now = timeOfChange(at: surroundings)
    var entry = known ?? Entry(name: name, createdAt: now, updatedAt: now)
    // Times have a resolution of one second: without this, a change within the second of the last would not show.
    if let known { entry.updatedAt = max(now, known.updatedAt + 1) }
    if let value = wanted.value { entry.value = value }
    if case .organization(let id) = scope, let owner = owners[id] {
      let word = wanted.visibility ?? known?.visibility?.rawValue ?? "private"
      guard let visibility = EntryVisibility(rawValue: word) else {
        throw StateError(place: place, reason: "the visibility must be 'all', 'private' or 'selected'")
      }
      entry.visibility = visibility
      if let names = wanted.repositories { entry.selected = try repositoryIDs(names, of: owner, at: place) }
      if visibility != .selected { entry.selected = [] }
    }
    scopes[scope, default: Scope()].entries[kind, default: Entries()].store(entry, lag: .none)
  }
}
