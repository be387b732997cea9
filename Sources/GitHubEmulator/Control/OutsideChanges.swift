/// What somebody else does to secrets, and what only a test may see of them.
extension GitHubModel {
  /// A secret as only the emulator can show it.
  public struct SecretContent: Hashable, Sendable {
    /// Nil when a value was accepted that cannot be opened.
    public var value: [UInt8]?
    /// `all`, `private` or `selected`; nil outside organizations.
    public var visibility: String?
    /// The names of the selected repositories, without owner, sorted.
    public var repositories: [String]
    /// `2026-03-10T00:00:00Z`.
    public var createdAt: String
    /// `2026-03-10T00:00:00Z`.
    public var updatedAt: String
  }

  /// A change of a secret or variable that is made past the API; what is nil stays as it is.
  public struct SecretChange: Sendable {
    /// The value in plain text.
    public var value: [UInt8]?
    /// `all`, `private` or `selected`.
    public var visibility: String?
    /// Names of repositories without owner.
    public var repositories: [String]?

    /// Makes a change.
    public init(value: [UInt8]? = nil, visibility: String? = nil, repositories: [String]? = nil) {
      self.value = value
      self.visibility = visibility
      self.repositories = repositories
    }
  }

  /// The parts of GitHub that keep secrets.
  public enum Store: String, Sendable, CaseIterable {
    case actions, dependabot, codespaces

    var kind: EntryKind {
      switch self {
      case .actions: .secrets
      case .dependabot: .dependabotSecrets
      case .codespaces: .codespacesSecrets
      }
    }
  }

  /// All Actions secrets by scope, such as `acme`, `acme/web` or `acme/web:production`, and name.
  public var secrets: [String: [String: SecretContent]] { secrets(of: .actions) }

  /// All secrets of a store by scope and name.
  public func secrets(of store: Store) -> [String: [String: SecretContent]] {
    read { $0.contents(of: store.kind) }
  }

  /// One secret, nil when there is none.
  public func secret(_ name: String, in scope: String, of store: Store = .actions) -> SecretContent? {
    content(store.kind, name, in: scope)
  }

  /// Creates or changes a secret as somebody else would; `updated_at` moves for certain.
  ///
  /// - Throws: `StateError` when the scope or a repository is not there, or a word is not legal.
  public func setSecret(
    _ name: String,
    in scope: String,
    of store: Store = .actions,
    to wanted: SecretChange
  ) throws(StateError) {
    try set(store.kind, name, in: scope, to: wanted)
  }

  /// Deletes a secret as somebody else would.
  ///
  /// - Throws: `StateError` when there is none.
  public func deleteSecret(_ name: String, in scope: String, of store: Store = .actions) throws(StateError) {
    try delete(store.kind, name, in: scope)
  }

  /// Gives a scope's secrets another key pair under another id.
  ///
  /// - Throws: `StateError` when there is no such scope.
  public func rotateKey(of scope: String, for store: Store = .actions) throws(StateError) {
    try change { world throws(StateError) in world.rotateKey(of: store.kind, in: try world.requireScope(scope)) }
  }

  /// Moves the model's clock.
  public func advanceClock(seconds: Int) {
    change { $0.clock.advance += seconds }
  }

  /// Makes a token look as if this many requests were left in its window.
  public func setRemainingRequests(_ count: Int, ofToken name: String = "any") {
    let surroundings = now
    change { $0.limits.setRemaining(count, of: name, now: $0.clock.now(at: surroundings)) }
  }
}

extension GitHubModel {
  func content(_ kind: EntryKind, _ name: String, in scope: String) -> SecretContent? {
    read { world in
      guard let id = world.scope(named: scope), let entry = world.scopes[id]?[kind][name.uppercased()] else {
        return nil
      }
      return world.content(of: entry)
    }
  }

  func set(
    _ kind: EntryKind,
    _ name: String,
    in scope: String,
    to wanted: SecretChange
  ) throws(StateError) {
    let surroundings = now
    try change { world throws(StateError) in
      let id = try world.requireScope(scope)
      let place = "\(scope) \(name)"
      try world.setEntry(kind, name.uppercased(), in: id, place: place, to: wanted, at: surroundings)
    }
  }

  func delete(_ kind: EntryKind, _ name: String, in scope: String) throws(StateError) {
    try change { world throws(StateError) in
      let id = try world.requireScope(scope)
      guard world.scopes[id]?.entries[kind]?.remove(name.uppercased(), lag: .none) == true else {
        throw StateError(place: scope, reason: "there is no \(kind.singular) '\(name)'")
      }
    }
  }
}
