import ArgumentParser
import Planning
import Reports
import SecretModel

/// Reports what is no longer as last applied.
struct DriftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Report what is no longer as last applied; exit 2 when there is any.",
    discussion: """
      For a cron: tells apart what was changed outside, what is not applied yet, what is missing, unmanaged or too old.
      """
  )

  @OptionGroup var options: LiveOptions
  @OptionGroup var values: ValueOptions

  func run() async throws {
    try await LiveSession.run(of: Self.self, options, withholdsValues: values.withheld) { live in
      if let stranger = live.stranger { live.session.say([.valuesWithheld(from: stranger)]) }
      return try await report(live)
    }
  }

  private func report(_ live: LiveSession) async throws -> ExitStatus {
    let input = try await live.input(unseenValues: .push)
    live.forgetValues()
    let drift = Planning.drift(input)
    live.session.terminal.annotate(drift.plan.findings)
    let context = live.context(input, drift.plan)
    try live.session.write { $0.drift(drift, context) }
    if !drift.entries.isEmpty { return .differences }
    return drift.plan.hasUnusableValue(in: input) ? .failed : .done
  }
}
