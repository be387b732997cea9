import SecretModel
import Testing

@testable import Reports

@Suite("Words for steps")
struct StepWordingTests {
  private func access(from before: AccessState?, to after: AccessState?) -> (text: String, symbol: StepSymbol) {
    let step = Fixture.step(
      .setRepositories,
      Fixture.acme,
      "A",
      .repositoriesDiffer,
      from: before,
      to: after,
      line: 1
    )
    return (step.accessText(RepositoryNaming(known: Fixture.names, escaped: Escaped.terminal)), StepSymbol(step))
  }

  @Test("a few repositories are named, many are counted")
  func lists() {
    #expect(access(from: nil, to: Fixture.selected([1, 2])).text == "selected: api, web")
    #expect(access(from: nil, to: Fixture.selected(1...37)).text == "selected: 37 repositories")
    #expect(access(from: Fixture.selected([3]), to: Fixture.selected([1, 2])).text == "+api, +web, -old")
    #expect(access(from: Fixture.selected([1]), to: Fixture.selected(2...40)).text == "+39 repositories, -web")
  }

  @Test("a repository whose name is not known is shown by its id, after the others")
  func unknownName() {
    #expect(access(from: nil, to: Fixture.selected([9, 8, 1])).text == "selected: web, repository 8, repository 9")
  }

  @Test("an empty selection is nobody")
  func nobody() {
    #expect(access(from: AccessState(visibility: .all), to: Fixture.selected([])).text == "all → selected: nobody")
  }

  @Test("a selection that was not read is not shown as empty")
  func unread() {
    #expect(access(from: AccessState(visibility: .selected), to: nil).text == "selected")
  }

  @Test("access that stays says nothing")
  func unchanged() {
    #expect(access(from: Fixture.selected([1]), to: Fixture.selected([1])).text == "")
    #expect(access(from: .ownScope, to: .ownScope).text == "")
  }

  @Test("what takes anything away has the symbol of narrowing, what only adds that of widening")
  func symbols() {
    #expect(access(from: Fixture.selected([1]), to: Fixture.selected([2])).symbol == .narrow)
    #expect(access(from: Fixture.selected([1]), to: Fixture.selected([1, 2])).symbol == .widen)
    #expect(access(from: AccessState(visibility: .all), to: Fixture.selected([1])).symbol == .narrow)
    #expect(access(from: Fixture.selected([1]), to: AccessState(visibility: .private)).symbol == .narrow)
    #expect(access(from: AccessState(visibility: .private), to: AccessState(visibility: .all)).symbol == .widen)
  }

  @Test("every reason has words of its own, with the time where it is what matters")
  func reasons() {
    let texts = Step.Reason.allCases.map { reason in
      Fixture.step(.updateSecret, Fixture.web, "A", reason, from: .ownScope, to: .ownScope, line: 1).explanation
    }
    #expect(Set(texts).count == texts.count)
    #expect(texts.contains("changed outside at \(Fixture.noon)"))
    #expect(texts.contains("unverified: nothing to compare it with"))
  }
}
