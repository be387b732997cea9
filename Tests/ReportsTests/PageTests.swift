import Foundation
import Reports
import SecretModel
import TestSupport
import Testing

/// Pages, judged by a parser that is not ours.
@Suite("Pages")
struct PageTests {
  @Test(
    "a page loads nothing, runs its own script alone, and shows every name as text, whatever the names are",
    .enabled(if: Python.isThere, "needs python3")
  )
  func pages() throws {
    let random = (0..<150)
      .map { seed in
        var random = RandomResults(seed: seed)
        return random.explanation()
      }
    let complaints = try Python.run(checker, input: ([Fixture.explanation] + random).map(line).joined(separator: "\n"))
    #expect(complaints == "")
  }

  /// A page with the texts that a reader must find in it.
  private func line(_ explanation: Explanation) -> String {
    let names = explanation.places.flatMap { place in
      [place.scope.description] + place.secrets.map(\.name.rawValue)
    }
    let findings = (explanation.remarks + explanation.disagreements).map(\.message)
    let texts = (names + findings).map { Escaped.terminal($0) }
    let data = try? JSONEncoder().encode([explanationPage(explanation, Fixture.explanationContext)] + texts)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}

private let checker = #"""
  import base64, collections, hashlib, html.parser, json, sys

  TAGS = set("""a body div form h1 h2 head header html input label legend li meta option output p script section select
    small span style table tbody td th thead time title tr ul""".split())
  ATTRIBUTES = set("""aria-label autocomplete charset class content hidden href http-equiv id lang name placeholder role
    scope tabindex title type value""".split())

  class Reader(html.parser.HTMLParser):
      def __init__(self):
          super().__init__(convert_charrefs=True)
          self.tags, self.links, self.text = collections.Counter(), [], []
          self.inside, self.code, self.policy, self.complaints = None, {}, None, []
      def handle_starttag(self, tag, attributes):
          self.tags[tag] += 1
          if tag not in TAGS: self.complaints.append(f"tag {tag}")
          for key, value in attributes:
              if key not in ATTRIBUTES: self.complaints.append(f"attribute {key}")
              if key == "href": self.links.append(value)
          values = dict(attributes)
          if values.get("http-equiv") == "Content-Security-Policy": self.policy = values["content"]
          if tag in ("style", "script"): self.inside, self.code[tag] = tag, ""
      def handle_endtag(self, tag):
          if tag == self.inside: self.inside = None
      def handle_data(self, data):
          if self.inside: self.code[self.inside] += data
          else: self.text.append(data)
      def handle_comment(self, data): self.complaints.append("a comment")

  def digest(text): return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

  for line in sys.stdin.buffer.read().decode().split("\n"):
      page, *texts = json.loads(line)
      reader = Reader()
      reader.feed(page)
      reader.close()
      complaints = reader.complaints
      policy = (f"default-src 'none'; style-src 'sha256-{digest(reader.code['style'])}'; "
                f"script-src 'sha256-{digest(reader.code['script'])}'; base-uri 'none'; form-action 'none'")
      if reader.policy != policy: complaints.append(f"the policy must be {policy}")
      if reader.tags["script"] != 1 or reader.tags["style"] != 1: complaints.append("another script or style")
      if set(reader.links) - {"#findings"}: complaints.append(f"links {reader.links}")
      for word in ("url(", "@import", "fetch(", "innerHTML", "http"):
          if any(word in code for code in reader.code.values()): complaints.append(f"'{word}' in style or script")
      content = "".join(reader.text)
      complaints += [f"missing: {text}" for text in texts if text not in content]
      if complaints: print("\n".join(complaints))
  """#
