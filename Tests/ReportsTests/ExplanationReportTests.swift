import Reports
import SecretModel
import TestSupport
import Testing

@Suite("Explanations as they are read")
struct ExplanationReportTests {
  private let golden = Golden()

  @Test("a person reads what is seen, what is not and why, and where GitHub and the manifest disagree")
  func text() throws {
    let wide = TextReport(style: TextStyle(color: false, width: .max))
    try golden.compare(wide.explanation(Fixture.explanation, Fixture.explanationContext), with: "explanation.txt")
    let narrow = TextReport(style: TextStyle(color: false, width: 72))
    try golden.compare(
      narrow.explanation(Fixture.explanation, Fixture.explanationContext),
      with: "explanation-narrow.txt"
    )
  }

  @Test("a script reads the same")
  func json() throws {
    let text = JSONReport().explanation(Fixture.explanation, Fixture.explanationContext)
    try golden.compare(text, with: "explanation.json")
  }

  @Test("a browser shows the same")
  func page() throws {
    try golden.compare(explanationPage(Fixture.explanation, Fixture.explanationContext), with: "explanation.html")
  }

  @Test("without a manifest nothing is said to agree")
  func withoutManifest() {
    let explanation = Explanation(asOf: Fixture.noon, hasManifest: false, places: [])
    let report = TextReport(style: TextStyle(color: false, width: .max))
    let text = report.explanation(explanation, Fixture.explanationContext)
    #expect(text == "There is no manifest to compare with.\n")
    let page = explanationPage(explanation, Fixture.explanationContext)
    #expect(page.contains("There was no manifest to compare with."))
  }
}
