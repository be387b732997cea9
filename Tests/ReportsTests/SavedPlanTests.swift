import Reports
import SecretModel
import Testing

@Suite("Saved plans")
struct SavedPlanTests {
  @Test("what is saved reads back as it was, places counted by lines", arguments: 0..<200)
  func roundTrip(seed: Int) throws {
    var random = RandomResults(seed: seed)
    let plan = random.plan()
    let text = JSONReport().plan(plan, Fixture.context)
    let saved = try SavedPlan(decoding: Array(text.utf8), file: "plan.json")
    #expect(saved.manifestDigest == Fixture.context.manifestDigest)
    #expect(saved.liveDigest == Fixture.context.liveDigest)
    #expect(saved.apiURL == Fixture.context.apiURL)
    let expected = plan.steps.map { step in
      var step = step
      step.location?.column = 1
      return step
    }
    #expect(saved.steps == expected)
  }

  @Test(
    "a text that is no plan, or of which a part is missing or changed, is not used",
    arguments: [
      ("", "it is not a plan, or only a part of one"),
      ("[]", "it is not a plan, or only a part of one"),
      (#"{"format":"octoseal.plan/1"}"#, "it is not a plan, or only a part of one"),
      (#"{"format":"octoseal.plan/2"}"#, "it is not a plan that this version understands"),
      (#"{"format":"octoseal.outcome/1"}"#, "it is not a plan, or only a part of one"),
      (#"{"format":"octoseal.validation/1","findings":[]}"#, "it is not a plan that this version understands"),
    ]
  )
  func unusable(text: String, reason: String) {
    let error = #expect(throws: Diagnostic.self) { try SavedPlan(decoding: Array(text.utf8), file: "p.json") }
    #expect(error?.message == "the plan 'p.json' cannot be used: \(reason)")
    #expect(error?.remedy == "make it with 'octoseal plan --out'")
  }

  @Test(
    "a step that says two things is damaged",
    arguments: [
      (#""action" : "create_secret""#, #""action" : "delete_secret""#),
      (#""action" : "create_secret""#, #""action" : "steal_secret""#),
      (#""secret" : "A""#, #""secret" : "B""#),
      (#""secret" : "A""#, #""secret" : null"#),
      (#""repository" : "acme/web""#, #""repository" : "acme/api""#),
      (#""repository" : "acme/web""#, #""repository" : "acme""#),
      (#""repository" : "acme/web""#, #""repository" : "acme/web", "organization" : "acme""#),
      (#""reason" : "missing""#, #""reason" : "because""#),
    ]
  )
  func damaged(old: String, new: String) {
    let step = Fixture.step(.createSecret, Fixture.web, "A", .missing, to: .ownScope, needsValue: true, line: 3)
    let text = JSONReport().plan(Plan(steps: [step]), Fixture.context)
    let changed = text.replacing(old, with: new)
    #expect(changed != text)
    let error = #expect(throws: Diagnostic.self) { try SavedPlan(decoding: Array(changed.utf8), file: "p.json") }
    #expect(error?.message == "the plan 'p.json' cannot be used: something in it is damaged")
  }
}
