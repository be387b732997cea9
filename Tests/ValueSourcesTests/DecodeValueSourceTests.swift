import SecretModel
import Testing
import ValueSources

@Suite("Choosing a source")
struct DecodeValueSourceTests {
  @Test(
    "a value has exactly one source, and each mistake is explained where it is",
    arguments: [
      (
        "hunter2",
        "1:1: error: 'value' must be 'external' or a mapping that names a source, not a text; "
          + "write for example 'value: { env: NAME }'"
      ),
      (
        "[env]",
        "1:1: error: 'value' must be 'external' or a mapping that names a source, not a list; "
          + "write for example 'value: { env: NAME }'"
      ),
      ("{}", "1:1: error: this value names no source; write one of 'env', 'file', 'sealed'"),
      ("{ vault: a }", "1:1: error: this value names no source; write one of 'env', 'file', 'sealed'"),
      ("{ fiel: a }", "1:3: error: unknown key 'fiel' in a value; did you mean 'file'?"),
      (
        "{ key: A }",
        "1:3: error: this value names no source, but has 'key', which goes with 'file'; "
          + "write 'file' beside it"
      ),
      (
        "{ env: A, file: b }",
        "1:11: error: a value has one source, and this one has 'env' and 'file'; "
          + "keep one of them"
      ),
      (
        "{ sealed: A, env: A, file: b }",
        "1:14: error: a value has one source, and this one has 'sealed' and 'env' and 'file'; keep one of them"
      ),
      ("{ env: A, trim: none }", "1:11: error: 'trim' goes with 'file', not with 'env'; remove it"),
      ("{ file: a, key_id: 1 }", "1:12: error: 'key_id' goes with 'sealed', not with 'file'; remove it"),
      ("{ file: a, kye: A }", "1:12: error: unknown key 'kye' in a value from 'file'; did you mean 'key'?"),
      ("{ env: A, default: b }", "1:11: error: unknown key 'default' in a value from 'env'; legal keys are 'env'"),
      ("{ env: [A] }", "1:8: error: 'env' in a value from 'env' must be a text, not a list"),
      ("{ env: }", "1:8: error: 'env' in a value from 'env' must be a text, not nothing"),
    ]
  )
  func mistakes(yaml: String, expected: String) throws {
    let (source, diagnostics) = try decode(yaml)
    #expect(source == nil)
    #expect(diagnostics.map(\.description) == ["m.yaml:\(expected)"])
  }

  @Test("all mistakes in one value are reported together")
  func several() throws {
    let (source, diagnostics) = try decode("{ file: '', trim: nnoe, key: '', key_id: 1, colour: red }")
    #expect(source == nil)
    #expect(
      diagnostics.map(\.description) == [
        "m.yaml:1:9: error: 'file' must be the path of a file",
        "m.yaml:1:30: error: 'key' must name a key of the file",
        "m.yaml:1:19: error: unknown word 'nnoe' for 'trim'; did you mean 'none'?",
        "m.yaml:1:34: error: 'key_id' goes with 'sealed', not with 'file'; remove it",
        "m.yaml:1:45: error: unknown key 'colour' in a value from 'file'; legal keys are 'file', 'key', 'trim', "
          + "'encode'",
      ]
    )
  }

  @Test("the second of two sources shows the place of the first")
  func related() throws {
    let (_, diagnostics) = try decode("env: A\nfile: b")
    #expect(diagnostics.first?.related == SourceLocation(file: "m.yaml", line: 1, column: 1))
  }
}
