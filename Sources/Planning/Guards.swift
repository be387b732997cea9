public import SecretModel

/// How much a plan may delete before somebody has to say that it is meant.
public struct DeletionLimits: Hashable, Sendable {
  /// The most deletions in one plan (`--max-deletes`).
  public var count: Int
  /// The largest part of a store's secrets in one scope, in percent (`--max-delete-percent`).
  public var percent: Int

  /// Sets both limits.
  public init(count: Int = 10, percent: Int = 30) {
    self.count = count
    self.percent = percent
  }

  /// With no more secrets than this a percentage means nothing.
  public static let fewestSecretsForPercent = 10
}

/// Why a plan must not be carried out although it is correct.
///
/// - Parameters:
///   - plan: the finished plan.
///   - live: what the plan was made from, for the size of each listing.
///   - limits: nil to pass the limits (`--force`).
/// - Returns: one refusal for each limit that is passed; empty when the plan may be carried out.
public func deletionRefusals(_ plan: Plan, live: LiveState, limits: DeletionLimits?) -> [Diagnostic] {
  guard let limits else { return [] }
  let deletions = plan.steps.lazy.filter { $0.action == .deleteSecret }.byCollection()
  let total = deletions.values.reduce(0) { $0 + $1.count }
  var refusals: [Diagnostic] = []
  if total > limits.count {
    refusals.append(
      Diagnostic(
        code: "guard.max_deletes",
        message: "the plan deletes \(total) secrets, more than \(limits.count)",
        remedy: "look at them, then pass '--max-deletes \(total)' or '--force'"
      )
    )
  }
  for (collection, steps) in deletions.sorted(by: { $0.key < $1.key }) {
    guard let secrets = live.listings[collection] else { continue }
    guard secrets.count > DeletionLimits.fewestSecretsForPercent else { continue }
    guard steps.count * 100 > limits.percent * secrets.count else { continue }
    let share = steps.count * 100 / secrets.count
    refusals.append(
      Diagnostic(
        code: "guard.max_delete_percent",
        message: "\(collection): the plan deletes \(share) % of the secrets (\(steps.count) of \(secrets.count)), "
          + "more than \(limits.percent) %",
        remedy: "look at them, then pass '--max-delete-percent \(min(share + 1, 100))' or '--force'",
        at: steps.first?.location
      )
    )
  }
  return refusals
}

/// Refuses the deletion of secrets that the last applied manifest protected.
public func protectionRefusals(_ plan: Plan, ledger: Ledger) -> [Diagnostic] {
  plan.steps.compactMap { step in
    guard step.action == .deleteSecret, step.reason == .unmanaged, let secret = step.secret else { return nil }
    guard ledger.entries[secret]?.isProtected == true else { return nil }
    return Diagnostic(
      code: "guard.protected",
      message: "\(secret.collection): the plan deletes \(secret.name), which was declared 'protected: true'",
      remedy: "declare it again; to delete it, apply it once without 'protected' and then with 'state: absent'",
      at: step.location
    )
  }
}
