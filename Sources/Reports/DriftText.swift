import SecretModel

/// One table of what drifted, by scope: which secret, how, since when, how long ago, and what to do about it.
///
/// - Parameters:
///   - entries: what drifted.
///   - now: when that was; nil when nobody knows, and then no ages are told.
///   - style: how it is laid out.
/// - Returns: the table; empty when nothing drifted.
func driftTable(_ entries: [DriftEntry], asOf now: Timestamp?, _ style: TextStyle) -> String {
  guard !entries.isEmpty else { return "" }
  let heading = ["secret", "drift", "since", now == nil ? "" : "age", "what, and what to do"].map { Cell($0, .bold) }
  let rows = entries.map { row(for: $0, asOf: now) }
  let table = TextTable(rows: [heading] + rows, narrowForm: .lastBelow).renderedRows(style)
  var text = table[0]
  var collection: SecretCollection?
  for (entry, row) in zip(entries, table.dropFirst()) {
    if entry.address.collection != collection {
      collection = entry.address.collection
      text += scopeHeading(entry.address.collection, style)
    }
    text += row
  }
  return text
}

private func row(for entry: DriftEntry, asOf now: Timestamp?) -> [Cell] {
  let age = now.map { now in entry.updatedAt.map { ageText(from: $0, to: now) } ?? "-" }
  let place = placeText(entry.location)
  let what = [Escaped.terminal(entry.message), entry.kind.remedy, place].filter { !$0.isEmpty }
  return [
    Cell(Escaped.terminal(entry.address.nameInScope)),
    Cell(entry.kind.title, entry.kind.severity.paint),
    Cell(entry.updatedAt?.description ?? "-"),
    Cell(age ?? ""),
    Cell(what.joined(separator: "; ")),
  ]
}

/// `5 d`, in the largest unit of which there is a whole one.
private func ageText(from start: Timestamp, to now: Timestamp) -> String {
  let seconds = max(0, now.secondsSinceEpoch &- start.secondsSinceEpoch)
  for (length, unit) in [(86_400, "d"), (3_600, "h"), (60, "min")] as [(Int64, String)] where seconds >= length {
    return "\(seconds / length) \(unit)"
  }
  return "\(seconds) s"
}
