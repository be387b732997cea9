public import SecretModel

extension Ledger {
  /// Notes what a verified write left at GitHub.
  ///
  /// - Parameters:
  ///   - address: which secret.
  ///   - live: what GitHub shows now; nil when it was deleted.
  ///   - record: what is known of the value that was written; nil when the step changed the access alone.
  ///   - isProtected: whether the manifest protects it.
  mutating func note(
    _ address: SecretAddress,
    live: LiveSecret?,
    record: ValueRecord?,
    isProtected: Bool
  ) {
    guard let live else {
      entries[address] = nil
      return
    }
    let value = record ?? entries[address]?.value
    guard value != nil || isProtected else { return }
    entries[address] = LedgerEntry(
      value: value,
      updatedAt: live.updatedAt,
      access: live.access,
      isProtected: isProtected
    )
  }

  /// The ledger with what a plan changes in it without any write.
  ///
  /// Adopts what `--trust-live` trusts, keeps `protected` as the manifest has it, and forgets secrets that are neither
  /// declared nor there.
  public func settled(_ plan: Plan, desired: DesiredState, live: LiveState) -> Ledger {
    var result = self
    result.entries.merge(plan.adopted) { _, adopted in adopted }
    for (address, secret) in desired.sortedSecrets {
      guard let shown = live[address], secret.value != .absent else { continue }
      if result.entries[address] != nil {
        result.entries[address]?.isProtected = secret.isProtected
      } else if secret.isProtected {
        result.entries[address] = LedgerEntry(
          value: nil,
          updatedAt: shown.updatedAt,
          access: shown.access,
          isProtected: true
        )
      }
    }
    for address in result.entries.keys where live[address] == nil {
      guard live.listings[address.collection] != nil, desired[address] == nil else { continue }
      result.entries[address] = nil
    }
    return result
  }
}
