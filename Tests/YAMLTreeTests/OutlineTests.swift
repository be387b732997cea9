import SecretModel
import Testing
import YAMLTree

@Suite("The outline of a YAML text")
struct OutlineTests {
  /// The texts of all nodes, the outer ones first, without the document's own.
  private func parts(_ text: String) throws -> [String] {
    let bytes = Array(text.utf8)
    return try parts(below: try YAMLOutline(bytes, file: "f.yaml").root)
      .map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  private func parts(below node: OutlineNode) throws -> [OutlineNode] {
    switch node.content {
    case .scalar, .alias: []
    case .sequence(let items): try items.flatMap { [$0] + (try parts(below: $0)) }
    case .mapping(let entries): try entries.flatMap { [$0.key, $0.value] + (try parts(below: $0.value)) }
    }
  }

  @Test(
    "has the exact bytes of each part",
    arguments: [
      ("a: b # c\n", ["a", "b"]), ("a:  'b'  \n\n# c\n", ["a", "'b'"]), ("a:\nb: x", ["a", "", "b", "x"]),
      ("a:\n  b: c d\n  # e\n\n# f\ng: h", ["a", "b: c d", "b", "c d", "g", "h"]),
      ("- &x !!str a\n- [ b, \"c\" ] # d\n", ["&x !!str a", "[ b, \"c\" ]", "b", "\"c\""]),
      ("a: { b: c,\n  d: } # e", ["a", "{ b: c,\n  d: }", "b", "c", "d", ""]),
      ("a: |  # b\n  c\n  # d\n\n\n# e\nf: >-\n  g", ["a", "|  # b\n  c\n  # d", "f", ">-\n  g"]),
      ("a: &b\n  c: d\ne: *b", ["a", "&b\n  c: d", "c", "d", "e", "*b"]),
      ("a: b\n  c\n\n  d # e", ["a", "b\n  c\n\n  d"]), ("a: b\r\nc: d\r\n", ["a", "b", "c", "d"]),
      ("\u{FEFF}ü: '😀\u{2028} é' # ß\nz: 'ö'", ["ü", "'😀\u{2028} é'", "z", "'ö'"]),
      ("? a\n: b", ["a", "b"]), ("a: []", ["a", "[]"]),
    ] as [(String, [String])]
  )
  func ranges(text: String, expected: [String]) throws {
    #expect(try parts(text) == expected)
  }

  @Test("knows what an alias stands for, the last anchor of that name being the one")
  func aliases() throws {
    let text = "a: &x 1\nb: *x\nc: &x { d: &y 2 }\ne: &z 3\nf: *y\n"
    let outline = try YAMLOutline(Array(text.utf8), file: "f.yaml")
    let values = try #require(outline.root.entries).map(\.value)
    #expect(values.map(outline.isShared) == [true, false, true, false, false])
    #expect(values.map(outline.isSharedItself) == [true, false, false, false, false])
    #expect(values.map(\.text) == ["1", "1", nil, "3", "2"])
  }

  @Test(
    "of a text that is no YAML is an error with a place",
    arguments: ["a: [", "a: *b", "", "[\(String(repeating: "[", count: 99))"]
  )
  func errors(text: String) {
    let error = #expect(throws: YAMLError.self) { try YAMLOutline(Array(text.utf8), file: "f.yaml") }
    #expect(error?.diagnostic.location?.file == "f.yaml")
  }
}
