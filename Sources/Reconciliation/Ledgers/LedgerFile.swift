#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
public import SecretModel
import Synchronization

/// The ledger in a file, replaced as a whole and flushed to the disk.
public final class LedgerFile: LedgerStore {
  /// Where it is kept.
  public let path: String
  /// What the file holds, once it was read or written.
  private let kept = Mutex<Ledger?>(nil)

  /// Names the file; it need not exist yet.
  public init(path: String) { self.path = path }

  /// Locks a file beside this one.
  ///
  /// - Throws: `LedgerFailure` when another process holds it.
  public func lock() throws(LedgerFailure) -> FileLock? {
    do {
      return try FileLock.take(for: path)
    } catch {
      throw LedgerFailure([
        Diagnostic(
          code: "ledger.locked",
          message: "another apply\(error.process.map { " (process \($0))" } ?? "") is at work on the ledger '\(path)'",
          remedy: "wait until it has ended, then apply again"
        )
      ])
    }
  }

  /// Reads the file; an absent one is an empty ledger.
  ///
  /// - Throws: `LedgerFailure` when the file is there and is not a ledger that this version understands.
  public func load(_ scopes: [Scope] = []) throws(LedgerFailure) -> Ledger {
    let ledger = try read()
    kept.withLock { $0 = ledger }
    return ledger
  }

  private func read() throws(LedgerFailure) -> Ledger {
    guard FileManager.default.fileExists(atPath: path) else { return Ledger() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw unusable("it cannot be read", remedy: "make it readable for this user")
    }
    do {
      return Ledger(entries: try LedgerDocument(decoding: Array(data)).entries)
    } catch {
      throw unusable(error.reason, remedy: error.remedy(repair))
    }
  }

  /// Writes the file as it is once more.
  ///
  /// - Throws: `LedgerFailure` when it cannot be written.
  public func prove(_ scopes: Set<Scope>) throws(LedgerFailure) {
    if let ledger = kept.withLock({ $0 }) { try write(ledger) } else { try write(try read()) }
  }

  /// Replaces the file unless nothing changed.
  ///
  /// - Throws: `LedgerFailure` when it cannot be written; the old content is then untouched.
  public func save(_ ledger: Ledger, unfinished: Set<Scope>) throws(LedgerFailure) {
    guard kept.withLock({ $0 }) != ledger else { return }
    try write(ledger)
  }

  private func write(_ ledger: Ledger) throws(LedgerFailure) {
    do {
      try AtomicFile.write(LedgerDocument(entries: ledger.entries).bytes, to: path)
    } catch {
      throw unusable("\(error.operation) failed: \(error.reason)", remedy: "make its folder writable, then apply again")
    }
    kept.withLock { $0 = ledger }
  }

  private var repair: String {
    "restore it from git or move it away; without it each value is written once more, and nothing else is lost"
  }

  private func unusable(_ what: String, remedy: String) -> LedgerFailure {
    LedgerFailure([
      Diagnostic(code: "ledger.unusable", message: "the ledger '\(path)' cannot be used: \(what)", remedy: remedy)
    ])
  }
}

extension LedgerDocument.Unreadable {
  /// What to do, given what repairs a ledger that no version understands.
  func remedy(_ repair: String) -> String {
    switch self {
    case .newer: "use the octoseal version that wrote it, or \(repair)"
    case .foreign, .damagedEntry: repair
    }
  }
}
