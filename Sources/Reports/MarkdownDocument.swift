/// The parts of a comment in the order in which they are read, and which of them give way when there is no room.
///
/// The order of the tables is that of the result, and nothing in it changes from run to run, so that an edited comment
/// shows only what is different.
struct MarkdownDocument {
  /// A table, folded below a line of HTML or open.
  struct Block {
    /// What is shown while it is folded; nil when it is open.
    var summary: String?
    var table: MarkdownTable
  }

  /// Whose result it is; a comment is found by it, within an HTML comment on the first line.
  var title: String
  /// The result in one sentence.
  var summary: String
  /// What else everybody has to read; as short as the headline.
  var paragraphs: [String] = []
  /// What went wrong; it gives way last.
  var errors: [Block] = []
  /// The counts by scope.
  var overview: [Block] = []
  /// The details, scope by scope.
  var details: [Block] = []
  /// What is worth knowing besides.
  var findings: [Block] = []

  /// The text, with fewer UTF-16 units than a number.
  func rendered(below limit: Int) -> String {
    let start = ["<!-- \(title) -->\n### \(title)", "**\(summary)**"]
    let head = (start + paragraphs.filter { !$0.isEmpty })
      .joined(separator: "\n\n")
    var rest = MarkdownRoom(left: limit - head.utf16.count - roomForLosses)
    // Each part leaves something to the next, so that no flood of one kind hides all others.
    let errorText = rest.text(of: errors, within: rest.left / 2)
    let findingText = rest.text(of: findings, within: rest.left / 3)
    let overviewText = rest.text(of: overview, within: rest.left / 3)
    let detailText = rest.text(of: details, within: rest.left)
    return "\(head)\n\(rest.losses)\(errorText)\(overviewText)\(detailText)\(findingText)"
  }
}

/// More than the sentence about what is left out ever takes.
private let roomForLosses = 400

/// How many characters are left, and what there was no room for.
private struct MarkdownRoom {
  var left: Int
  private var lost: [(noun: String, count: Int)] = []

  init(left: Int) { self.left = left }

  /// As many rows of some tables as a part of the room has place for.
  mutating func text(of blocks: [MarkdownDocument.Block], within share: Int) -> String {
    var room = share
    var text = ""
    for block in blocks {
      let (part, shown) = block.rendered(room: &room)
      text += part
      note(block.table.count - shown, block.table.noun)
    }
    left -= share - room
    return text
  }

  private mutating func note(_ count: Int, _ noun: String) {
    guard count > 0 else { return }
    if let index = lost.firstIndex(where: { $0.noun == noun }) {
      lost[index].count += count
    } else {
      lost.append((noun, count))
    }
  }

  /// What is left out, in a paragraph; empty when everything is there.
  var losses: String {
    guard !lost.isEmpty else { return "" }
    let list = lost.map { counted($0.count, $0.noun) }.joined(separator: ", ")
    return "\n**Left out here for want of room: \(list).** `--json-into` keeps everything.\n"
  }
}

extension MarkdownDocument.Block {
  fileprivate func rendered(room: inout Int) -> (text: String, shown: Int) {
    guard let summary else { return table.rendered(between: "\n", and: "", room: &room) }
    return table.rendered(
      between: "\n<details>\n<summary>\(summary)</summary>\n\n",
      and: "\n</details>\n",
      room: &room
    )
  }
}
