/// One piece of a row: text that is already escaped, and its colour.
struct Cell {
  var text: String
  var paint: Paint?

  init(_ text: String, _ paint: Paint? = nil) {
    self.text = text
    self.paint = paint
  }

  /// How many columns it takes.
  var width: Int {
    // Counting characters is slow, and nearly every text has as many as bytes.
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
  }
}

/// Rows with aligned columns, the last of which flows on below itself when the line is too short.
///
/// Where the line is too short even for that, all but the first column flow together, and where there is no room for two
/// columns each piece stands on a line of its own. Words are never broken.
struct TextTable {
  var rows: [[Cell]]
  var indentation = 2

  /// The lines, each ending with a newline.
  func rendered(_ style: TextStyle) -> String {
    let columns = columnsInUse
    let flowStart = columns.dropLast().reduce(indentation) { $0 + $1.width + gap.count }
    let flowWidth = columns.last?.width ?? 0
    if flowStart + min(flowWidth, smallestFlow) <= style.width {
      return rows.map { aligned($0, columns, flowStart: flowStart, style) }.joined()
    }
    return columns.count > 2 ? joined.rendered(style) : rows.map { stacked($0, style) }.joined()
  }

  /// The same with two columns.
  private var joined: TextTable {
    let rows = rows.map { row in
      let rest = row.dropFirst().map(\.text).filter { !$0.isEmpty }
      return Array(row.prefix(1)) + [Cell(rest.joined(separator: "; "))]
    }
    return TextTable(rows: rows, indentation: indentation)
  }

  /// The columns that are not empty in every row.
  private var columnsInUse: [(index: Int, width: Int)] {
    let count = rows.map(\.count).max() ?? 0
    return (0..<count)
      .compactMap { index in
        let width = rows.map { index < $0.count ? $0[index].width : 0 }.max() ?? 0
        return width > 0 ? (index, width) : nil
      }
  }

  private func aligned(
    _ row: [Cell],
    _ columns: [(index: Int, width: Int)],
    flowStart: Int,
    _ style: TextStyle
  ) -> String {
    var line = ""
    var gapBefore = indentation
    for (index, width) in columns where index < row.count {
      let cell = row[index]
      if cell.text.isEmpty {
        gapBefore += width + gap.count
        continue
      }
      let isLast = index == columns.last?.index
      let lines = isLast ? wrapped(cell.text, width: style.width - flowStart) : [cell.text]
      let indented = lines.map { style.painted($0, cell.paint) }.joined(separator: "\n" + spaces(flowStart))
      line += spaces(gapBefore) + indented
      gapBefore = max(0, width - cell.width) + gap.count
    }
    return line + "\n"
  }

  private func stacked(_ row: [Cell], _ style: TextStyle) -> String {
    var depth = indentation
    var text = ""
    for cell in row where !cell.text.isEmpty {
      for line in wrapped(cell.text, width: style.width - depth) {
        text += spaces(depth) + style.painted(line, cell.paint) + "\n"
      }
      depth = indentation + 4
    }
    return text
  }
}

private let gap = "  "

/// The fewest columns in which flowing text is still readable.
private let smallestFlow = 32

private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

/// Breaks text at its spaces; a word that is longer than the width stays whole.
func wrapped(_ text: String, width: Int) -> [String] {
  // A text has at least as many bytes as characters.
  if text.utf8.count <= width, text.utf8.first != UInt8(ascii: " ") { return [text] }
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    if line.isEmpty {
      line = String(word)
    } else if line.count + 1 + word.count <= width {
      line += " \(word)"
    } else {
      lines.append(line)
      line = String(word)
    }
  }
  return lines + [line]
}
