import ArgumentParser
import Planning
import Reports
import SecretModel

/// Prints what an apply would do.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Compare the manifest with what is live and print the ordered steps.",
    discussion: """
      Needs no secret value and no write permission. Examples:
        octoseal plan
        octoseal plan --detailed-exitcode      exit 2 when there is something to do
        octoseal plan --format json | jq .summary
        octoseal plan --only 'acme/web*'
        octoseal plan --out plan.json          for 'octoseal apply plan.json'
      """
  )

  @OptionGroup var options: LiveOptions
  @OptionGroup var values: ValueOptions
  @OptionGroup var trust: TrustOptions

  @Flag(name: .customLong("detailed-exitcode"), help: "Exit 2 when the plan is not empty.")
  var detailedExitCode = false

  @Option(help: ArgumentHelp("Save the plan in this file; it holds no secret.", valueName: "file"))
  var out: String?

  func run() async throws {
    try await LiveSession.run(of: Self.self, options, withholdsValues: values.withheld) { live in
      if let stranger = live.stranger { live.session.say([.valuesWithheld(from: stranger)]) }
      return try await plan(live)
    }
  }

  private func plan(_ live: LiveSession) async throws -> ExitStatus {
    let input = try await live.input(unseenValues: trust.trustLive ? .trust : .push)
    live.forgetValues()
    let plan = Planning.plan(input)
    let protections = protectionRefusals(plan, ledger: input.ledger)
    let limits = deletionRefusals(plan, live: input.live, limits: DeletionLimits())
    live.session.say(protections + limits.map { $0.asForecast })
    live.session.terminal.annotate(plan.findings)
    let context = live.context(input, plan)
    try live.session.write { $0.plan(plan, context) }
    if let out { try live.session.save(JSONReport().plan(plan, context), to: out, option: "--out") }
    if !protections.isEmpty { return .refused }
    if plan.hasUnusableValue(in: input) { return .failed }
    return detailedExitCode && !plan.steps.isEmpty ? .differences : .done
  }
}

extension Diagnostic {
  /// A refusal of apply as plan foretells it.
  fileprivate var asForecast: Diagnostic {
    var forecast = self
    forecast.severity = .warning
    return forecast
  }
}

extension Plan {
  /// Whether a declared value was there and could not be used, which is an error in every command.
  func hasUnusableValue(in input: PlanInput) -> Bool {
    input.observations.values.contains { $0.state == .unusable }
  }
}
