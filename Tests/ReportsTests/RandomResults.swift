import Reports
import SecretModel
import TestSupport

/// Results such as a planner could make, with names that nobody should choose.
struct RandomResults {
  var random: SplitMix64
  private let texts: [String]

  /// Begins anew; the same seed and texts give the same results.
  init(seed: Int, with texts: [String] = []) {
    random = SplitMix64(seed: seed)
    self.texts = hostileTexts + texts
  }

  mutating func context() -> ReportContext {
    var context = Fixture.context
    let count = Int.random(in: 1...9, using: &random)
    context.shard = random.once(in: 2) ? Shard(index: Int.random(in: 1...count, using: &random), count: count) : nil
    context.adopted = random.once(in: 2) ? 0 : 3
    return context
  }

  mutating func plan() -> Plan {
    let steps = (0..<Int.random(in: 0...12, using: &random)).map { _ in step() }
    let deleted = steps.filter { $0.action == .deleteSecret && random.once(in: 2) }.compactMap(\.secret)
    return Plan(
      steps: steps,
      findings: (0..<Int.random(in: 0...4, using: &random)).map { _ in finding() },
      moves: Dictionary(
        deleted.map { origin in (origin, [SecretAddress(store: origin.store, scope: scope(), name: origin.name)]) },
        uniquingKeysWith: { first, _ in first }
      ),
      unchanged: Int.random(in: 0...3, using: &random),
      repositoryNames: [
        RepositoryID(1): fullName(), RepositoryID(2): fullName(), RepositoryID(3): fullName(),
      ]
    )
  }

  mutating func outcome() -> Outcome {
    let plan = plan()
    let results = plan.steps.map { step in
      let status = random.pick(StepResult.Status.allCases)
      return StepResult(
        step: step,
        status: status,
        error: status == .done ? nil : text(),
        mayHaveHappened: status == .failed && random.once(in: 2)
      )
    }
    return Outcome(plan: plan, results: results, findings: [finding()])
  }

  mutating func drift() -> Drift {
    let entries = (0..<Int.random(in: 0...6, using: &random))
      .map { _ in
        DriftEntry(
          random.pick(DriftEntry.Kind.allCases),
          address(),
          message: text(),
          updatedAt: random.once(in: 3) ? nil : Fixture.noon,
          at: location()
        )
      }
    return Drift(entries: entries.sorted(), plan: plan())
  }

  mutating func explanation() -> Explanation {
    let places = (0..<Int.random(in: 0...4, using: &random)).map { _ in explainedPlace() }
    return Explanation(
      asOf: Fixture.noon,
      hasManifest: random.once(in: 2),
      places: places,
      remarks: (0..<Int.random(in: 0...2, using: &random)).map { _ in finding() }
    )
  }

  private mutating func explainedPlace() -> ExplainedPlace {
    let name = fullName()
    let isEnvironment = random.once(in: 2)
    let names = Set(
      (0..<Int.random(in: 0...5, using: &random)).map { _ in SecretName(listed: text() + random.pick(endTags)) }
    )
    return ExplainedPlace(
      scope: isEnvironment ? .environment(name, EnvironmentName(listed: text())) : .repository(name),
      repository: Repository(
        id: RepositoryID(1),
        fullName: name,
        visibility: random.once(in: 3) ? nil : random.pick([.public, .private, .internal]),
        isArchived: random.once(in: 3) ? nil : false
      ),
      organizationSecrets: random.pick(OrganizationKnowledge.allCases),
      secrets: names.sorted().map { explainedSecret($0) }
    )
  }

  private mutating func explainedSecret(_ name: SecretName) -> ExplainedSecret {
    ExplainedSecret(
      name: name,
      winner: random.once(in: 3) ? nil : sight(),
      shadowed: (0..<Int.random(in: 0...1, using: &random)).map { _ in sight() },
      hidden: (0..<Int.random(in: 0...2, using: &random))
        .map { _ in HiddenSecret(sight(), random.pick(HiddenSecret.Reason.allCases)) },
      findings: random.once(in: 2) ? [] : [finding()]
    )
  }

  private mutating func sight() -> SecretSight {
    SecretSight(
      scope: scope(),
      updatedAt: Fixture.noon.advanced(bySeconds: Int64.random(in: -90_000_000...900_000, using: &random)),
      visibility: random.once(in: 2) ? nil : random.pick(Visibility.allCases),
      location: location()
    )
  }

  mutating func diagnostic() -> Diagnostic {
    Diagnostic(
      random.pick(Diagnostic.Severity.allCases),
      code: "a.code",
      message: text(),
      remedy: random.once(in: 2) ? text() : nil,
      at: location(),
      related: random.once(in: 3) ? location() : nil
    )
  }

  private mutating func step() -> Step {
    let action = random.pick(Step.Action.allCases)
    if action == .createEnvironment { return Step(creatingEnvironment: environment(), at: location()) }
    let before = StepState(updatedAt: Fixture.noon, access: access())
    let after = StepState(access: access(), needsValue: random.once(in: 2))
    return Step(
      action,
      address(),
      reason: random.pick(Step.Reason.allCases),
      before: action == .createSecret ? nil : before,
      after: action == .deleteSecret ? nil : after,
      at: location()
    )
  }

  private mutating func finding() -> Finding {
    let severity = random.pick(Diagnostic.Severity.allCases)
    return switch Int.random(in: 0...3, using: &random) {
    case 0: Finding(severity, code: "a_code", message: text(), at: location())
    case 1: Finding(severity, code: "a_code", scope: scope(), message: text(), at: location())
    case 2: Finding(severity, code: "a_code", address().collection, message: text(), at: location())
    default: Finding(severity, code: "a_code", address(), message: text(), at: location())
    }
  }

  private mutating func access() -> AccessState {
    switch Int.random(in: 0...4, using: &random) {
    case 0: .ownScope
    case 1: AccessState(visibility: .all)
    case 2: AccessState(visibility: .private)
    case 3: AccessState(visibility: .selected)
    default: Fixture.selected((0..<Int.random(in: 0...9, using: &random)).map { $0 })
    }
  }

  private mutating func address() -> SecretAddress {
    SecretAddress(store: random.pick(SecretStore.all), scope: scope(), name: SecretName(listed: text()))
  }

  private mutating func scope() -> Scope {
    switch Int.random(in: 0...2, using: &random) {
    case 0: .organization(OwnerName(listed: text()))
    case 1: .repository(fullName())
    default: environment()
    }
  }

  private mutating func environment() -> Scope { .environment(fullName(), EnvironmentName(listed: text())) }

  private mutating func fullName() -> RepositoryFullName {
    RepositoryFullName(owner: OwnerName(listed: text()), name: RepositoryName(listed: text()))
  }

  private mutating func location() -> SourceLocation? {
    random.once(in: 4) ? nil : SourceLocation(file: text(), line: Int.random(in: 1...99, using: &random), column: 1)
  }

  mutating func text() -> String {
    (0...Int.random(in: 0...3, using: &random)).map { _ in random.pick(texts) }.joined()
  }
}

/// What ends a part of a page; not among the texts of all names, since a slash ends the name of an owner.
private let endTags = ["", "</script>", "</td></table>", "</style>"]

private let hostileTexts = [
  "web", "NPM_TOKEN", "\u{1B}[31m", "\u{1B}]0;title\u{7}", "\n::set-output name=a::b\n", "::error::x", "\r", "\u{0}",
  "\u{9B}2J", "\u{202E}", "\u{200B}", "\u{FEFF}", "\u{2028}", "##[add-path]x", "\u{7F}", "\t", "\"\\", "é", "🏳️‍🌈", "%0A",
  "<img src=x onerror=alert(1)>", "'", "&amp;", "-->", "<!--", "<script>",
]

/// What Markdown, HTML or GitHub makes something of.
let markdownTexts = [
  "@acme/team", "#12", "GH-1", "a|b", "`", "``x`", "<script>x</script>", "<!--", "-->", "[a](http://b.c)", "![i](x)",
  "http://x.yz", "www.x.yz", "m@x.yz", "**b**", "_i_", "~~s~~", "&amp;", "\\", "</details>", "deadbeef1", "1234567",
  "\\|",
  ":+1:", "    x", "- x", "$x$", "\u{3000}x", "x y",
]
