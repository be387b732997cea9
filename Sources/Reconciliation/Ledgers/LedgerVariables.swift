import GitHubAPI
import SecretModel

/// The Actions variables of one organization or repository that hold its ledger.
struct LedgerVariables: Sendable {
  private let client: GitHubClient
  private let scope: Scope

  init(_ client: GitHubClient, _ scope: Scope) {
    self.client = client
    self.scope = scope
  }

  /// The texts of the variables, in their order; one that is missing between others is empty.
  func read() async throws(ReadFailure) -> [String] {
    guard let first = try await variable(0), !first.isEmpty else { return [] }
    let parts = try document(first, at: 0).parts ?? 1
    guard parts > 1 else { return [first] }
    // What a run that was killed left out is missed like a lost ledger: its values are written once more.
    guard parts <= Self.mostParts else { throw .ledger(damaged(0, .damagedEntry)) }
    var texts = [first]
    for (_, result) in await collect(1..<parts, { position throws(ReadFailure) in try await variable(position) ?? "" })
    {
      texts.append(try result.get())
    }
    return texts
  }

  /// What the texts remember.
  ///
  /// A secret that stands in two of them, because a run was killed between two writes, counts as it was written last.
  func entries(_ texts: [String]) throws(ReadFailure) -> [SecretAddress: LedgerEntry] {
    var entries: [SecretAddress: LedgerEntry] = [:]
    for (position, text) in texts.enumerated() where !text.isEmpty {
      entries.merge(try document(text, at: position).entries) { $0.updatedAt >= $1.updatedAt ? $0 : $1 }
    }
    // What is remembered under a former name of the repository belongs to fingerprints that are no longer made.
    return entries.filter { $0.key.scope.ledgerHome == scope }
  }

  /// Replaces the texts that differ.
  ///
  /// - Parameters:
  ///   - new: what the variables shall hold.
  ///   - old: what they hold.
  /// - Throws: `ReadFailure` when one could not be written.
  func write(_ new: [String], over old: [String]) async throws(ReadFailure) {
    do {
      // The first names how many there are, so that it comes after the others that it announces.
      for position in new.indices.reversed() where !old.indices.contains(position) || old[position] != new[position] {
        let isThere = old.indices.contains(position) && !old[position].isEmpty
        try await put(LedgerChunks.name(position), new[position], isThere: isThere)
      }
      for position in new.count..<max(new.count, old.count) where !old[position].isEmpty {
        try await client.deleteVariable(LedgerChunks.name(position), of: scope)
      }
    } catch {
      throw .ledger(unkept(error))
    }
  }

  /// Proves that the variables can be written, without changing what another run may have kept meanwhile.
  ///
  /// - Parameter text: what the first variable gets if it is not there.
  /// - Throws: `ReadFailure` when they cannot.
  func prove(orCreate text: String) async throws(ReadFailure) {
    let name = LedgerChunks.name(0)
    do {
      try await client.touchVariable(name, of: scope)
    } catch  where error.kind == .rejected {
      // A server that wants more than a name has looked at who asks before it looked at what is asked.
    } catch  where error.isNotFound {
      do {
        try await client.createVariable(name, value: text, of: scope)
      } catch  where error.kind == .conflict {
        // Another run was faster, with the same right.
      } catch {
        throw .ledger(unkept(error))
      }
    } catch {
      throw .ledger(unkept(error))
    }
  }

  /// Replaces a variable or makes it, whatever was known of it.
  private func put(_ name: String, _ value: String, isThere: Bool) async throws(GitHubError) {
    do {
      if isThere {
        try await client.updateVariable(name, value: value, of: scope)
      } else {
        try await client.createVariable(name, value: value, of: scope)
      }
    } catch  where isThere && error.isNotFound {
      try await client.createVariable(name, value: value, of: scope)
    } catch  where !isThere && error.kind == .conflict {
      try await client.updateVariable(name, value: value, of: scope)
    }
  }

  private func variable(_ position: Int) async throws(ReadFailure) -> String? {
    do {
      return try await client.variable(LedgerChunks.name(position), of: scope)
    } catch {
      throw .github(error)
    }
  }

  private func document(_ text: String, at position: Int) throws(ReadFailure) -> LedgerDocument {
    do {
      return try LedgerDocument(decoding: Array(text.utf8))
    } catch {
      throw .ledger(damaged(position, error))
    }
  }

  /// More than an organization may have variables.
  private static let mostParts = 1_000

  private func damaged(_ position: Int, _ problem: LedgerDocument.Unreadable) -> Diagnostic {
    let name = LedgerChunks.name(position)
    return Diagnostic(
      code: "ledger.unusable",
      message: "\(scope): the ledger in the variable '\(name)' cannot be used: \(problem.reason)",
      remedy: problem.remedy(
        "delete the variable; without it its values are written once more, and nothing else is lost"
      )
    )
  }

  /// A ledger that cannot be kept is told as such, with what GitHub says about it.
  private func unkept(_ error: GitHubError) -> Diagnostic {
    var diagnostic = error.diagnostic
    diagnostic.message = "the ledger cannot be kept: \(diagnostic.message)"
    return diagnostic
  }
}
