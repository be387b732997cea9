public import SecretModel

/// Results for pull-request comments and step summaries: what matters first, the details folded.
///
/// Nothing in it changes from run to run unless the result does, so that an edited comment shows a small difference.
public struct MarkdownReport: Report {
  /// Where the text goes, and so how long it may be.
  public enum Place: Int, Sendable {
    /// A comment, which may have 65,536 characters; the rest is for what a workflow puts around it.
    case comment = 65_000
    /// The summary of a step, which may have 1 MiB; a character has at most three bytes for each UTF-16 unit.
    case stepSummary = 300_000
  }

  /// The command whose result it is; a comment is found by it.
  public var command: String
  /// Where it goes.
  public var place: Place

  /// Makes the report.
  public init(command: String, for place: Place = .comment) {
    self.command = command
    self.place = place
  }

  /// The counts and the cost, a table by scope, and each scope's steps in their order.
  public func plan(_ plan: Plan, _ context: ReportContext) -> String {
    var document = document(context.findings + plan.findings, context.shard, plan.sentence)
    document.paragraphs = [plan.costSentence(context.cost), context.adoptionSentence]
    let moves = MoveWording(plan, escaped: Escaped.markdownCode)
    let names = RepositoryNaming(known: plan.repositoryNames, escaped: Escaped.markdownCode)
    let groups = ScopeGroups(plan.steps, \.collection)
    document.overview = groups.counts(StepSymbol.allCases, title: \.meaning) { StepSymbol($0) }
    document.details = groups.folds("step", ["", "secret", "why", "access", "manifest"]) { step in
      let why = moves.explanation(of: step) ?? Escaped.markdown(step.explanation)
      return [
        Escaped.markdownCode(StepSymbol(step).rawValue), Escaped.markdownCode(step.nameInScope),
        step.bringsValueForAccess ? "\(why); needs the value" : why, step.accessText(names), place(step.location),
      ]
    }
    return document.rendered(below: place.rawValue)
  }

  /// What was done, what failed and why, and each scope's steps with what became of them.
  public func outcome(_ outcome: Outcome, _ context: ReportContext) -> String {
    let findings = context.findings + outcome.plan.findings + outcome.findings
    var document = document(findings, context.shard, outcome.sentence)
    document.paragraphs = [outcome.continuation, context.adoptionSentence]
    let failures = outcome.results.filter { $0.status == .failed }
    if !failures.isEmpty {
      document.errors.insert(
        MarkdownDocument.Block(table: failureTable(failures)),
        at: 0
      )
    }
    let names = RepositoryNaming(known: outcome.plan.repositoryNames, escaped: Escaped.markdownCode)
    let groups = ScopeGroups(outcome.results, \.step.collection)
    document.overview = groups.counts(StepResult.Status.allCases, title: \.rawValue) { $0.status }
    document.details = groups.folds("step", ["", "secret", "result", "access, or why not", "manifest"]) { result in
      let step = result.step
      return [
        Escaped.markdownCode(StepSymbol(step).rawValue), Escaped.markdownCode(step.nameInScope), result.status.rawValue,
        result.error == nil ? step.accessText(names) : detail(result), place(step.location),
      ]
    }
    return document.rendered(below: place.rawValue)
  }

  /// What drifted, counted by scope and listed with what to do about it.
  public func drift(_ drift: Drift, _ context: ReportContext) -> String {
    var document = document(context.findings + drift.plan.findings, context.shard, drift.sentence)
    document.paragraphs = [drift.remedySentence]
    let groups = ScopeGroups(drift.entries, \.address.collection)
    let kinds = DriftEntry.Kind.allCases.filter { kind in drift.entries.contains { $0.kind == kind } }
    document.overview = groups.counts(kinds, title: \.title) { $0.kind }
    let columns = ["secret", "drift", "since", "what", "what to do", "manifest"]
    document.details = groups.folds("difference", columns) { entry in
      [
        Escaped.markdownCode(entry.address.nameInScope), entry.kind.title,
        entry.updatedAt.map { Escaped.markdownCode($0.description) } ?? "", Escaped.markdown(entry.message),
        entry.kind.remedy, place(entry.location),
      ]
    }
    return document.rendered(below: place.rawValue)
  }

  /// The block to paste into a manifest.
  public func sealed(_ result: SealedResult) -> String {
    let longestFence = result.yaml.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longestFence + 1))
    let name = Escaped.markdownCode("\(result.address.collection) \(result.address.nameInScope)")
    return "<!-- octoseal \(command) -->\n### octoseal \(command)\n\n\(name):\n\n\(fence)yaml\n\(result.yaml)\(fence)\n"
  }

  /// Whether the manifest is right, or why a command has no result.
  public func validation(_ validation: Validation) -> String {
    let findings = (validation.diagnostics + (validation.workflows?.diagnostics ?? [])).map { Finding($0) }
    let counts = countedSeverities(validation.diagnostics)
    let summary = validation.isValid ? "Valid: \(validation.size)." : "Stopped by \(counts)."
    var document = document(findings, nil, summary)
    document.paragraphs = [validation.workflows.map { "Checked: \(counted($0.count, "workflow"))." } ?? ""]
    return document.rendered(below: place.rawValue)
  }
}

extension MarkdownReport {
  /// What every result begins and ends with.
  func document(_ findings: [Finding], _ shard: Shard?, _ sentence: String) -> MarkdownDocument {
    let name = "octoseal \(command)" + (shard.map { ", shard \($0)" } ?? "")
    var document = MarkdownDocument(title: name, summary: sentence)
    for severity in Diagnostic.Severity.allCases {
      let some = findings.filter { $0.severity == severity }
      guard !some.isEmpty else { continue }
      let table = MarkdownTable(severity.rawValue, ["about", severity.rawValue, "manifest"], some) { finding in
        [
          finding.subject.map(Escaped.markdownCode) ?? "", Escaped.markdown(finding.message),
          place(finding.location),
        ]
      }
      switch severity {
      case .error: document.errors.append(.init(table: table))
      case .warning, .note:
        document.findings.append(.init(summary: counted(some.count, severity.rawValue), table: table))
      }
    }
    return document
  }

  private func failureTable(_ failures: [StepResult]) -> MarkdownTable {
    MarkdownTable("failed step", ["failed step", "why", "manifest"], failures) { result in
      let step = result.step
      let name = Escaped.markdownCode("\(step.collection) \(step.nameInScope)")
      return [
        "\(Escaped.markdownCode(StepSymbol(step).rawValue)) \(name)", detail(result), place(step.location),
      ]
    }
  }

  private func detail(_ result: StepResult) -> String {
    let doubt = result.mayHaveHappened ? "may have happened all the same: " : ""
    return doubt + Escaped.markdown(result.error ?? "")
  }

  private func place(_ location: SourceLocation?) -> String {
    location.map { Escaped.markdownCode("\($0.file):\($0.line)") } ?? ""
  }
}

extension ReportContext {
  /// What was said on standard error, among the findings.
  var findings: [Finding] { diagnostics.map { Finding($0) } }
}
