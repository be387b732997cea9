/// Where secrets live.
enum ScopeID: Hashable, Sendable {
  case organization(Int)
  case repository(Int)
  case environment(repository: Int, environment: Int)

  /// The most secrets that GitHub keeps there.
  var capacity: Int {
    switch self {
    case .organization: 1_000
    case .repository, .environment: 100
    }
  }
}

/// Which repositories of an organization may use a secret.
enum SecretVisibility: String, Hashable, CaseIterable, Sendable { case all, `private`, selected }

/// A secret with the value that was opened.
struct Secret: Hashable, Sendable {
  var name: String
  /// Nil when the sealed box could not be opened and was accepted all the same.
  var value: [UInt8]?
  var createdAt: ModelTime
  var updatedAt: ModelTime
  /// Nil outside organizations.
  var visibility: SecretVisibility?
  var selected: Set<Int> = []
  /// Counts up within a scope.
  var sequence = 0
}

/// The key pair of a scope under the id that GitHub gives it.
struct ScopeKey: Hashable, Sendable {
  var id: String
  var pair: KeyPair

  /// One id serves many scopes, each with a key of its own, as recorded of the real service.
  static let commonID = "3380204578043523366"
}

/// The secrets of one scope, and what reads still show of their past.
struct SecretScope: Sendable {
  /// Made when it is first asked for.
  var key: ScopeKey?
  private(set) var secrets: [String: Secret] = [:]
  /// Ascending.
  private(set) var names: [String] = []
  private var past: [String: PastState] = [:]
  private var nextSequence = 0

  /// What reads show instead of the truth.
  private struct PastState {
    /// Nil: the secret was not there.
    var secret: Secret?
    var readsLeft: Int
    /// Milliseconds of the surroundings.
    var until: Int
  }

  /// How long reads lag behind a write.
  struct Lag {
    var reads: Int
    var milliseconds: Int
    /// Milliseconds of the surroundings.
    var now: Int
  }

  /// Stores a secret; a new one gets the next place in the order of insertion.
  mutating func store(_ secret: Secret, lag: Lag) {
    remember(secret.name, lag: lag)
    var secret = secret
    if let known = secrets[secret.name] {
      secret.sequence = known.sequence
    } else {
      secret.sequence = nextSequence
      nextSequence += 1
      names.insert(secret.name, at: place(of: secret.name))
    }
    secrets[secret.name] = secret
  }

  /// Removes a secret; false when there is none.
  mutating func remove(_ name: String, lag: Lag) -> Bool {
    guard secrets[name] != nil else { return false }
    remember(name, lag: lag)
    secrets[name] = nil
    names.remove(at: place(of: name))
    return true
  }

  /// The secret as a read at this moment shows it.
  mutating func visibleSecret(_ name: String, now: Int) -> Secret? {
    guard let past = consumePast(of: name, now: now) else { return secrets[name] }
    return past.secret
  }

  /// All secrets as a listing at this moment shows them, ascending by name.
  mutating func visibleSecrets(now: Int) -> [Secret] {
    guard !past.isEmpty else { return names.compactMap { secrets[$0] } }
    var shown = secrets
    for name in Array(past.keys) {
      if let past = consumePast(of: name, now: now) { shown[name] = past.secret }
    }
    return shown.values.sorted { $0.name < $1.name }
  }

  private mutating func remember(_ name: String, lag: Lag) {
    guard lag.reads > 0 || lag.milliseconds > 0 else { return }
    let shown = past[name].flatMap { $0.readsLeft > 0 || $0.until > lag.now ? $0 : nil }
    past[name] = PastState(
      secret: shown.map(\.secret) ?? secrets[name],
      readsLeft: lag.reads,
      until: lag.milliseconds > 0 ? lag.now + lag.milliseconds : 0
    )
  }

  private mutating func consumePast(of name: String, now: Int) -> PastState? {
    guard let state = past[name] else { return nil }
    guard state.readsLeft > 0 || state.until > now else {
      past[name] = nil
      return nil
    }
    if state.readsLeft > 0 { past[name]?.readsLeft -= 1 }
    return state
  }

  private func place(of name: String) -> Int {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
