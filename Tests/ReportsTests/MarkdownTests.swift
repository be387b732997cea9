import SecretModel
import TestSupport
import Testing

@testable import Reports

@Suite("Markdown")
struct MarkdownTests {
  @Test(
    "prose stands as it is, and what GitHub could make something of stands in code",
    arguments: [
      ("the token needs 'Secrets: write'", "the token needs 'Secrets: write'"),
      ("ask @acme/team", "ask `@acme/team`"),
      ("see #12, GH-1.", "see `#12`, `GH-1`."),
      ("'NPM_TOKEN' (it)", "'`NPM_TOKEN`' (it)"),
      ("403; deadbeef1 is 1234567", "403; `deadbeef1` is `1234567`"),
      ("a|b@c `c`", "<code>a&#124;b<wbr>&#64;c</code> <code>&#96;c&#96;</code>"),
      ("<!-- x -->", "`<!--` x `-->`"),
      ("two\nlines", "<code>two&#92;u&#123;A&#125;lines</code>"),
    ]
  )
  func prose(text: String, shown: String) {
    #expect(Escaped.markdown(text) == shown)
  }

  @Test(
    "GitHub's renderer shows every name as it is, and makes nothing else of it",
    .enabled(if: Python.hasMarkdownRenderer, "needs python3 with 'cmarkgfm'; name it in OCTOSEAL_TEST_PYTHON")
  )
  func names() throws {
    let cases = (0..<500)
      .map { seed in
        var random = RandomResults(seed: seed, with: markdownTexts)
        let text = random.text()
        let cells = [Escaped.markdownCode(text), Escaped.markdown(text), Escaped.htmlCode(text)]
        let document = "| a | b | c |\n| --- | --- | --- |\n| \(cells.joined(separator: " | ")) |\n"
        return "\(Escaped.terminal(text))\u{1F}\(document)"
      }
    let complaints = try Python.run(cellChecker, input: cases.joined(separator: "\u{1E}"))
    #expect(complaints == "")
  }

  @Test(
    "GitHub's renderer finds only our own structure in whole results",
    .enabled(if: Python.hasMarkdownRenderer, "needs python3 with 'cmarkgfm'; name it in OCTOSEAL_TEST_PYTHON")
  )
  func documents() throws {
    let documents = (0..<200).flatMap { renderings(seed: $0) }
    let complaints = try Python.run(documentChecker, input: documents.joined(separator: "\u{1E}"))
    #expect(complaints == "")
  }

  @Test("a flood of anything leaves whole rows, closed folds and everything that went wrong first")
  func cut() throws {
    var random = RandomResults(seed: 1, with: markdownTexts)
    let pool = (0..<200).flatMap { _ in random.plan().steps }
    let steps = (0..<60_000).map { pool[$0 % pool.count] }
    let notes = (0..<5_000).map { Finding(.note, code: "n", message: "note \($0)") }
    let failure = Finding(.error, code: "e", message: "everything is lost")
    let plan = Plan(steps: steps, findings: notes + [failure], unchanged: 1)
    let text = MarkdownReport(command: "plan").plan(plan, Fixture.context)
    #expect(text.utf16.count < 65_536)
    #expect(text.utf16.count > 40_000)
    #expect(text.contains("everything is lost"))
    #expect(text.contains(plan.sentence))
    let tags = ["<details>", "</details>"].map { tag in text.split(separator: "\n").count { $0 == tag } }
    #expect(tags[0] == tags[1])
    #expect(text.hasSuffix("\n"))
    let lost = try #require(text.firstMatch(of: #/(\d+) steps/#).flatMap { Int($0.output.1) })
    let shown = text.matches(of: #/(?m)^\| `[+~<>-]` \|/#).count
    #expect(lost + shown == steps.count)
    #expect(text.contains(#/\d+ notes/#))
  }

  @Test("errors alone cannot fill a comment either")
  func floodOfErrors() {
    let diagnostics = (0..<60_000).map { Diagnostic(code: "e", message: "error \($0)") }
    let validation = Validation(diagnostics: diagnostics, scopes: 0, secrets: 0)
    let text = MarkdownReport(command: "validate").validation(validation)
    #expect(text.utf16.count < 65_536)
    #expect(text.contains(#/Left out here for want of room: \d+ errors/#))
  }

  @Test("another run with the same result gives the same bytes")
  func stable() {
    var later = Fixture.context
    later.liveDigest = "other"
    later.requestsMade = 99
    let report = MarkdownReport(command: "plan")
    #expect(report.plan(Fixture.plan, Fixture.context) == report.plan(Fixture.plan, later))
  }

  private func renderings(seed: Int) -> [String] {
    var random = RandomResults(seed: seed, with: markdownTexts)
    let report = MarkdownReport(command: "plan")
    var context = random.context()
    context.diagnostics = [random.diagnostic()]
    return [
      report.plan(random.plan(), context), report.outcome(random.outcome(), context),
      report.drift(random.drift(), context),
      report.validation(Validation(diagnostics: context.diagnostics, scopes: 1, secrets: 1)),
    ]
  }
}

/// Reads HTML: the tags, the comments, and the text in and outside of code.
private let reader = #"""
  import re, sys
  from html.parser import HTMLParser
  import cmarkgfm
  from cmarkgfm.cmark import Options
  class Reader(HTMLParser):
    def __init__(self, text):
      super().__init__(convert_charrefs=True)
      self.tags, self.comments, self.stack, self.plain, self.cells, self.problems = set(), [], [], "", [], []
      html = cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE)
      self.feed(html); self.close()
      if self.stack: self.problems.append(f"open at the end: {self.stack}")
    def handle_starttag(self, tag, attrs):
      self.tags.add(tag)
      if tag != "wbr": self.stack.append(tag)
      if tag in ("td", "th"): self.cells.append("")
    def handle_endtag(self, tag):
      if not self.stack or self.stack.pop() != tag: self.problems.append(f"closed without being open: {tag}")
    def handle_comment(self, data): self.comments.append(data)
    def handle_data(self, data):
      if "td" in self.stack or "th" in self.stack: self.cells[-1] += data
      if "code" not in self.stack: self.plain += data
  links = re.compile(r"@\w|#\d|GH-\d|https?:|www\.|[0-9a-f]{7}|:\w+:|[<>`|*_~\\]", re.I)
  cases = sys.stdin.buffer.read().decode().split("\x1e")
  """#

private let cellChecker =
  reader + #"""

    for case in cases:
      expected, document = case.split("\x1f")
      seen = Reader(document)
      if not seen.tags <= {"table", "thead", "tbody", "tr", "th", "td", "code", "wbr"}: print("tags", seen.tags, repr(document))
      if seen.comments or seen.problems: print(seen.comments, seen.problems, repr(document))
      if links.search(seen.plain): print("plain", repr(seen.plain), repr(document))
      name, prose, html = seen.cells[3:]
      if name != expected or html != expected: print("shown", repr(name), repr(html), "for", repr(expected))
      if prose.split() != expected.split(): print("shown", repr(prose), "for", repr(expected))
    """#

private let documentChecker =
  reader + #"""

    known = {"h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "details", "summary", "strong", "wbr"}
    for case in cases:
      seen = Reader(case)
      if not seen.tags <= known: print("tags", seen.tags - known, repr(case))
      if len(seen.comments) != 1 or seen.problems: print(seen.comments, seen.problems, repr(case))
      if links.search(seen.plain): print("plain", links.search(seen.plain), repr(seen.plain))
    """#
