import Reconciliation
import SecretModel

/// A result in a file that an option names, as a whole or not at all.
enum SavedResult {
  /// Writes a result.
  ///
  /// - Throws: `Diagnostic` when it cannot be written.
  static func write(_ text: String, to path: String, option: String) throws(Diagnostic) {
    do {
      try AtomicFile.write(Array(text.utf8), to: path)
    } catch {
      throw Diagnostic(
        code: "output.failed",
        message: "\(option): '\(path)' cannot be written: \(error.reason)",
        remedy: "name a file in a folder that is there and writable"
      )
    }
  }
}
