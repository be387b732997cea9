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
      live.scopes[step.scope] = .listed([:])
      return
    }
    guard case .listed(var secrets) = live.scopes[step.scope] else { return }
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
    live.scopes[step.scope] = .listed(secrets)
  }

  /// The value that a job of a repository gets for a name, in one of its environments or in none.
  func value(seenBy repository: Repository, in environment: Scope?, _ name: SecretName) -> String? {
    if let environment, let value = values[SecretAddress(scope: environment, name: name)] { return value }
    if let value = values[SecretAddress(scope: .repository(repository.fullName), name: name)] { return value }
    let address = SecretAddress(scope: .organization(repository.fullName.owner), name: name)
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
