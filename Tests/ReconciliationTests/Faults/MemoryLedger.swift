import Reconciliation
import SecretModel
import Synchronization

/// A ledger that is kept in this process, as a file would be, without the disk.
final class MemoryLedger: LedgerStore {
  private let kept: Mutex<Ledger>

  init(_ ledger: Ledger = Ledger()) { kept = Mutex(ledger) }

  var ledger: Ledger { kept.withLock { $0 } }

  func lock() -> FileLock? { nil }

  func load(_ scopes: [Scope]) -> Ledger { ledger }

  func prove(_ scopes: Set<Scope>) {}

  func save(_ ledger: Ledger, unfinished: Set<Scope>) { kept.withLock { $0 = ledger } }
}
