import SecretModel
import Testing
import ValueSources

@Suite("Values from files")
struct FileValueTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "line breaks at the end are dropped unless the manifest keeps them",
    arguments: [
      ("a", "a", "a"), ("a\n", "a", "a\n"), ("a\r\n", "a", "a\r\n"), ("a\n\r\n\n", "a", "a\n\r\n\n"),
      ("a \n", "a ", "a \n"), ("a\nb\n", "a\nb", "a\nb\n"), ("a\t", "a\t", "a\t"),
    ]
  )
  func trimming(content: String, trimmed: String, kept: String) throws {
    try folder.write(content, to: "v")
    #expect(try read("{ file: v }", in: folder) == .given(trimmed))
    #expect(try read("{ file: v, trim: newlines }", in: folder) == .given(trimmed))
    #expect(try read("{ file: v, trim: none }", in: folder) == .given(kept))
  }

  @Test("a line break at the start is remarked, for nothing drops it")
  func leadingNewline() throws {
    try folder.write("\na\n", to: "v")
    #expect(try read("{ file: v }", in: folder) == .given("\na", remarks: ["value_stray_newline"]))
    #expect(try read("{ file: v, trim: none }", in: folder) == .given("\na\n"))
  }

  @Test("encoding takes the bytes as they are, whatever they are")
  func encoding() throws {
    try folder.write([0, 0xFF, 0x0A], to: "keystore.p12")
    #expect(try read("{ file: keystore.p12, encode: base64 }", in: folder) == .given("AP8K"))
    try folder.write("A: \"x\\n\"", to: "v.yaml")
    #expect(try read("{ file: v.yaml, key: A, encode: base64 }", in: folder) == .given("eAo="))
  }

  @Test("the size that counts is that of what is sent")
  func encodedSize() throws {
    try folder.write([UInt8](repeating: 1, count: 36_864), to: "fits")
    try folder.write([UInt8](repeating: 1, count: 36_865), to: "large")
    guard case .given(let text, _) = try read("{ file: fits, encode: base64 }", in: folder) else {
      Issue.record("36,864 bytes are not given")
      return
    }
    #expect(text.utf8.count == 49_152)
    #expect(
      try read("{ file: large, encode: base64 }", in: folder)
        == .unusable(
          "m.yaml:3:5: error: the value of file 'large' has 49156 bytes, more than GitHub's 49152; "
            + "keep it elsewhere and store here what opens it"
        )
    )
  }

  @Test("an empty file is an error, and so is one with nothing but line breaks", arguments: ["", "\n", "\r\n\r\n"])
  func empty(content: String) throws {
    try folder.write(content, to: "v")
    #expect(
      try read("{ file: v }", in: folder)
        == .unusable(
          "m.yaml:3:5: error: the value of file 'v' is empty; give it, or set 'allow_empty: true' beside 'value' to "
            + "mean it"
        )
    )
  }

  @Test("a missing file and a missing key are not given")
  func missing() throws {
    try folder.write("A=1", to: "v.env")
    #expect(try read("{ file: nowhere/v }", in: folder) == .notGiven("file 'nowhere/v' is not there"))
    #expect(try read("{ file: v.env/a }", in: folder) == .notGiven("file 'v.env/a' is not there"))
    #expect(try read("{ file: v.env, key: B }", in: folder) == .notGiven("key 'B' of file 'v.env' is not there"))
    #expect(try read("{ file: v.json, key: B }", in: folder) == .notGiven("file 'v.json' is not there"))
  }

  @Test(
    "a file that others may read is remarked",
    arguments: [(0o644, true), (0o604, true), (0o640, false), (0o600, false)]
  )
  func permissions(mode: Int, isRemarked: Bool) throws {
    try folder.write("a", to: "v", permissions: mode)
    let remarks = isRemarked ? ["value_file_readable_by_others"] : []
    #expect(try read("{ file: v }", in: folder) == .given("a", remarks: remarks))
    let reading = try declaration("{ file: v }", in: folder.path)
      .read(in: ValueContext(environment: [:], root: folder.path))
    guard case .given(_, let diagnostics) = reading else {
      Issue.record("the value is not given")
      return
    }
    #expect(
      diagnostics.map(\.description)
        == (isRemarked
          ? ["m.yaml:3:5: warning: the file 'v' is readable by every user of this machine; run 'chmod o-r' on it"] : [])
    )
  }

  @Test("a path is relative to the manifest that names it, which may lie in a folder of the root")
  func declaringManifest() throws {
    try folder.write("inner", to: "teams/web/values/a")
    let inner = try declaration("{ file: values/a }", in: "\(folder.path)/teams/web")
    #expect(inner.source.filePaths == ["\(folder.path)/teams/web/values/a"])
    #expect(Reading(inner.read(in: ValueContext(environment: [:], root: folder.path))) == .given("inner"))
    try folder.write("outer", to: "shared/a")
    let outer = try declaration("{ file: ../../shared/a }", in: "\(folder.path)/teams/web")
    #expect(Reading(outer.read(in: ValueContext(environment: [:], root: folder.path))) == .given("outer"))
  }

  @Test(
    "words that mean nothing are refused",
    arguments: [
      ("{ file: a, trim: all }", "1:18: unknown word 'all' for 'trim'; write 'newlines' or 'none'"),
      ("{ file: a, trim: newline }", "1:18: unknown word 'newline' for 'trim'; did you mean 'newlines'?"),
      ("{ file: a, encode: base46 }", "1:20: unknown word 'base46' for 'encode'; did you mean 'base64'?"),
      (
        "{ file: a, encode: base64, trim: none }",
        "1:34: 'trim' and 'encode' exclude each other: encoding takes the bytes as they are; remove 'trim'"
      ),
      ("{ file: '' }", "1:9: 'file' must be the path of a file"),
      ("{ file: \"a\\0b\" }", "1:9: 'file' must be the path of a file"),
      ("{ file: a, key: '' }", "1:17: 'key' must name a key of the file"),
    ]
  )
  func mistakes(yaml: String, expected: String) throws {
    let (source, diagnostics) = try decode(yaml)
    #expect(source == nil)
    #expect(diagnostics.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0): \($0.text)" } == [expected])
  }
}
