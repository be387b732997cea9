import Testing
import ValueSources

@Suite("Values from JSON and YAML files")
struct KeyedFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ content: String, as file: String, key: String = "A") throws -> Reading {
    try folder.write(content, to: file)
    return try ValueSourcesTests.read("{ file: \(file), key: \"\(key)\" }", in: folder)
  }

  @Test(
    "a text, an integer or a truth value of a JSON file is taken as it is written",
    arguments: [
      (#"{"A": "b"}"#, "b"), (#" { "A" : "b" , "C" : [1, {"A": 2}, null] } "#, "b"), ("\u{FEFF}{\"A\":\"b\"}", "b"),
      (#"{"A": -150}"#, "-150"), (#"{"A": 9223372036854775807}"#, "9223372036854775807"), (#"{"A": true}"#, "true"),
      (#"{"A": false}"#, "false"), (#"{"A": "null"}"#, "null"), (#"{"\u0041": "b"}"#, "b"),
      (#"{"A": "\"\\\/\b\f\n\r\tz"}"#, "\"\\/\u{8}\u{C}\n\r\tz"), (#"{"A": "\u00e9\u20AC"}"#, "é€"),
      (#"{"A": "\ud83d\uDE00"}"#, "😀"), (#"{"A": "ü😀"}"#, "ü😀"), (#"{"B": 1, "B": 2, "A": "b"}"#, "b"),
      (#"{"A": "x\\"}"#, "x\\"),
    ]
  )
  func json(content: String, expected: String) throws {
    #expect(try read(content, as: "v.json") == .given(expected))
  }

  @Test(
    "a text, a number or a truth value of a YAML file is taken as it is written",
    arguments: [
      ("A: b", "b"), ("A: 'b'", "b"), ("A: \"b\\n\"", "b"), ("A: 0x1F", "0x1F"), ("A: 1.50", "1.50"), ("A: yes", "yes"),
      ("A: true", "true"), ("A: 2001-01-01", "2001-01-01"), ("A: |\n  b\n  c\n", "b\nc"), ("{A: b}", "b"),
      ("X: &x b\nA: *x", "b"), ("X: &x {A: b}\n<<: *x", "b"), ("A: '~'", "~"), ("A: !!str 1", "1"),
    ]
  )
  func yaml(content: String, expected: String) throws {
    #expect(try read(content, as: "v.yaml") == .given(expected))
    #expect(try read(content, as: "v.YML") == .given(expected))
  }

  @Test(
    "a key may be a path, unless there is a key of just that name",
    arguments: [
      (#"{"a.b": "1", "a": {"b": "2"}}"#, "a.b", Reading.given("1")),
      (#"{"a": {"b": "2"}}"#, "a.b", .given("2")),
      (#"{"a": {"b": {"c": "3"}}}"#, "a.b.c", .given("3")),
      (#"{"a": {"b.c": "4"}}"#, "a.b.c", .given("4")),
      (#"{"a": {"b": "2"}}"#, "a.c", .notGiven("key 'a.c' of file 'v.json' is not there")),
      (#"{"a": "1"}"#, "a.b", .notGiven("key 'a.b' of file 'v.json' is not there")),
      (#"{"a": {"": "5"}}"#, "a.", .given("5")),
      (#"{"b": "1"}"#, ".b", .notGiven("key '.b' of file 'v.json' is not there")),
    ]
  )
  func paths(content: String, key: String, expected: Reading) throws {
    #expect(try read(content, as: "v.json", key: key) == expected)
    guard case .given(let value, _) = expected else { return }
    // JSON of this kind is YAML as well.
    #expect(try read(content, as: "v.yaml", key: key) == .given(value))
  }

  @Test(
    "a list, a mapping, nothing, and a number whose digits would not survive are no values",
    arguments: [
      ("v.json", #"{"A": ["hunter2"]}"#), ("v.json", #"{"A": {"B": "hunter2"}}"#), ("v.json", #"{"A": null}"#),
      ("v.json", #"{"A": 1.50}"#), ("v.json", #"{"A": 123456789012345678901234567890}"#),
      ("v.yaml", "A: [hunter2]"), ("v.yaml", "A: {B: hunter2}"), ("v.yaml", "A:"), ("v.yaml", "A: null"),
    ]
  )
  func noText(file: String, content: String) throws {
    #expect(
      try read(content, as: file)
        == .unusable(
          "m.yaml:3:5: error: key 'A' of file '\(file)' is no text, integer or truth value; "
            + "name the key of a text ('a.b' is key 'b' in 'a'), and put other numbers into quotes"
        )
    )
  }

  @Test(
    "a file without keys has no value of a key",
    arguments: [("v.json", "[\"A\"]"), ("v.json", "\"A\""), ("v.yaml", "- A")]
  )
  func noKeys(file: String, content: String) throws {
    #expect(
      try read(content, as: file)
        == .unusable(
          "m.yaml:3:5: error: key 'A' of file '\(file)' cannot be read: the file has no keys; "
            + "name a file of keys and values, or remove 'key' to take the whole file"
        )
    )
  }

  @Test(
    "JSON that is not understood is an error that quotes nothing",
    arguments: [
      "", "{\n\"A\": hunter2\n}", "{\"A\": \"hunter2\"\n", "{\"A\": \"hunter2\"}\n\n x", "{\"A\": \"hunter2",
      "{'A': 'hunter2'}", "{\"A\" \"hunter2\"}", #"{"A": "\u12"}"#, #"{"A": NaN}"#,
      "[1 2]", "// A\n{\"A\": 1}", String(repeating: "[", count: 100_000),
    ]
  )
  func malformedJSON(content: String) throws {
    #expect(
      try read(content, as: "v.json")
        == .unusable(
          "m.yaml:3:5: error: key 'A' of file 'v.json' cannot be read: the file is not JSON; correct the file"
        )
    )
  }

  @Test(
    "YAML that is not understood is an error with its line",
    arguments: [
      ("A: [hunter2", 2), ("A: 1\nB: 1\nA: 1", 3), ("A: 1\n---\nB: 1", 2), ("A: *hunter2", 1), ("A: !x hunter2", 1),
    ]
  )
  func malformedYAML(content: String, line: Int) throws {
    guard case .unusable(let message) = try read(content, as: "v.yaml") else {
      Issue.record("the value is given")
      return
    }
    #expect(
      message
        == "m.yaml:3:5: error: key 'A' of file 'v.yaml' cannot be read: the file is not YAML that is understood here, "
        + "see its line \(line); correct the file"
    )
  }
}
