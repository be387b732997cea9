import SecretModel
import Synchronization

/// What was said so far, shared by the copies of a session.
final class DiagnosticLog: Sendable {
  private let diagnostics = Mutex<[Diagnostic]>([])

  /// Everything, in the order in which it was said.
  var all: [Diagnostic] { diagnostics.withLock { $0 } }

  /// Adds one more.
  func append(_ diagnostic: Diagnostic) { diagnostics.withLock { $0.append(diagnostic) } }
}
