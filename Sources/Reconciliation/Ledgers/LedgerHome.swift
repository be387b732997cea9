import GitHubAPI
import SecretModel

/// What a run knows of the ledger that one organization or repository keeps.
struct LedgerHome: Sendable {
  let scope: Scope
  /// What was remembered when the run began.
  let base: [SecretAddress: LedgerEntry]
  /// What the run last kept, as it sees it.
  private var kept: [SecretAddress: LedgerEntry]

  /// Takes what was read.
  ///
  /// - Throws: `ReadFailure` when the texts are damaged.
  init(_ variables: LedgerVariables, of scope: Scope, texts: [String]) throws(ReadFailure) {
    self.scope = scope
    base = try variables.entries(texts)
    kept = base
  }

  /// Whether something has to be kept that is not.
  func differs(from entries: [SecretAddress: LedgerEntry]) -> Bool { entries != kept }

  /// Keeps entries together with what another run may have kept meanwhile.
  ///
  /// - Parameters:
  ///   - entries: what this run remembers by now.
  ///   - variables: where it is kept.
  ///   - pauses: the pauses between attempts to see an own write.
  /// - Throws: `ReadFailure` when it could not be kept, or other runs were faster each time.
  mutating func keep(
    _ entries: [SecretAddress: LedgerEntry],
    _ variables: LedgerVariables,
    pauses: [Duration]
  ) async throws(ReadFailure) {
    var shown = try await variables.read()
    for _ in 0..<Self.attempts {
      let merged = joined(base: base, last: kept, ours: entries, theirs: try variables.entries(shown))
      let wanted = LedgerChunks.texts(of: merged)
      if wanted != shown { try await variables.write(wanted, over: shown) }
      let seen = try await readBack(variables, wanted, before: shown, pauses: pauses)
      guard seen != wanted else {
        kept = entries
        return
      }
      shown = seen
    }
    throw .ledger(
      Diagnostic(
        code: "ledger.contended",
        message: "\(scope): other runs changed the ledger each time while this one kept it",
        remedy: "let one apply run at a time, then apply again"
      )
    )
  }

  /// Reads until something else is shown than before the write; what stays as it was is taken for written.
  private func readBack(
    _ variables: LedgerVariables,
    _ wanted: [String],
    before: [String],
    pauses: [Duration]
  ) async throws(ReadFailure) -> [String] {
    guard wanted != before else { return wanted }
    var shown = try await variables.read()
    for pause in pauses where shown == before {
      try? await Task.sleep(for: pause)
      shown = try await variables.read()
    }
    return shown == before ? wanted : shown
  }

  /// How often a run tries to have the last word.
  private static let attempts = 5
}
