import Reports
import SecretModel
import TestSupport
import Testing

/// What people and scripts read, in files beside this one.
@Suite("Reports as they are read")
struct GoldenTests {
  let golden = Golden()
  let wide = TextReport(style: TextStyle(color: false, width: .max))
  let narrow = TextReport(style: TextStyle(color: false, width: 72))
  let colored = TextReport(style: TextStyle(color: true, width: .max))
  let json = JSONReport()

  @Test("a plan groups its steps by scope and says their order")
  func plan() throws {
    try golden.compare(wide.plan(Fixture.plan, Fixture.context), with: "plan.txt")
    try golden.compare(json.plan(Fixture.plan, Fixture.context), with: "plan.json")
  }

  @Test("a plan on a narrow terminal flows without breaking a name")
  func narrowPlan() throws {
    try golden.compare(narrow.plan(Fixture.plan, Fixture.context), with: "plan-narrow.txt")
  }

  @Test("a plan on a very narrow terminal puts the details below the names")
  func veryNarrowPlan() throws {
    let report = TextReport(style: TextStyle(color: false, width: 40))
    try golden.compare(report.plan(Fixture.plan, Fixture.context), with: "plan-very-narrow.txt")
  }

  @Test("colours mark symbols, scopes and severities")
  func coloredPlan() throws {
    let text = colored.plan(Fixture.plan, Fixture.context).replacing("\u{1B}", with: "ESC")
    try golden.compare(text, with: "plan-colors.txt")
  }

  @Test("a plan without steps says that there is nothing to do")
  func emptyPlan() throws {
    #expect(wide.plan(Fixture.satisfied, Fixture.context) == "Nothing to do: 12 secrets are as declared.\n")
    try golden.compare(json.plan(Fixture.satisfied, Fixture.context), with: "plan-empty.json")
  }

  @Test("a plan says of both halves of a move where the other one is")
  func movingPlan() {
    #expect(
      wide.plan(Fixture.moving, Fixture.context) == """
        acme
          + DOWN  moves here from acme/web, acme/web:production/eu  all
          - UP    moves to acme/web                                 all

        acme/web
          + UP    moves here from acme
          - DOWN  moves to acme

        acme/web:production/eu
          - DOWN  moves to acme

        In this order: + create 2, - delete 3

        Plan: 2 to create, 0 to update, 0 access changes, 3 to delete; 0 unchanged.
        Applying it takes 11 requests, 39 points, at least 2 minutes at GitHub's pace.

        """
    )
  }

  @Test("a sealed value is the block to paste, or what stands in it")
  func sealed() throws {
    #expect(wide.sealed(Fixture.sealed) == Fixture.sealed.yaml)
    try golden.compare(json.sealed(Fixture.sealed), with: "sealed.json")
  }

  @Test("a plan that adopts says so")
  func adoptingPlan() {
    var context = Fixture.context
    context.adopted = 1
    #expect(
      wide.plan(Fixture.satisfied, context) == """
        Taken for right without a write: 1 secret.
        Nothing to do: 12 secrets are as declared.

        """
    )
  }

  @Test("an outcome says what was done")
  func completeOutcome() throws {
    try golden.compare(wide.outcome(Fixture.completeOutcome, Fixture.context), with: "outcome.txt")
  }

  @Test("an outcome in part says what failed, what was skipped and what the next apply does")
  func partialOutcome() throws {
    try golden.compare(wide.outcome(Fixture.partialOutcome, Fixture.context), with: "outcome-partial.txt")
    try golden.compare(json.outcome(Fixture.partialOutcome, Fixture.context), with: "outcome-partial.json")
  }

  @Test("an outcome without any change says that nothing was changed")
  func failedOutcome() throws {
    try golden.compare(wide.outcome(Fixture.failedOutcome, Fixture.context), with: "outcome-failed.txt")
  }

  @Test("an outcome of an empty plan says that there was nothing to do")
  func emptyOutcome() {
    let outcome = Outcome(plan: Fixture.satisfied, results: [])
    #expect(wide.outcome(outcome, Fixture.context) == "Nothing to do: 12 secrets are as declared.\n")
  }

  @Test("drift is one table, by scope, with times and what to do")
  func drift() throws {
    var context = Fixture.context
    context.asOf = Fixture.noon.advanced(bySeconds: 3 * 86_400)
    try golden.compare(wide.drift(Fixture.drift, context), with: "drift.txt")
    try golden.compare(json.drift(Fixture.drift, Fixture.context), with: "drift.json")
  }

  @Test(
    "a comment says what matters first and folds the rest",
    arguments: ["plan.md", "plan-empty.md", "outcome-partial.md", "drift.md", "validation.md", "sealed.md"]
  )
  func markdown(file: String) throws {
    let report = MarkdownReport(command: "plan")
    var context = Fixture.context
    context.diagnostics = [Fixture.diagnostics[0]]
    let validation = Validation(diagnostics: Fixture.diagnostics, scopes: 0, secrets: 0)
    let text =
      switch file {
      case "plan.md": report.plan(Fixture.plan, context)
      case "plan-empty.md": report.plan(Fixture.satisfied, Fixture.context)
      case "outcome-partial.md":
        MarkdownReport(command: "apply").outcome(Fixture.partialOutcome, Fixture.context)
      case "drift.md": MarkdownReport(command: "drift").drift(Fixture.drift, Fixture.context)
      case "validation.md": MarkdownReport(command: "validate").validation(validation)
      default: MarkdownReport(command: "seal").sealed(Fixture.sealed)
      }
    try golden.compare(text, with: file)
  }

  @Test("code scanning gets each finding with its rule, place and identity")
  func sarif() throws {
    let root = SourceRoot(nil, currentFolder: "/work")
    let report = SARIFReport(version: "1.2.3", manifestPath: "octoseal.yaml", root: root)
    try golden.compare(report.drift(Fixture.drift, Fixture.context), with: "drift.sarif")
  }

  @Test("drift on a terminal fits 80 columns")
  func narrowDrift() throws {
    var context = Fixture.context
    context.asOf = Fixture.noon.advanced(bySeconds: 3 * 86_400)
    let report = TextReport(style: TextStyle(color: false, width: 80))
    try golden.compare(report.drift(Fixture.drift, context), with: "drift-80.txt")
  }

  @Test("without drift one line is enough")
  func noDrift() {
    let drift = Drift(entries: [], plan: Fixture.satisfied)
    #expect(wide.drift(drift, Fixture.context) == "No drift: 12 secrets are as declared.\n")
  }

  @Test("a valid manifest is summed up in one line")
  func valid() {
    let clean = Validation(diagnostics: [], scopes: 4, secrets: 12)
    #expect(wide.validation(clean) == "Valid: 12 secrets in 4 scopes.\n")
    let warned = Validation(diagnostics: Array(Fixture.diagnostics.suffix(2)), scopes: 1, secrets: 1)
    #expect(wide.validation(warned) == "Valid: 1 secret in 1 scope; 1 warning, 1 note.\n")
  }

  @Test("workflows are summed up in a line of their own, and listed in JSON behind the manifest")
  func workflows() throws {
    let workflows = WorkflowValidation(diagnostics: [Fixture.diagnostics[0]], count: 3)
    let validation = Validation(
      diagnostics: [Fixture.diagnostics[2]],
      scopes: 1,
      secrets: 2,
      workflows: workflows
    )
    #expect(wide.validation(validation).hasSuffix("\nChecked: 3 workflows; 1 error.\n"))
    let both = Validation(diagnostics: [Fixture.diagnostics[2], Fixture.diagnostics[0]], scopes: 1, secrets: 2)
    #expect(json.validation(validation) == json.validation(both))
  }

  @Test("an invalid manifest is counted in one line, and listed in JSON")
  func invalid() throws {
    let validation = Validation(diagnostics: Fixture.diagnostics, scopes: 0, secrets: 0)
    #expect(wide.validation(validation) == "Invalid: 2 errors, 1 warning, 1 note.\n")
    try golden.compare(json.validation(validation), with: "validation.json")
  }

  @Test("diagnostics of the run come first among the findings in JSON")
  func diagnosticsAreFindings() throws {
    var context = Fixture.context
    context.diagnostics = [Fixture.diagnostics[2]]
    let text = json.plan(Fixture.plan, context)
    let diagnostic = try #require(text.firstRange(of: "file.readable"))
    let finding = try #require(text.firstRange(of: "value_not_compared"))
    #expect(diagnostic.lowerBound < finding.lowerBound)
  }

  @Test("the same plan gives the same bytes")
  func deterministic() {
    for report in [wide, json] as [any Report] {
      #expect(report.plan(Fixture.plan, Fixture.context) == report.plan(Fixture.plan, Fixture.context))
    }
  }
}
