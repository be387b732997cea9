import ArgumentParser
import Reconciliation

/// Plans, and carries the plan out.
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Plan, and carry the plan out.",
    discussion: """
      Ordered and resumable; running it again does nothing. Before the first write it proves that every value can be
      read and every scope written. Examples:
        octoseal apply                         asks first
        octoseal apply --yes --format json     on merge
        octoseal apply --dry-run               everything but the writes
        octoseal apply plan.json               exactly what 'octoseal plan --out plan.json' saved, or nothing
        octoseal apply --expect plan.json      what is to be done now, if it is what was reviewed
      """
  )

  @OptionGroup var options: LiveOptions
  @OptionGroup var trust: TrustOptions
  @OptionGroup var apply: ApplyOptions

  func run() async throws {
    try await LiveSession.run(of: Self.self, options, for: .writing) { live in
      try await ApplyRunner(live: live, options: apply, trustsLive: trust.trustLive).run()
    }
  }
}
