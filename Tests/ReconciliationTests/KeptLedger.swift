import Reconciliation
import SecretModel
import Synchronization

/// A ledger in memory, where an applier under test keeps its own.
final class KeptLedger: LedgerStore {
  private let content: Mutex<Ledger>

  init(_ ledger: Ledger) { content = Mutex(ledger) }

  var ledger: Ledger { content.withLock { $0 } }

  func lock() -> LedgerLock? { nil }

  func load(_ scopes: [Scope]) -> Ledger { ledger }

  func prove(_ scopes: Set<Scope>) {}

  func save(_ ledger: Ledger, unfinished: Set<Scope>) { content.withLock { $0 = ledger } }
}
