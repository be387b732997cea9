import Reports
import SecretModel
import Testing

@Suite("Results that are read back")
struct ResultDocumentTests {
  private let report = JSONReport()

  private func read(_ text: String) throws -> ResultDocument { try ResultDocument(decoding: Array(text.utf8)) }

  @Test("a plan, an outcome or a drift report that was read back is written as it was", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var random = RandomResults(seed: seed)
    let context = random.context()
    let plan = report.plan(random.plan(), context)
    guard case .plan(let readPlan, let planContext) = try read(plan) else { throw Unexpected() }
    #expect(report.plan(readPlan, planContext) == plan)
    let outcome = report.outcome(random.outcome(), context)
    guard case .outcome(let readOutcome, let outcomeContext) = try read(outcome) else { throw Unexpected() }
    #expect(report.outcome(readOutcome, outcomeContext) == outcome)
    let drift = report.drift(random.drift(), context)
    guard case .drift(let readDrift, let driftContext) = try read(drift) else { throw Unexpected() }
    #expect(report.drift(readDrift, driftContext) == drift)
    #expect(planContext == context && outcomeContext == context && driftContext == context)
  }

  @Test("people are shown of what was read back what they were shown before")
  func text() throws {
    let text = TextReport(style: TextStyle(color: false, width: .max))
    for plan in [Fixture.plan, Fixture.satisfied, Fixture.moving] {
      guard case .plan(let read, let context) = try read(report.plan(plan, Fixture.context)) else { throw Unexpected() }
      #expect(text.plan(read, context) == text.plan(plan, Fixture.context))
    }
    guard case .drift(let read, _) = try read(report.drift(Fixture.drift, Fixture.context)) else { throw Unexpected() }
    #expect(text.drift(read, Fixture.context) == text.drift(Fixture.drift, Fixture.context))
  }

  @Test("what a run says that fails before it has a result is read as that")
  func failedRun() throws {
    let diagnostic = Diagnostic(code: "a.code", message: "no", remedy: "do")
    let text = report.validation(Validation(diagnostics: [diagnostic], scopes: 0, secrets: 0))
    #expect(try read(text) == .failedRun([Finding(.error, code: "a.code", message: "no; do")]))
  }

  @Test(
    "what no report writes is not used",
    arguments: [
      ("\"made\" : 14", "\"made\" : -1"), ("\"made\" : 14", "\"made\" : 9223372036854775807"),
      ("\"unchanged\" : 12", "\"unchanged\" : 1e3000"), ("\"shard\" : {", "\"shard\" : { \"x\" : 1,"),
      ("\"index\" : 2", "\"index\" : 4"), ("\"index\" : 2", "\"index\" : 0"), ("\"count\" : 3", "\"count\" : 0"),
      ("\"severity\" : \"note\"", "\"severity\" : \"secret\""), ("\"status\" : \"done\"", "\"status\" : \"perhaps\""),
      ("\"status\" : \"done\"", "\"state\" : \"done\""), ("octoseal.outcome/1", "octoseal.outcome/2"),
      ("octoseal.outcome/1", "octoseal.drift/1"), ("octoseal.outcome/1", "octoseal.sealed/1"),
      ("\"steps\" : [", "\"step\" : ["), ("\"findings\" : [", "\"findings\" : [3,"),
      ("T12:00:00Z", "T12:00:00"),
    ]
  )
  func damaged(original: String, damage: String) throws {
    var context = Fixture.context
    context.shard = Shard(index: 2, count: 3)
    let text = report.outcome(Fixture.completeOutcome, context)
    try #require(text.contains(original))
    let changed = text.replacing(original, with: damage)
    let isHarmless = damage.contains("\"x\"")
    #expect((try? read(text)) != nil)
    #expect(((try? read(changed)) != nil) == isHarmless, "\(damage)")
  }
}

private struct Unexpected: Error {}
