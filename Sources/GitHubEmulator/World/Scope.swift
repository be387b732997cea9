/// Where secrets and variables live.
enum ScopeID: Hashable, Sendable {
  case organization(Int)
  case repository(Int)
  case environment(repository: Int, environment: Int)

  /// The most secrets or variables that GitHub keeps there; an environment's variables are not emulated, and only Actions
  /// has secrets of environments.
  func capacity(of kind: EntryKind) -> Int {
    switch (self, kind) {
    case (.organization, _): 1_000
    case (.repository, .variables): 500
    case (.repository, _), (.environment, .secrets): 100
    case (.environment, _): 0
    }
  }
}

/// The key pair of a scope's secrets under the id that GitHub gives it.
struct ScopeKey: Hashable, Sendable {
  var id: String
  var pair: KeyPair

  /// One id serves many scopes, each with a key of its own, as recorded of the real service.
  static let commonID = "3380204578043523366"
}

/// All that one scope holds.
struct Scope: Sendable {
  /// Each made when it is first asked for.
  var keys: [EntryKind: ScopeKey] = [:]
  var entries: [EntryKind: Entries] = [:]

  /// The entries of one kind by name, as they really are.
  subscript(kind: EntryKind) -> [String: Entry] { entries[kind]?.byName ?? [:] }
}
