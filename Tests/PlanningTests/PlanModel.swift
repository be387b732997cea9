import Planning
import SecretModel

/// GitHub as far as a plan can tell, with values: carries steps out and says who sees what.
struct PlanModel {
  var live: LiveState
  var values: [SecretAddress: String]
  var ledger: Ledger
  var now: Timestamp

  /// Carries out one step as the API would.
  mutating func carryOut(_ step: Step, values given: [SecretAddress: String]) {
    now = now.advanced(bySeconds: 1)
    guard let address = step.secret else {
      live.missingEnvironments.remove(step.scope)
      return
    }
    guard !live.missingEnvironments.contains(step.scope) else { return }
    var secrets = live.listings[address.collection] ?? [:]
    if step.action == .deleteSecret {
      secrets[address.name] = nil
      values[address] = nil
      ledger.entries[address] = nil
    } else if let after = step.after {
      secrets[address.name] = LiveSecret(updatedAt: now, access: after.access)
      if after.needsValue {
        values[address] = given[address]
        ledger.entries[address] = LedgerEntry(
          value: ValueRecord(fingerprint: given[address].map { Fixture.fingerprint($0) }, keyID: "1"),
          updatedAt: now,
          access: after.access,
          isProtected: false
        )
      } else {
        ledger.entries[address]?.updatedAt = now
        ledger.entries[address]?.access = after.access
      }
    }
    live.listings[address.collection] = secrets
  }

  /// The value that a repository gets from a store for a name, in one of its environments or in none.
  func value(
    of name: SecretName,
    in store: SecretStore,
    seenBy repository: Repository,
    _ environment: Scope?
  ) -> String? {
    for scope in [environment, .repository(repository.fullName)] {
      guard let scope, let value = values[SecretAddress(store: store, scope: scope, name: name)] else { continue }
      return value
    }
    let address = SecretAddress(store: store, scope: .organization(repository.fullName.owner), name: name)
    return reaches(address, repository) ? values[address] : nil
  }

  /// Whether a secret of the organization reaches a repository.
  func reaches(_ address: SecretAddress, _ repository: Repository) -> Bool {
    guard let access = live[address]?.access else { return false }
    return switch access.visibility {
    case .all: true
    case .private: repository.visibility != .public
    case .selected: access.repositories?.contains(repository.id) == true
    case nil: false
    }
  }
}
