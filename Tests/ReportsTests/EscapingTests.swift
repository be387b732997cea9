import Testing

@testable import Reports

@Suite("Escaping")
struct EscapingTests {
  @Test(
    "what could command, reorder or hide is shown on a terminal",
    arguments: [
      ("plain text, é, 日本", "plain text, é, 日本"),
      ("\u{1B}[2Jgone", "\\u{1B}[2Jgone"),
      ("two\nlines\r\t\u{0}\u{7F}", "two\\u{A}lines\\u{D}\\u{9}\\u{0}\\u{7F}"),
      ("\u{9B}31m", "\\u{9B}31m"),
      ("abc\u{202E}fed", "abc\\u{202E}fed"),
      ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
      ("a\u{200B}b\u{FEFF}c\u{00AD}", "a\\u{200B}b\\u{FEFF}c\\u{AD}"),
      ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"),
      ("a\u{E0041}b\u{3164}", "a\\u{E0041}b\\u{3164}"),
      ("x ##[add-path]/tmp", "x ##\\u{5B}add-path]/tmp"),
      ("###[error]", "###\\u{5B}error]"),
      ("#[a] # #[b]", "#[a] # #[b]"),
      ("::error::a ::b", "\\u{3A}:error::a \\u{3A}:b"),
      ("\u{3000}::error::", "\u{3000}\\u{3A}:error::"),
      ("acme/web:prod: x :", "acme/web:prod: x \\u{3A}"),
      (": a :b", ": a :b"),
    ]
  )
  func terminal(text: String, shown: String) {
    #expect(Escaped.terminal(text) == shown)
  }

  @Test("a workflow command's message keeps percent signs and line ends for the runner to undo")
  func data() {
    #expect(Escaped.workflowCommandData("50%: a,b\r\n") == "50%25: a,b%0D%0A")
  }

  @Test("a workflow command's property also keeps its separators")
  func property() {
    #expect(Escaped.workflowCommandProperty("C:\\a,b%\n") == "C%3A\\a%2Cb%25%0A")
  }

  @Test("a JSON string escapes what JSON asks for and what a terminal would obey")
  func json() {
    #expect(
      Escaped.json("{\"a\" : \"\u{202E}\u{E0041}##[x]é\",\n\"b\" : 1}")
        == "{\"a\" : \"\\u202e\\udb40\\udc41##\\u005bx]é\",\n\"b\" : 1}"
    )
  }
}
