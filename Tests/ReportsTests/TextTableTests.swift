import Testing

@testable import Reports

@Suite("Tables")
struct TextTableTests {
  let plain = TextStyle(color: false, width: .max)

  @Test("columns are aligned and lines have no blanks at their end")
  func alignment() {
    let table = TextTable(rows: [
      [Cell("a"), Cell("long"), Cell("x")], [Cell("bbb"), Cell(""), Cell("")], [Cell("c")],
    ])
    #expect(table.rendered(plain) == "  a    long  x\n  bbb\n  c\n")
  }

  @Test("an empty piece keeps its room when another follows")
  func emptyPieces() {
    let table = TextTable(rows: [[Cell("a"), Cell("bb"), Cell("c")], [Cell("a"), Cell(""), Cell("c")]])
    #expect(table.rendered(plain) == "  a  bb  c\n  a      c\n")
  }

  @Test("a column that is empty everywhere takes no room")
  func emptyColumns() {
    let table = TextTable(rows: [[Cell("a"), Cell(""), Cell("c")], [Cell("b"), Cell(""), Cell("d")]])
    #expect(table.rendered(plain) == "  a  c\n  b  d\n")
  }

  @Test("the last column flows below itself")
  func flow() {
    let table = TextTable(rows: [[Cell("name"), Cell("one two three four five six seven eight nine ten")]])
    #expect(
      table.rendered(TextStyle(color: false, width: 42)) == """
          name  one two three four five six seven
                eight nine ten

        """
    )
  }

  @Test("without room for its columns all but the first flow together")
  func joined() {
    let table = TextTable(rows: [
      [Cell("name"), Cell("one two three four five six seven"), Cell(""), Cell("eight nine")]
    ])
    #expect(
      table.rendered(TextStyle(color: false, width: 42)) == """
          name  one two three four five six seven;
                eight nine

        """
    )
  }

  @Test("without room for two columns the pieces stand below one another")
  func stack() {
    let table = TextTable(rows: [
      [Cell("a-name-that-is-long"), Cell("one two three four a-word-that-just-fits-in")]
    ])
    #expect(
      table.rendered(TextStyle(color: false, width: 30)) == """
          a-name-that-is-long
              one two three four
              a-word-that-just-fits-in

        """
    )
  }

  @Test("a word that is longer than the line is broken, and nothing of it is lost")
  func longWord() {
    let name = String(repeating: "0123456789", count: 5)
    let text = TextTable(rows: [[Cell(name), Cell("x")]]).rendered(TextStyle(color: false, width: 30))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 30 })
    #expect(text.filter(\.isNumber) == name)
  }

  @Test("wide characters take two columns")
  func wideCharacters() {
    let table = TextTable(rows: [[Cell("日本"), Cell("x")], [Cell("abcd"), Cell("y")], [Cell("é"), Cell("z")]])
    #expect(table.rendered(plain) == "  日本  x\n  abcd  y\n  é     z\n")
  }

  @Test("the last column can flow below the others")
  func lastBelow() {
    let rows = [[Cell("name"), Cell("one two"), Cell("three four five six seven eight")]]
    let table = TextTable(rows: rows, narrowForm: .lastBelow)
    #expect(
      table.rendered(TextStyle(color: false, width: 30)) == """
          name  one two
              three four five six
              seven eight

        """
    )
  }

  @Test("colours do not count as width")
  func colors() {
    let table = TextTable(rows: [[Cell("a", .red), Cell("x")], [Cell("bb"), Cell("y", .bold)]])
    let text = table.rendered(TextStyle(color: true, width: .max))
    #expect(text == "  \u{1B}[31ma\u{1B}[0m   x\n  bb  \u{1B}[1my\u{1B}[0m\n")
  }
}
