#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import SecretModel

/// The files over which a ledger is spread: the one that is configured, and one for each shard beside it.
struct LedgerParts {
  /// The path that is configured: of the file that runs without shards keep.
  let path: String

  /// Where the part of a shard is kept: `octoseal.ledger.json` has the part `octoseal.ledger.2-of-5.json`.
  func path(of shard: Shard?) -> String {
    guard let shard else { return path }
    return "\(folder)\(stem).\(shard.index)-of-\(shard.count)\(ending)"
  }

  /// The other files that may know something of a shard's scopes, those of other shards of the same division excepted.
  func others(than shard: Shard?) -> [(path: String, shard: Shard?)] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    let parts = files.sorted().compactMap { file in self.shard(ofFile: file).map { (folder + file, Shard?.some($0)) } }
      .filter { $0.1?.count != shard?.count }
    let isPlainThere = shard != nil && FileManager.default.fileExists(atPath: path)
    return (isPlainThere ? [(path, nil)] : []) + parts
  }

  private func shard(ofFile file: String) -> Shard? {
    guard file.hasPrefix("\(stem)."), file.hasSuffix(ending) else { return nil }
    guard file.count > stem.count + ending.count else { return nil }
    let middle = file.dropFirst(stem.count + 1).dropLast(ending.count)
    return Shard(parsing: String(middle).replacing("-of-", with: "/", maxReplacements: 1))
  }

  private var nameStart: String.Index { path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex }

  private var folder: String { String(path[..<nameStart]) }

  /// Where the name's ending begins; a name that only starts with a dot has none.
  private var endingStart: String.Index {
    guard let dot = path[nameStart...].lastIndex(of: "."), dot > nameStart else { return path.endIndex }
    return dot
  }

  private var stem: String { String(path[nameStart..<endingStart]) }

  private var ending: String { String(path[endingStart...]) }
}

/// One file of a ledger as it was read.
struct LedgerPart {
  /// Of which shard it is; nil for the file of runs without shards, which knows of every scope.
  var shard: Shard?
  var document: LedgerDocument

  fileprivate func covers(_ scope: Scope) -> Bool { shard?.contains(scope) ?? true }
}

/// What the files of a ledger know together of the scopes of one of them.
///
/// Of the files that cover a scope the one with the highest generation is right, also where it has no entry: a run that
/// finds files of another division begins the next generation, so that the highest is always the last that was written.
/// The entries' times could not tell: the older file still has what was deleted since, and `delete_owned` would believe it.
///
/// - Parameters:
///   - shard: the part that this run carries out; nil for all of it.
///   - own: the file that this run keeps, if it is there; it wins among equals.
///   - others: files of other divisions.
/// - Returns: the entries, and the generation in which the run may write them.
func joined(
  _ shard: Shard?,
  own: LedgerDocument?,
  others: [LedgerPart]
) -> (ledger: Ledger, generation: Int) {
  let highest = others.map(\.document.generation).max() ?? -1
  let generation = max(own?.generation ?? 0, highest + 1)
  let ownPart = own.map { LedgerPart(shard: shard, document: $0) }
  // A stable order: of equals the first one wins in every run.
  let ranked = ([ownPart].compactMap { $0 } + others).enumerated()
    .sorted { ($1.element.document.generation, $0.offset) < ($0.element.document.generation, $1.offset) }
    .map(\.element)
  var entries: [SecretAddress: LedgerEntry] = [:]
  for (rank, part) in ranked.enumerated() {
    for (address, entry) in part.document.entries
    where (shard?.contains(address.scope) ?? true) && part.covers(address.scope)
      && !ranked[..<rank].contains(where: { $0.covers(address.scope) })
    {
      entries[address] = entry
    }
  }
  return (Ledger(entries: entries), generation)
}
