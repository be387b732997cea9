import SecretModel
import Testing
import YAMLTree

@Suite("Reading YAML")
struct ParserTests {
  private func parse(_ text: String) throws(YAMLError) -> YAMLNode { try parseYAML(Array(text.utf8), file: "f.yaml") }

  private func error(_ text: String) -> String? {
    do {
      _ = try parse(text)
      return nil
    } catch {
      return error.diagnostic.description
    }
  }

  /// The tree in one line, keys with their places.
  private func outline(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): scalar.text + (scalar.isPlain ? "" : "'")
    case .sequence(let items): "[\(items.map(outline).joined(separator: " "))]"
    case .mapping(let entries):
      "{\(entries.map { "\($0.key)@\($0.keyLocation.line):\($0.keyLocation.column)=\(outline($0.value))" }.joined(separator: " "))}"
    }
  }

  @Test(
    "gives every key its line and column, counted in characters",
    arguments: [
      ("a: 1\nbb:\n  - x\n  - 'y'\n", "{a@1:1=1 bb@2:1=[x y']}"), ("\u{FEFF}a: 1", "{a@1:1=1}"),
      ("ä: {ö: ü, z: 1}", "{ä@1:1={ö@1:5=ü z@1:11=1}}"), ("a:\n", "{a@1:1=}"), ("a: !!str 1", "{a@1:1=1'}"),
    ]
  )
  func places(text: String, expected: String) throws {
    #expect(try outline(parse(text)) == expected)
  }

  @Test(
    "resolves anchors, aliases and merge keys; what is written here wins, then the first that is merged",
    arguments: [
      ("a: &x {k: 1}\nb: *x\n", "{a@1:1={k@1:8=1} b@2:1={k@1:8=1}}"),
      ("a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}\n", "{a@1:1={k@1:8=1 l@1:14=2} b@2:1={k@2:13=3 l@1:14=2}}"),
      (
        "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc: {<<: [*x, *y]}\n",
        "{a@1:1={k@1:8=1} b@2:1={k@2:8=2 m@2:14=3} c@3:1={k@1:8=1 m@2:14=3}}"
      ),
    ]
  )
  func aliases(text: String, expected: String) throws {
    #expect(try outline(parse(text)) == expected)
  }

  @Test(
    "says where and what when it is not understood",
    arguments: [
      ("", "f.yaml:1:1: error: the file is empty; write a manifest into it"),
      ("a: 1\na: 2\n", "f.yaml:2:1: error: this key is already in the same mapping; keep one of the two"),
      ("a: 1\n---\nb: 2\n", "f.yaml:2:1: error: a second document begins here; put it into a file of its own"),
      ("? [a]\n: 1\n", "f.yaml:1:3: error: a key must be a text, not a list"),
      ("a: *x\n", "f.yaml:1:4: error: there is no anchor of this name before this alias"),
      ("a: &x [*x]\n", "f.yaml:1:8: error: this alias stands inside its own anchor"),
      ("a: !ruby/object x\n", "f.yaml:1:4: error: tags are not supported here; write the value without its '!' tag"),
      ("<<: [a]\n", "f.yaml:1:6: error: '<<' merges mappings, not a text; write an alias of a mapping"),
      (
        "a: [1\n",
        "f.yaml:2:1: error: this is not YAML: did not find expected ',' or ']' while parsing a flow sequence at 1:4"
      ),
      (
        "\ta: 1\n",
        "f.yaml:1:1: error: this is not YAML: found character that cannot start any token while scanning for the next token at 1:1"
      ),
    ]
  )
  func errors(text: String, expected: String) {
    #expect(error(text) == expected)
  }

  @Test("bytes that are no text are found at their line and column")
  func encoding() {
    let bytes = Array("a: 1\nb: ü".utf8) + [0xFF]
    do {
      _ = try parseYAML(bytes, file: "f.yaml")
      Issue.record("it was read")
    } catch {
      #expect(error.diagnostic.location == SourceLocation(file: "f.yaml", line: 2, column: 5))
    }
  }

  @Test("nesting, expansion and size are bounded")
  func bounds() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(error(deep)?.contains("nested more than 64 deep") == true)
    var laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      let items = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(items)]\n"
    }
    #expect(error(laughs)?.contains("aliases add more than 100000 values") == true)
    let large = [UInt8](repeating: UInt8(ascii: " "), count: YAMLBounds.size + 1)
    #expect(throws: YAMLError.self) { try parseYAML(large, file: "f.yaml") }
  }

  @Test("a mapping of many keys is read in linear time, and its duplicates are found")
  func manyKeys() throws {
    let text = (0..<20_000).map { "key\($0): 1\n" }.joined()
    guard case .mapping(let entries) = try parse(text).content else {
      Issue.record("it is no mapping")
      return
    }
    #expect(entries.count == 20_000)
    #expect(error(text + "key0: 2\n")?.hasPrefix("f.yaml:20001:1: error: this key is already") == true)
  }

  @Test("mistakes that leave no doubt about the rest are reported together, and the rest is read")
  func severalMistakes() throws {
    var diagnostics: [Diagnostic] = []
    let text = "a: !x 1\nb: 2\nb: 3\nc: {<<: d}\n---\ne\n"
    let root = try #require(parseYAML(Array(text.utf8), file: "f.yaml", into: &diagnostics))
    #expect(outline(root) == "{a@1:1=1' b@2:1=2 c@4:1={}}")
    #expect(diagnostics.map(\.code).sorted() == ["yaml.documents", "yaml.duplicate_key", "yaml.merge", "yaml.tag"])
    diagnostics = []
    #expect(parseYAML(Array("b: 2\nb: 3\nc: [".utf8), file: "f.yaml", into: &diagnostics) == nil)
    #expect(diagnostics.map(\.code) == ["yaml.duplicate_key", "yaml.syntax"])
  }

  @Test(
    "a plain word is a boolean, a number or nothing by YAML 1.2's core schema, and otherwise a text",
    arguments: [
      ("true", "a boolean"), ("False", "a boolean"), ("yes", "a text"), ("on", "a text"), ("~", "nothing"),
      ("null", "nothing"), ("12", "a number"), ("-1.5e3", "a number"), ("+.5", "a number"), ("0x1F", "a number"),
      ("0o17", "a number"), ("-.inf", "a number"), (".nan", "a number"), ("0xG", "a text"), ("0o8", "a text"),
      ("1.2.3", "a text"), ("2026-11-01", "a text"), ("90d", "a text"), ("-", "a list"), (".", "a text"),
      ("1e", "a text"),
      ("+inf", "a text"), ("'12'", "a text"), ("\"true\"", "a text"), ("!!str 12", "a text"), ("0x", "a text"),
      ("0x1p3", "a text"), ("e5", "a text"),
    ]
  )
  func kinds(text: String, expected: String) throws {
    #expect(try parse(text).kind == expected)
  }
}
