#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
public import SecretModel
import Synchronization

/// The ledger in a file, replaced as a whole and flushed to the disk.
///
/// A shard keeps a file of its own beside it, and reads what files of another division remember of its scopes.
public final class LedgerFile: LedgerStore {
  private struct Kept {
    var ledger: Ledger
    var generation: Int
  }

  /// Where it is kept.
  public let path: String
  private let shard: Shard?
  private let parts: LedgerParts
  /// What the file holds, once it was read or written.
  private let kept = Mutex<Kept?>(nil)

  /// Names the file; it need not exist yet.
  ///
  /// - Parameters:
  ///   - path: the file of runs without shards.
  ///   - shard: the part that this run carries out; nil for all of it.
  public init(path: String, shard: Shard? = nil) {
    parts = LedgerParts(path: path)
    self.path = parts.path(of: shard)
    self.shard = shard
  }

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

  /// Reads the file and those of other divisions; an absent one is an empty ledger.
  ///
  /// - Throws: `LedgerFailure` when one is there and is not a ledger that this version understands.
  public func load(_ scopes: [Scope] = []) throws(LedgerFailure) -> Ledger {
    let read = try read()
    kept.withLock { $0 = read }
    return read.ledger
  }

  private func read() throws(LedgerFailure) -> Kept {
    let own = try document(at: path)
    var others: [LedgerPart] = []
    for other in parts.others(than: shard) {
      guard let document = try document(at: other.path) else { continue }
      others.append(LedgerPart(shard: other.shard, document: document))
    }
    let (ledger, generation) = joined(shard, own: own, others: others)
    return Kept(ledger: ledger, generation: generation)
  }

  private func document(at path: String) throws(LedgerFailure) -> LedgerDocument? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw unusable(path, "it cannot be read", remedy: "make it readable for this user")
    }
    do {
      return try LedgerDocument(decoding: Array(data))
    } catch {
      throw unusable(path, error.reason, remedy: error.remedy(repair))
    }
  }

  /// Writes the file as it is once more.
  ///
  /// - Throws: `LedgerFailure` when it cannot be written.
  public func prove(_ scopes: Set<Scope>) throws(LedgerFailure) {
    if let kept = kept.withLock({ $0 }) { try write(kept) } else { try write(try read()) }
  }

  /// Replaces the file unless nothing changed.
  ///
  /// - Throws: `LedgerFailure` when it cannot be written; the old content is then untouched.
  public func save(_ ledger: Ledger, unfinished: Set<Scope>) throws(LedgerFailure) {
    let last = kept.withLock { $0 }
    guard last?.ledger != ledger else { return }
    let generation = if let last { last.generation } else { try read().generation }
    try write(Kept(ledger: ledger, generation: generation))
  }

  private func write(_ content: Kept) throws(LedgerFailure) {
    let document = LedgerDocument(entries: content.ledger.entries, generation: content.generation)
    do {
      try AtomicFile.write(document.bytes, to: path)
    } catch {
      throw unusable(
        path,
        "\(error.operation) failed: \(error.reason)",
        remedy: "make its folder writable, then apply again"
      )
    }
    kept.withLock { $0 = content }
  }

  private var repair: String {
    "restore it from git or move it away; without it each value is written once more, and nothing else is lost"
  }

  private func unusable(_ path: String, _ what: String, remedy: String) -> LedgerFailure {
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
