import SecretModel
import Synchronization

/// Where an applier under test keeps its ledger.
final class KeptLedger: Sendable {
  private let content: Mutex<Ledger>

  init(_ ledger: Ledger) { content = Mutex(ledger) }

  var ledger: Ledger {
    get { content.withLock { $0 } }
    set { content.withLock { $0 = newValue } }
  }
}
