public import GitHubAPI
public import SecretModel
import Synchronization

/// The ledger in Actions variables: each organization and repository keeps its own, a repository also that of its
/// environments.
///
/// GitHub has no conditional write, so that two runs cannot be kept apart. Each looks before it writes and again
/// afterwards, and the one that finds the other's work joins both.
public final class GitHubLedger: LedgerStore {
  private struct Homes {
    var states: [Scope: LedgerHome] = [:]
    var lastTouched: [Scope: ContinuousClock.Instant] = [:]
  }

  private let client: GitHubClient
  private let pauses: [Duration]
  private let homes = Mutex(Homes())

  /// How long what changes in an unfinished organization or repository may wait to be kept.
  private static let longestWait = Duration.seconds(10)

  /// Keeps the ledger at GitHub.
  ///
  /// - Parameters:
  ///   - client: the connection to GitHub.
  ///   - pauses: the pauses between attempts to see an own write.
  public init(_ client: GitHubClient, pauses: [Duration] = Applier.defaultReadBackPauses) {
    self.client = client
    self.pauses = pauses
  }

  /// Locks nothing, since GitHub has nothing that ends with the run that holds it.
  public func lock() -> FileLock? { nil }

  /// Reads the variables of the organizations and repositories to which the scopes belong.
  ///
  /// - Throws: `LedgerFailure` when one cannot be read or is damaged.
  public func load(_ scopes: [Scope]) async throws(LedgerFailure) -> Ledger {
    let read = await collect(Set(scopes.map(\.ledgerHome)).sorted()) { [client] scope throws(ReadFailure) in
      let variables = LedgerVariables(client, scope)
      return try LedgerHome(variables, of: scope, texts: try await variables.read())
    }
    let states = try Self.values(of: read)
    note(states)
    return Ledger(entries: states.reduce(into: [:]) { $0.merge($1.base) { first, _ in first } })
  }

  /// Proves it of the organizations and of one repository of each owner.
  ///
  /// One stands for all repositories of an owner, since a write to each would cost as much as keeping it later.
  ///
  /// - Throws: `LedgerFailure` when one cannot be written.
  public func prove(_ scopes: Set<Scope>) async throws(LedgerFailure) {
    let needed = Set(scopes.map(\.ledgerHome)).sorted()
    let organizations = needed.filter { $0.kind == .organization }
    let repositories = Dictionary(grouping: needed.filter { $0.kind == .repository }, by: \.owner)
    let chosen = organizations + repositories.values.compactMap(\.first).sorted()
    let empty = LedgerChunks.texts(of: [:])[0]
    let proven = await collect(chosen) { [client] scope throws(ReadFailure) in
      try await LedgerVariables(client, scope).prove(orCreate: empty)
    }
    _ = try Self.values(of: proven)
  }

  /// Writes what changed, organization by organization and repository by repository, all at once.
  ///
  /// - Throws: `LedgerFailure` when a part could not be kept; the others are.
  public func save(_ ledger: Ledger, unfinished: Set<Scope>) async throws(LedgerFailure) {
    let waiting = Set(unfinished.map(\.ledgerHome))
    let now = ContinuousClock.now
    let entries = Dictionary(grouping: ledger.entries, by: \.key.scope.ledgerHome)
      .mapValues { Dictionary(uniqueKeysWithValues: $0.map { ($0.key, $0.value) }) }
    let due = homes.withLock { homes in
      homes.states.values.filter { home in
        guard waiting.contains(home.scope) else { return true }
        return homes.lastTouched[home.scope].map { now - $0 >= Self.longestWait } ?? true
      }
    }
    let changed = due.filter { $0.differs(from: entries[$0.scope] ?? [:]) }.sorted { $0.scope < $1.scope }
    let written = await collect(changed) { [client, pauses] home throws(ReadFailure) in
      var home = home
      try await home.keep(entries[home.scope] ?? [:], LedgerVariables(client, home.scope), pauses: pauses)
      return home
    }
    note(written.compactMap { try? $0.1.get() })
    _ = try Self.values(of: written)
  }

  private func note(_ states: [LedgerHome]) {
    let now = ContinuousClock.now
    homes.withLock { homes in
      for state in states {
        homes.states[state.scope] = state
        homes.lastTouched[state.scope] = now
      }
    }
  }

  private static func values<Item, Value>(
    of results: [(Item, Result<Value, ReadFailure>)]
  ) throws(LedgerFailure) -> [Value] {
    var values: [Value] = []
    var failures: [Diagnostic] = []
    for (_, result) in results {
      switch result {
      case .success(let value): values.append(value)
      case .failure(let failure): failures.append(failure.diagnostic)
      }
    }
    guard failures.isEmpty else { throw LedgerFailure(folded(failures.sorted { $0.message < $1.message })) }
    return values
  }
}
