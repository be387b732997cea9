/// One piece of a row: text that is already escaped, and its colour.
struct Cell {
  var text: String
  var paint: Paint?

  init(_ text: String, _ paint: Paint? = nil) {
    self.text = text
    self.paint = paint
  }

  /// How many columns it takes.
  var width: Int { columns(of: text) }
}

/// Rows with aligned columns, the last of which flows on below itself when the line is too short.
///
/// Where the line is too short even for that, the narrow form is chosen, and where there is no room for two columns each
/// piece stands on a line of its own. A word is broken only where it is longer than a line.
struct TextTable {
  /// What becomes of the columns where the line is too short.
  enum NarrowForm {
    /// All but the first flow together.
    case joined
    /// The last flows below the others.
    case lastBelow
  }

  var rows: [[Cell]]
  var indentation = 2
  var narrowForm = NarrowForm.joined

  /// The lines, each ending with a newline.
  func rendered(_ style: TextStyle) -> String { renderedRows(style).joined() }

  /// The lines of each row.
  func renderedRows(_ style: TextStyle) -> [String] {
    let columns = columnsInUse
    let flowStart = columns.dropLast().reduce(indentation) { $0 + $1.width + gap.count }
    let flowWidth = columns.last?.width ?? 0
    if flowStart + min(flowWidth, smallestFlow) <= style.width {
      return rows.map { aligned($0, columns, flowStart: flowStart, style) }
    }
    switch narrowForm {
    case .lastBelow where flowStart - gap.count <= style.width:
      return rows.map { row in
        aligned(Array(row.dropLast()), columns.dropLast(), flowStart: 0, style)
          + stacked([row.last].compactMap { $0 }, startingAt: indentation + 4, style)
      }
    case .joined where columns.count > 2: return joined.renderedRows(style)
    case .joined, .lastBelow: return rows.map { stacked($0, startingAt: indentation, style) }
    }
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
    _ columns: some BidirectionalCollection<(index: Int, width: Int)>,
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

  private func stacked(_ row: [Cell], startingAt start: Int, _ style: TextStyle) -> String {
    var depth = start
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

/// Breaks text at its spaces, and a word that is longer than the width wherever that ends.
func wrapped(_ text: String, width: Int) -> [String] {
  // A text has at least as many bytes as characters.
  if text.utf8.count <= width, text.utf8.first != UInt8(ascii: " ") { return [text] }
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    if !line.isEmpty, columns(of: line) + 1 + columns(of: word) <= width {
      line += " \(word)"
      continue
    }
    if !line.isEmpty { lines.append(line) }
    let pieces = broken(word, width: width)
    lines += pieces.dropLast()
    line = pieces.last ?? ""
  }
  return lines + [line]
}

/// The pieces of a word, each as wide as there is room.
///
/// None begins with a colon, since a runner takes two of them at the start of a line for a command.
private func broken(_ word: Substring, width: Int) -> [String] {
  guard columns(of: word) > width else { return [String(word)] }
  var pieces: [String] = []
  var piece = ""
  var used = 0
  for character in word {
    let needed = columns(of: String(character))
    if used + needed > width, let kept = start(ofLineWith: character, after: piece) {
      pieces.append(String(piece[..<kept]))
      piece = String(piece[kept...])
      used = columns(of: piece)
    }
    piece.append(character)
    used += needed
  }
  return pieces + [piece]
}

/// Where the line begins that takes up a further character; nil where that can be nowhere.
private func start(ofLineWith character: Character, after piece: String) -> String.Index? {
  let start = character == ":" ? piece.lastIndex { $0 != ":" } ?? piece.startIndex : piece.endIndex
  return start > piece.startIndex ? start : nil
}
