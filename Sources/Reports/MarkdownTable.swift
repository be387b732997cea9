/// Rows of Markdown that are made one by one, so that a table can be cut anywhere between them.
struct MarkdownTable {
  /// What one row is, such as `step`.
  var noun: String
  /// The titles of the columns.
  var columns: [String]
  var count: Int
  /// The cells of the row at a position, already escaped.
  var row: (Int) -> [String]

  /// Puts what each row is made from beside how it is made.
  init<Item>(_ noun: String, _ columns: [String], _ items: [Item], row: @escaping (Item) -> [String]) {
    self.noun = noun
    self.columns = columns
    count = items.count
    self.row = { row(items[$0]) }
  }

  /// As many whole rows as there is room for, between two texts; nothing when there is none for the first.
  ///
  /// - Parameters:
  ///   - opening: what stands before the table.
  ///   - closing: what stands after it.
  ///   - room: how many characters may be used, of which what is used is taken away.
  /// - Returns: the text, and how many rows it has.
  func rendered(between opening: String, and closing: String, room: inout Int) -> (text: String, shown: Int) {
    var text = opening + line(columns) + line(columns.map { _ in "---" })
    var left = room - text.utf16.count - closing.utf16.count
    var shown = 0
    while shown < count {
      let next = line(row(shown))
      guard next.utf16.count <= left else { break }
      left -= next.utf16.count
      text += next
      shown += 1
    }
    guard shown > 0 else { return ("", 0) }
    room = left
    return (text + closing, shown)
  }

  private func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
}
