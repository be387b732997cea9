import SecretModel

/// How the ledger of one organization or repository is spread over Actions variables.
///
/// Each variable holds a ledger of its own with some of the secrets, so that a run that ends between two writes leaves
/// nothing that cannot be read.
enum LedgerChunks {
  /// What one variable may hold at most, a little below GitHub's 48 KB.
  static let largestSize = 48_000

  /// The name of a variable.
  static func name(_ position: Int) -> String { "OCTOSEAL_LEDGER_\(position)" }

  /// The texts of the variables, at least one.
  static func texts(of entries: [SecretAddress: LedgerEntry], limit: Int = largestSize) -> [String] {
    let frame = LedgerDocument.text(lines: [], parts: Int.max).count + 1
    var groups: [[[UInt8]]] = [[]]
    var size = frame
    for (address, entry) in entries.sorted(by: { $0.key < $1.key }) {
      let line = fittingLine(address, entry, limit: limit - frame)
      if size + line.count + 2 > limit, groups.last?.isEmpty == false {
        groups.append([])
        size = frame
      }
      groups[groups.count - 1].append(line)
      size += line.count + 2
    }
    return groups.enumerated()
      .map { position, lines in
        let parts = position == 0 ? groups.count : nil
        return String(decoding: LedgerDocument.text(lines: lines, parts: parts), as: UTF8.self)
      }
  }

  /// The line of a secret; a selection that would not fit is left out, and then counts as seen.
  private static func fittingLine(_ address: SecretAddress, _ entry: LedgerEntry, limit: Int) -> [UInt8] {
    let line = LedgerDocument.line(address, entry)
    guard line.count + 2 > limit else { return line }
    var shorter = entry
    shorter.access.repositories = nil
    return LedgerDocument.line(address, shorter)
  }
}

/// Joins what two runs remember of the same secrets.
///
/// - Parameters:
///   - base: what was kept when this run began.
///   - last: what this run kept last.
///   - ours: what this run remembers by now.
///   - theirs: what is kept now, perhaps by another run.
/// - Returns: what each of them changed; of two changes of one secret the later write.
func joined(
  base: [SecretAddress: LedgerEntry],
  last: [SecretAddress: LedgerEntry],
  ours: [SecretAddress: LedgerEntry],
  theirs: [SecretAddress: LedgerEntry]
) -> [SecretAddress: LedgerEntry] {
  var result = theirs
  for address in Set(base.keys).union(last.keys).union(ours.keys)
  where ours[address] != base[address] || ours[address] != last[address] {
    let kept = theirs[address]
    if kept == base[address] || kept == last[address] {
      result[address] = ours[address]
    } else if let kept, let own = ours[address] {
      result[address] = own.updatedAt >= kept.updatedAt ? own : kept
    } else {
      result[address] = ours[address] ?? kept
    }
  }
  return result
}
