import Reconciliation
import SecretModel

extension Session {
  /// Writes a result into a file that an option names, as a whole or not at all.
  ///
  /// - Throws: `ExitCode` 1 when it cannot be written.
  func save(_ text: String, to path: String, option: String) throws {
    do {
      try AtomicFile.write(Array(text.utf8), to: path)
    } catch {
      say([
        Diagnostic(
          code: "output.failed",
          message: "\(option): '\(path)' cannot be written: \(error.reason)",
          remedy: "name a file in a folder that is there and writable"
        )
      ])
      throw ExitStatus.failed.exitCode
    }
  }
}
