import Manifests
import Planning
import Reconciliation
import Reports
import SecretModel

/// Apply from the plan to the exit status: guards, preflight, consent, and then the steps.
struct ApplyRunner {
  let live: LiveSession
  let options: ApplyOptions
  let trustsLive: Bool

  private var session: Session { live.session }

  /// Applies the manifest.
  ///
  /// - Throws: `ExitCode` when it could not even be planned.
  func run() async throws -> ExitStatus {
    if let stranger = live.stranger { try session.fail(.refused, [.applyRefused(to: stranger)]) }
    let lock = try lockLedger()
    defer { lock?.release() }
    let reviewed = try ReviewedPlan(options, session)
    var input = try await live.input(unseenValues: trustsLive ? .trust : .push)
    let (plan, reviewRefusals) = reviewed.plan(input) { live.context(input, $0) }
    session.terminal.annotate(plan.findings)
    if session.output.format == .text {
      try session.write(to: .outputOnly) { $0.plan(plan, live.context(input, plan)) }
    }
    let refusals =
      reviewRefusals + protectionRefusals(plan, ledger: input.ledger)
      + deletionRefusals(plan, live: input.live, limits: options.limits) + consentRefusals(plan)
    guard refusals.isEmpty else { return try end(.refused, refusals, plan, input) }

    let applier = applier()
    let preflight = await Interruption.abandonable { [live = input.live] in
      await applier.preflight(plan, live: live)
    }
    let problems = preflight ?? [.interrupted]
    guard problems.isEmpty else { return try end(.failed, problems, plan, input) }
    guard !options.dryRun else { return try endDryRun(plan, input) }
    guard plan.steps.isEmpty || options.yes || confirmed(plan) else {
      return try end(.refused, [.notConfirmed], plan, input)
    }
    let later = reviewed.laterSteps(input, plan)
    // Only a plan looks at them, and those of a large manifest take much memory.
    input.observations = [:]
    let status = try await carryOut(plan, input, applier)
    if later > 0 {
      let steps = later == 1 ? "1 step is" : "\(later) steps are"
      session.terminal.note("\(steps) needed now that the saved plan does not have; plan again")
    }
    return status
  }

  /// Keeps other applies away from the ledger, from before it is read until it is kept for the last time.
  private func lockLedger() throws -> FileLock? {
    guard !options.dryRun else { return nil }
    do {
      return try live.ledgerStore?.lock()
    } catch {
      try session.fail(.failed, error.diagnostics)
    }
  }

  /// Without a terminal there is nobody to ask, so that consent has to come as an option.
  private func consentRefusals(_ plan: Plan) -> [Diagnostic] {
    guard !plan.steps.isEmpty, !options.yes, !options.dryRun, !Prompt.isPossible else { return [] }
    return [
      Diagnostic(
        code: "guard.consent",
        message: "there is no terminal to ask for consent",
        remedy: "look at 'octoseal plan', then pass '--yes'"
      )
    ]
  }

  private func confirmed(_ plan: Plan) -> Bool {
    Prompt.confirms("Apply \(plan.steps.count) steps?", on: session.terminal)
  }

  private func applier() -> Applier {
    let terminal = session.terminal
    return Applier(
      client: live.client,
      values: live.values,
      concurrency: live.options.traffic.concurrency,
      isInterrupted: { Interruption.isRequested },
      onProgress: { done, total in terminal.progress("applying: \(done) of \(total) steps") },
      ledgerStore: live.ledgerStore
    )
  }

  private func carryOut(_ plan: Plan, _ input: PlanInput, _ applier: Applier) async throws -> ExitStatus {
    // A ledger that cannot be kept is found out before the first write, not after the last.
    if !plan.steps.isEmpty {
      do {
        try await live.ledgerStore?.prove(Set(plan.steps.map(\.scope)))
      } catch {
        return try end(.failed, error.diagnostics, plan, input)
      }
    }
    let outcome = await applier.apply(
      plan,
      desired: input.desired,
      live: input.live,
      ledger: input.ledger,
      successors: outsideSuccessors(of: plan.steps, desired: live.manifest.desired, narrowed: live.desired)
    )
    live.forgetValues()
    if Interruption.isRequested { session.say([.interrupted]) }
    do {
      try write(outcome, input)
    } catch {
      // Nobody got the result, but what was done is done.
      return outcome.hasChanges ? .partlyApplied : .failed
    }
    let isComplete = outcome.isComplete && !outcome.findings.contains { $0.severity == .error }
    return isComplete ? .done : outcome.hasChanges ? .partlyApplied : .failed
  }

  /// Writes what was done; people were told already when there was nothing to do.
  private func write(_ outcome: Outcome, _ input: PlanInput) throws {
    session.terminal.annotate(outcome)
    let saysNothing = session.output.format == .text && outcome.results.isEmpty && outcome.findings.isEmpty
    try session.write(to: saysNothing ? .filesOnly : .everywhere) { report in
      report.outcome(outcome, live.context(input, outcome.plan))
    }
  }

  private func endDryRun(_ plan: Plan, _ input: PlanInput) throws -> ExitStatus {
    live.forgetValues()
    // People were shown the plan already.
    try session.write(to: session.output.format == .text ? .filesOnly : .everywhere) { report in
      report.plan(plan, live.context(input, plan))
    }
    session.terminal.note("dry run: everything that can be checked by reading is in order; nothing was written")
    return .done
  }

  /// Ends without a single write, and says of each step that it was not tried.
  private func end(
    _ status: ExitStatus,
    _ diagnostics: [Diagnostic],
    _ plan: Plan,
    _ input: PlanInput
  ) throws -> ExitStatus {
    live.forgetValues()
    session.say(diagnostics)
    let reason =
      status == .refused ? "not tried, because the plan was refused" : "not tried, because the preflight failed"
    let outcome = Outcome(
      plan: plan,
      results: plan.steps.map { StepResult(step: $0, status: .skipped, error: reason) }
    )
    try write(outcome, input)
    return status
  }
}

extension Diagnostic {
  /// Somebody was asked and did not say yes.
  fileprivate static let notConfirmed = Diagnostic(
    code: "guard.consent",
    message: "not confirmed",
    remedy: "answer 'yes' to apply"
  )
}
