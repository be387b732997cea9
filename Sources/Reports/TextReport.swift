public import SecretModel

/// Results for people: steps grouped by scope with symbols, findings, and one line that sums up.
public struct TextReport: Report {
  /// How it is laid out.
  public var style: TextStyle

  /// Makes the report.
  public init(style: TextStyle) { self.style = style }

  /// The steps by scope, in each scope in their order, then that order, the findings and the counts.
  public func plan(_ plan: Plan, _ context: ReportContext) -> String {
    sections([
      planBlocks(plan),
      findingsText(plan.findings, style),
      legend(plan.steps),
      lines(context.adoptionSentence, style.painted(plan.sentence, .bold), plan.costSentence(context.cost)),
    ])
  }

  /// The steps by scope with what became of them, what came up besides, the counts and what is left.
  ///
  /// The plan's own findings stand in the text of the plan, which comes before it.
  public func outcome(_ outcome: Outcome, _ context: ReportContext) -> String {
    sections([
      stepBlocks(outcome.results.map(\.step)) { row(for: outcome.results[$0], in: outcome.plan) },
      findingsText(outcome.findings, style),
      lines(
        context.adoptionSentence,
        style.painted(outcome.sentence, outcome.isComplete ? .bold : .red),
        outcome.continuation
      ),
    ])
  }

  /// One table of what drifted, then the findings and what an apply would do about it.
  public func drift(_ drift: Drift, _ context: ReportContext) -> String {
    sections(
      [
        driftTable(drift.entries, asOf: context.asOf, style),
        findingsText(drift.plan.findings, style),
        lines(style.painted(drift.sentence, .bold), drift.remedySentence),
      ]
    )
  }

  /// The block to paste into a manifest.
  public func sealed(_ result: SealedResult) -> String { result.yaml }

  /// One line; what is wrong has its place on standard error.
  public func validation(_ validation: Validation) -> String {
    let counts = countedSeverities(validation.diagnostics)
    let line =
      validation.isValid
      ? style.painted("Valid: \(validation.size)", .green) + (counts.isEmpty ? "." : "; \(counts).")
      : style.painted("Invalid: \(counts).", .red)
    return line + "\n" + (validation.workflows.map(workflowLine) ?? "")
  }

  private func workflowLine(_ workflows: WorkflowValidation) -> String {
    let counts = countedSeverities(workflows.diagnostics)
    let size = counted(workflows.count, "workflow")
    return style.painted("Checked: \(size)", workflows.isValid ? .green : .red)
      + (counts.isEmpty ? ".\n" : "; \(counts).\n")
  }
}

// MARK: - Steps

extension TextReport {
  /// Paragraphs with an empty line between them; empty ones are left out.
  private func sections(_ sections: [String]) -> String {
    sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func planBlocks(_ plan: Plan) -> String {
    let moves = MoveWording(plan, escaped: Escaped.terminal)
    return stepBlocks(plan.steps) { row(for: plan.steps[$0], in: plan, moves) }
  }

  /// One block for each store and scope; within a block the order of the steps is kept.
  ///
  /// - Parameters:
  ///   - steps: the steps in their order.
  ///   - row: the row of the step at a position; made block by block, since a large plan's rows take much memory.
  /// - Returns: the blocks.
  private func stepBlocks(_ steps: [Step], row: (Int) -> [Cell]) -> String {
    let byCollection = Dictionary(grouping: steps.indices) { steps[$0].collection }
    var blocks = ""
    for (collection, positions) in byCollection.sorted(by: { $0.key < $1.key }) {
      blocks += blocks.isEmpty ? "" : "\n"
      blocks += scopeHeading(collection, style)
      blocks += TextTable(rows: positions.map(row)).rendered(style)
    }
    return blocks
  }

  private func row(for step: Step, in plan: Plan, _ moves: MoveWording) -> [Cell] {
    [
      step.headline,
      Cell(moves.explanation(of: step) ?? step.explanation),
      Cell(step.bringsValueForAccess ? "needs the value" : ""),
      Cell(step.accessText(naming(plan))),
    ]
  }

  private func row(for result: StepResult, in plan: Plan) -> [Cell] {
    let status =
      switch result.status {
      case .done: Cell("done", .green)
      case .failed: Cell("failed", .red)
      case .skipped: Cell("skipped", .magenta)
      }
    let doubt = result.mayHaveHappened ? "may have happened all the same: " : ""
    let detail = result.error.map { doubt + Escaped.terminal($0) } ?? result.step.accessText(naming(plan))
    return [result.step.headline, status, Cell(detail)]
  }
}

// MARK: - Closing lines

extension TextReport {
  /// The symbols in the order in which their steps are carried out; empty when there is nothing to order.
  private func legend(_ steps: [Step]) -> String {
    var order: [(symbol: StepSymbol, count: Int)] = []
    for symbol in steps.map(StepSymbol.init) {
      if order.last?.symbol == symbol {
        order[order.count - 1].count += 1
      } else {
        order.append((symbol, 1))
      }
    }
    guard !order.isEmpty else { return "" }
    let parts = order.map { style.painted($0.symbol.rawValue, $0.symbol.paint) + " \($0.symbol.meaning) \($0.count)" }
    return "\(order.count > 1 ? "In this order" : "Steps"): " + parts.joined(separator: ", ") + "\n"
  }

  /// The sentences that are there, each on a line.
  private func lines(_ sentences: String...) -> String {
    sentences.filter { !$0.isEmpty }.map { $0 + "\n" }.joined()
  }

  private func naming(_ plan: Plan) -> RepositoryNaming {
    RepositoryNaming(known: plan.repositoryNames, escaped: Escaped.terminal)
  }
}
