import Reports
import SecretModel
import Testing

@Suite("Results that belong together")
struct ResultPartTests {
  private func context(_ shard: String?, manifest: String = "m", apiURL: String = "https://api.github.com") throws
    -> ReportContext
  {
    ReportContext(
      manifestDigest: manifest,
      liveDigest: "l",
      apiURL: apiURL,
      requestsMade: 1,
      cost: ApplyCost(requests: 1, points: 0, minutes: 0),
      shard: try shard.map { try #require(Shard(parsing: $0)) }
    )
  }

  private func part(_ file: String, _ text: String) throws -> ResultPart {
    try ResultPart(decoding: Array(text.utf8), file: file)
  }

  private func plan(_ file: String, _ names: String..., context: ReportContext) throws -> ResultPart {
    let steps = names.map {
      Fixture.step(.createSecret, Fixture.web, $0, .missing, to: .ownScope, needsValue: true, line: 3)
    }
    return try part(file, JSONReport().plan(Plan(steps: steps), context))
  }

  @Test("one result of each shard is complete")
  func complete() throws {
    let parts = [try plan("b", "B", context: context("2/2")), try plan("a", "A", context: context("1/2"))]
    #expect(mergeRefusals(parts) == [])
    #expect(missingShards(parts) == nil)
  }

  @Test("results of runs without shards are taken as they are")
  func withoutShards() throws {
    let parts = [try plan("a", "A", context: context(nil)), try plan("b", "A", "B", context: context(nil))]
    #expect(mergeRefusals(parts) == [], "a step that both have alike is no contradiction")
    #expect(missingShards(parts) == nil)
  }

  @Test("shards without a result are named")
  func missing() throws {
    let parts = [try plan("a", "A", context: context("2/5")), try plan("b", "B", context: context("4/5"))]
    #expect(mergeRefusals(parts) == [])
    #expect(missingShards(parts)?.message == "there is no result of shards 1, 3, 5 of 5")
    let failed = try part("f", JSONReport().validation(Validation(diagnostics: [], scopes: 0, secrets: 0)))
    let almost = [try plan("a", "A", context: context("2/2")), failed]
    #expect(missingShards(almost)?.message == "there is no result of shard 1 of 2")
    let without = [try plan("a", "A", context: context(nil)), failed]
    #expect(missingShards(without)?.message == "'f' is of a run that failed before it had a result")
    #expect(mergeRefusals([failed]).map(\.message) == ["none of the files has a result"])
  }

  @Test("what was made from something else is refused, and said which file it is")
  func different() throws {
    let first = try plan("a", "A", context: context("1/2"))
    func refusal(_ other: ResultPart) -> [String] { mergeRefusals([first, other]).map(\.message) }
    #expect(
      try refusal(plan("b", context: context("2/2", manifest: "n"))) == ["'b' was made from another manifest than 'a'"]
    )
    #expect(
      try refusal(plan("b", context: context("2/2", apiURL: "https://ghe"))) == [
        "'b' was made for another server than 'a'"
      ]
    )
    #expect(
      try refusal(plan("b", context: context("2/3"))) == ["'b' is of one of 3 shards, and 'a' of one of 2 shards"]
    )
    #expect(
      try refusal(plan("b", context: context(nil))) == ["'b' is of a run without '--shard', and 'a' of one of 2 shards"]
    )
    #expect(try refusal(plan("b", context: context("1/2"))) == ["'b' and 'a' are both of shard 1/2"])
    let outcome = try part("b", JSONReport().outcome(Outcome(plan: Plan(), results: []), context("2/2")))
    #expect(refusal(outcome) == ["'b' is an outcome, and 'a' is a plan"])
  }

  @Test("a step of which two results say different things is refused")
  func overlap() throws {
    let step = Fixture.step(.createSecret, Fixture.web, "A", .missing, to: .ownScope, needsValue: true, line: 3)
    func outcome(_ file: String, _ shard: String?, _ results: [StepResult]) throws -> ResultPart {
      let plan = Plan(steps: results.map(\.step))
      return try part(file, JSONReport().outcome(Outcome(plan: plan, results: results), context(shard)))
    }
    let done = StepResult(step: step, status: .done)
    let failed = StepResult(step: step, status: .failed, error: "no")
    let message = ["'b' and 'a' do not agree about the step 'create_secret acme/web A'"]
    let parts = [try outcome("a", "1/2", [done]), try outcome("b", "2/2", [failed])]
    #expect(mergeRefusals(parts).map(\.message) == message)
    #expect(try mergeRefusals([outcome("a", nil, [done]), outcome("b", nil, [done])]) == [])
    #expect(try mergeRefusals([outcome("a", nil, [done, done])]).count == 1)
  }

  @Test(
    "a file that is no result is named, and nothing of it is quoted",
    arguments: ["", "hunter2", "{\"format\":\"hunter2\"}", "{\"format\":\"octoseal.plan/1\",\"steps\":\"hunter2\"}"]
  )
  func foreign(text: String) {
    let error = #expect(throws: Diagnostic.self) { try ResultPart(decoding: Array(text.utf8), file: "p.json") }
    #expect(
      error?.message.hasPrefix("'p.json' cannot be merged: it is not a plan, an outcome or a drift report") == true
    )
    #expect(error?.description.contains("hunter2") == false)
  }
}
