import TestSupport
import Testing

@Suite("Text archives")
struct TxtarTests {
  @Test("a comment and files come out as they went in")
  func roundTrip() {
    let text = "octoseal plan\n\n-- a.yaml --\nversion: 1\n-- folder/b --\n-- not a mark\n--  --\n-- c --\nlast\n"
    let archive = Txtar(text)
    #expect(archive.comment == "octoseal plan\n\n")
    #expect(archive.files.map(\.name) == ["a.yaml", "folder/b", "c"])
    #expect(archive["folder/b"] == "-- not a mark\n--  --\n")
    #expect(archive.text == text)
  }

  @Test("a missing last newline is added")
  func lastNewline() {
    #expect(Txtar("-- a --\nx")["a"] == "x\n")
  }

  @Test("a file can be replaced, added and removed")
  func editing() {
    var archive = Txtar("-- a --\nx\n")
    archive["a"] = "y"
    archive["b"] = ""
    #expect(archive.text == "-- a --\ny\n-- b --\n")
    archive["a"] = nil
    #expect(archive.text == "-- b --\n")
  }
}
