/// The legal word that a person most likely meant.
///
/// - Parameters:
///   - word: what was written.
///   - candidates: the words that are legal there.
///   - tolerance: how many letters may differ; a third of them when nothing is said.
/// - Returns: the closest candidate, or nil when none is close enough to be worth suggesting.
public func nearestWord(
  to word: String,
  among candidates: some Sequence<String>,
  tolerance: Int? = nil
) -> String? {
  let written = Array(word.lowercased().unicodeScalars.prefix(longestComparedWord))
  let tolerance = tolerance ?? max(1, written.count / 3)
  var best: (word: String, distance: Int)?
  for candidate in candidates {
    let distance = editDistance(written, Array(candidate.lowercased().unicodeScalars))
    guard distance <= tolerance, distance < (best?.distance ?? .max) else { continue }
    best = (candidate, distance)
  }
  return best?.word
}

/// Longer words are cut: a hostile manifest must not buy quadratic work with one long key.
private let longestComparedWord = 64

/// The number of insertions, deletions, substitutions and swaps of neighbours between two words.
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
  guard !first.isEmpty, !second.isEmpty else { return max(first.count, second.count) }
  var beforePrevious: [Int] = []
  var previous = Array(0...second.count)
  for row in 1...first.count {
    var current = [row]
    for column in 1...second.count {
      let substitution = previous[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1)
      var cost = min(previous[column] + 1, current[column - 1] + 1, substitution)
      if row > 1, column > 1, first[row - 1] == second[column - 2], first[row - 2] == second[column - 1] {
        cost = min(cost, beforePrevious[column - 2] + 1)
      }
      current.append(cost)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[second.count]
}
