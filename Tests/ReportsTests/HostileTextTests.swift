import SecretModel
import Testing

@testable import Reports

/// Names come from manifests that anybody may propose and from listings that anybody may have filled.
@Suite("Hostile text")
struct HostileTextTests {
  @Test("no report lets a name move the cursor, hide itself, or command the runner", arguments: 0..<200)
  func reports(seed: Int) {
    for color in [false, true] {
      for width in [60, Int.max] {
        for text in renderings(TextReport(style: TextStyle(color: color, width: width)), seed: seed) {
          let withoutColors = color ? text.replacing(#/\u{1B}\[\d+m/#, with: "") : text
          expectHarmless(withoutColors)
        }
      }
    }
    renderings(JSONReport(), seed: seed).forEach(expectHarmless)
    var random = RandomResults(seed: seed)
    expectHarmless(explanationPage(random.explanation(), Fixture.explanationContext))
    renderings(MarkdownReport(command: "plan"), seed: seed).forEach(expectHarmless)
    let root = SourceRoot(nil, currentFolder: "/work")
    let sarif = SARIFReport(version: "1.2.3", manifestPath: "octoseal.yaml", root: root)
    renderings(sarif, seed: seed).forEach(expectHarmless)
  }

  @Test("no diagnostic does either", arguments: 0..<200)
  func diagnostics(seed: Int) {
    var random = RandomResults(seed: seed)
    let diagnostic = random.diagnostic()
    expectHarmless(diagnosticText(diagnostic, color: false))
    let annotation = ActionsAnnotations.annotation(for: diagnostic)
    expectHarmless("\(annotation.dropFirst(2))")
    #expect(annotation.utf8.count { $0 == UInt8(ascii: "\n") } == 1)
  }

  @Test("on a terminal no line is longer than it is wide", arguments: 0..<200)
  func width(seed: Int) {
    for text in renderings(TextReport(style: TextStyle(color: false, width: 60)), seed: seed) {
      for line in text.split(separator: "\n") where !isSummary(line) { #expect(columns(of: line) <= 60, "\(line)") }
    }
  }

  /// The sentences below the tables are left to the terminal to break.
  private func isSummary(_ line: Substring) -> Bool {
    let starts = [
      "Plan: ", "Applying it", "In this order", "Steps: ", "Applied", "Nothing", "The next apply", "Drift: ",
      "No drift",
      "An apply", "Valid: ", "Invalid: ",
    ]
    return starts.contains { line.hasPrefix($0) }
  }

  private func renderings(_ report: any Report, seed: Int) -> [String] {
    var random = RandomResults(seed: seed)
    var context = Fixture.context
    context.diagnostics = [random.diagnostic()]
    return [
      report.plan(random.plan(), context),
      report.outcome(random.outcome(), context),
      report.drift(random.drift(), context),
      report.explanation(random.explanation(), Fixture.explanationContext),
      report.validation(Validation(diagnostics: context.diagnostics, scopes: 1, secrets: 1)),
    ]
  }

  private func expectHarmless(_ text: String) {
    #expect(text.hasSuffix("\n"))
    #expect(!text.contains("##["))
    let commands = text.split(separator: "\n").filter { $0.trimmingPrefix(while: \.isWhitespace).hasPrefix("::") }
    #expect(commands.isEmpty)
    let unprintable = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control: scalar != "\n"
      case .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    #expect(unprintable.map(\.value) == [])
  }
}
