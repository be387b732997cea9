import Planning
import SecretModel
import Testing

@Suite("Merged results")
struct MergedResultsTests {
  /// The inputs of three shards of a random manifest.
  private func parts(_ input: PlanInput) -> [PlanInput] {
    (1...3).compactMap { Shard(index: $0, count: 3) }
      .map { shard in
        var part = input
        part.desired = input.desired.filtered { shard.contains($0) }
        return part
      }
  }

  @Test("the plans of all shards make the plan of one run, in its order", arguments: 0..<300)
  func plans(seed: UInt64) {
    let input = RandomStates(seed: seed).builder.input
    let whole = plan(input)
    let parts = parts(input)
    let merged = mergedPlan(parts.map { plan($0) }.reversed())
    #expect(merged.steps == whole.steps)
    #expect(merged.summary == whole.summary)
    #expect(merged.repositoryNames == whole.repositoryNames)
    #expect(Set(merged.findings).count == merged.findings.count)
    #expect(merged.findings == merged.findings.sorted())
  }

  @Test("the drift of all shards is the drift of one run", arguments: 0..<100)
  func drifts(seed: UInt64) {
    let input = RandomStates(seed: seed).builder.input
    #expect(mergedDrift(parts(input).map { drift($0) }).entries == drift(input).entries)
  }

  @Test("what became of each step stays with it", arguments: 0..<100)
  func outcomes(seed: UInt64) {
    let input = RandomStates(seed: seed).builder.input
    let outcomes = parts(input).enumerated()
      .map { index, part in
        let plan = plan(part)
        return Outcome(plan: plan, results: plan.steps.map { StepResult(step: $0, status: .failed, error: "\(index)") })
      }
    let merged = mergedOutcome(outcomes)
    #expect(merged.results.map(\.step) == merged.plan.steps)
    #expect(Set(merged.results) == Set(outcomes.flatMap(\.results)))
  }

  @Test("what two runs say alike is said once")
  func once() {
    let step = Step(creatingEnvironment: Fixture.production, at: Fixture.here)
    let note = Finding(.warning, code: "a_code", message: "about the whole manifest")
    let plan = Plan(steps: [step], findings: [note], unchanged: 2)
    let merged = mergedPlan([plan, plan])
    #expect(merged.steps == [step])
    #expect(merged.findings == [note])
    #expect(merged.unchanged == 4)
  }
}
