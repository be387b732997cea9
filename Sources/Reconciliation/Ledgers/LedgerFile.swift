#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Sealing
public import SecretModel
import Synchronization

/// The ledger in a file, replaced as a whole and flushed to the disk.
///
/// A shard keeps a file of its own beside it, and reads what files of another division remember of its scopes.
public final class LedgerFile: LedgerStore {
  private struct Kept {
    enum Content {
      /// As it was read.
      case ledger(Ledger)
      /// As it was written, instead of a second copy of a ledger that goes on changing.
      case digest(String)
    }

    var content: Content
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
    let (ledger, generation) = try read()
    kept.withLock { $0 = Kept(content: .ledger(ledger), generation: generation) }
    return ledger
  }

  private func read() throws(LedgerFailure) -> (Ledger, generation: Int) {
    let own = try document(at: path)
    var others: [LedgerPart] = []
    for other in parts.others(than: shard) {
      guard let document = try document(at: other.path) else { continue }
      others.append(LedgerPart(shard: other.shard, document: document))
    }
    return joined(shard, own: own, others: others)
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
    let known = kept.withLock { $0 }
    guard case .ledger(let ledger) = known?.content, let generation = known?.generation else {
      let (ledger, generation) = try read()
      return try write(document(ledger, generation))
    }
    try write(document(ledger, generation))
  }

  /// Replaces the file unless nothing changed.
  ///
  /// - Throws: `LedgerFailure` when it cannot be written; the old content is then untouched.
  public func save(_ ledger: Ledger, unfinished: Set<Scope>) throws(LedgerFailure) {
    let last = kept.withLock { $0 }
    if case .ledger(let known) = last?.content, known == ledger { return }
    let generation = if let last { last.generation } else { try read().generation }
    let bytes = document(ledger, generation)
    let written = digest(of: bytes)
    if case .digest(let known) = last?.content, known == written { return }
    try write(bytes)
    kept.withLock { $0 = Kept(content: .digest(written), generation: generation) }
  }

  private func document(_ ledger: Ledger, _ generation: Int) -> [UInt8] {
    LedgerDocument(entries: ledger.entries, generation: generation).bytes
  }

  private func write(_ bytes: [UInt8]) throws(LedgerFailure) {
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw unusable(
        path,
        "\(error.operation) failed: \(error.reason)",
        remedy: "make its folder writable, then apply again"
      )
    }
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
