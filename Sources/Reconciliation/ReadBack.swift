import GitHubAPI
import SecretModel

/// Reads what was written, so that apply reports what it verified and not what it hopes.
///
/// Reads after writes are eventually consistent: it waits for its own writes, but not for ever.
struct ReadBack: Sendable {
  /// A step that GitHub accepted, and when it said so.
  struct Write: Sendable {
    var position: Int
    var step: Step
    var answeredAt: Timestamp?
    /// Whether the value is known to be another than the one that was there, so that GitHub's time has to move.
    var changesValue: Bool
  }

  /// What GitHub shows after a write.
  enum Verified: Sendable {
    /// It shows the secret as it was written.
    case live(LiveSecret)
    /// It no longer shows the secret.
    case deleted
    /// It shows something else, or could not be asked.
    case failed(Diagnostic)
  }

  let client: GitHubClient
  /// The pauses between attempts.
  let pauses: [Duration]
  let sleep: @Sendable (Duration) async throws -> Void

  /// Reads one collection until it shows every write or patience is over.
  ///
  /// - Parameters:
  ///   - collection: what was written to.
  ///   - writes: what was written there, at most one write for each secret.
  ///   - listingSize: how many secrets it had before.
  /// - Returns: what is shown, by the position of the step.
  func verify(_ collection: SecretCollection, _ writes: [Write], listingSize: Int) async -> [Int: Verified] {
    var result: [Int: Verified] = [:]
    var open = writes
    var pauses = pauses[...]
    while !open.isEmpty {
      let shown = await read(collection, open, listingSize: listingSize + writes.count)
      let isLastAttempt = pauses.isEmpty
      open.removeAll { write in
        guard let verified = judge(write, shown, acceptsUnmoved: isLastAttempt) else { return false }
        result[write.position] = verified
        return true
      }
      guard let pause = pauses.popFirst() else { break }
      if !open.isEmpty { try? await sleep(pause) }
    }
    for write in open { result[write.position] = .failed(write.step.notShown) }
    return result
  }

  private enum Shown {
    case secrets([SecretName: LiveSecret])
    case failed(Diagnostic)
  }

  /// Reads the written secrets by whichever costs fewer requests: one by one, or the listing.
  private func read(_ collection: SecretCollection, _ writes: [Write], listingSize: Int) async -> Shown {
    let addresses = writes.compactMap(\.step.secret)
    do {
      guard addresses.count < listingPages(listingSize) else {
        return .secrets(try await client.listSecrets(in: collection))
      }
      var secrets: [SecretName: LiveSecret] = [:]
      for address in addresses { secrets[address.name] = try await client.secret(at: address) }
      return .secrets(secrets)
    } catch {
      return .failed(error.diagnostic)
    }
  }

  /// What the reading says of a write; nil when it does not show it yet.
  private func judge(_ write: Write, _ shown: Shown, acceptsUnmoved: Bool) -> Verified? {
    guard let address = write.step.secret else { return nil }
    switch shown {
    case .failed(let diagnostic):
      return .failed(diagnostic)
    case .secrets(let secrets):
      let live = secrets[address.name]
      guard let after = write.step.after else { return live == nil ? .deleted : nil }
      guard let live, live.access.visibility == after.access.visibility else { return nil }
      guard write.isShown(by: live) || (acceptsUnmoved && !write.mustMove(live)) else { return nil }
      return .live(LiveSecret(updatedAt: live.updatedAt, access: after.access))
    }
  }
}

extension ReadBack.Write {
  /// Whether a live secret's time proves that it is not the one from before the write.
  fileprivate func isShown(by live: LiveSecret) -> Bool {
    guard let before = step.before?.updatedAt else { return true }
    if live.updatedAt != before { return true }
    // A write within the second of the one before cannot move the time; `updated_at` may be a second past the answer.
    return answeredAt.map { $0 < before } ?? false
  }
}

extension ReadBack.Write {
  /// Whether GitHub cannot have taken the write and still show this time.
  ///
  /// By its own clock more than a second has passed, so that neither a write within the second of the one before nor an
  /// answer to another request in between can look like it.
  fileprivate func mustMove(_ live: LiveSecret) -> Bool {
    guard changesValue, let answeredAt else { return false }
    return answeredAt > live.updatedAt.advanced(bySeconds: 1)
  }
}

extension Step {
  fileprivate var notShown: Diagnostic {
    let fact = after == nil ? "still shows the secret" : "does not show it"
    return Diagnostic(
      code: "apply.not_verified",
      message: "\(secret?.description ?? scope.description): GitHub accepted \(action.rawValue) but \(fact)",
      remedy: "run 'octoseal plan' to see what is there now"
    )
  }
}
