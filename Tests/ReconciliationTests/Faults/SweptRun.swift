import GitHubAPI
import Manifests
import Planning
import Reconciliation
import SecretModel

/// How one run of octoseal ended.
enum SweptRun {
  /// Something could not be read, so that there is no plan.
  case unplanned([Diagnostic])
  /// It was planned, and nothing was begun.
  case refused(Plan, [Diagnostic])
  /// It was carried out, as far as it went.
  case applied(Outcome)

  /// Whether everything was done, and can be remembered.
  var isComplete: Bool {
    guard case .applied(let outcome) = self else { return false }
    return outcome.isComplete && !outcome.findings.contains { $0.severity == .error }
  }

  /// Whether it says that something was or may have been changed.
  var saysChanged: Bool {
    guard case .applied(let outcome) = self else { return false }
    return outcome.hasChanges
  }

  /// Everything that it says.
  var texts: [String] {
    switch self {
    case .unplanned(let diagnostics): diagnostics.map(\.text)
    case .refused(let plan, let diagnostics): diagnostics.map(\.text) + plan.findings.map(\.message)
    case .applied(let outcome):
      outcome.results.compactMap(\.error) + (outcome.findings + outcome.plan.findings).map(\.message)
    }
  }
}

/// Runs octoseal's parts in the order in which the command does.
struct SweptRunner {
  let client: GitHubClient
  let ledger: any LedgerStore
  let values: ValueReader
  let concurrency: Int

  /// What kept a plan from being made.
  struct Unreadable: Error {
    var diagnostics: [Diagnostic]
  }

  /// Reads what a plan depends on.
  ///
  /// - Throws: `Unreadable` with everything that could not be read.
  func input(_ manifest: LoadedManifest) async throws(Unreadable) -> PlanInput {
    let query = LiveStateQuery(manifest.desired)
    async let remembered = load(query.scopes)
    let reading = await LiveStateReader(client).read(query)
    switch (reading, await remembered) {
    case (.success(let live), .success(let ledger)):
      return PlanInput(
        desired: manifest.desired,
        live: live,
        ledger: ledger,
        observations: values.observe(),
        asOf: client.statistics.latestServerDate ?? Timestamp(secondsSinceEpoch: 0)
      )
    case (.failure(let failures), .success): throw Unreadable(diagnostics: failures.diagnostics)
    case (.success, .failure(let failure)): throw Unreadable(diagnostics: failure.diagnostics)
    case (.failure(let failures), .failure(let failure)):
      throw Unreadable(diagnostics: failures.diagnostics + failure.diagnostics)
    }
  }

  /// Plans and applies.
  func run(_ manifest: LoadedManifest) async -> SweptRun {
    do {
      return await apply(try await input(manifest))
    } catch {
      return .unplanned(error.diagnostics)
    }
  }

  private func apply(_ input: PlanInput) async -> SweptRun {
    let plan = plan(input)
    let applier = Applier(
      client: client,
      values: values,
      concurrency: concurrency,
      readBackPauses: Self.pauses,
      ledgerPause: .zero,
      ledgerStore: ledger
    )
    let problems = await applier.preflight(plan, live: input.live)
    guard problems.isEmpty else { return .refused(plan, problems) }
    do {
      try await ledger.prove(Set(plan.steps.map(\.scope)))
    } catch {
      return .refused(plan, error.diagnostics)
    }
    return .applied(await applier.apply(plan, desired: input.desired, live: input.live, ledger: input.ledger))
  }

  private func load(_ scopes: [Scope]) async -> Result<Ledger, LedgerFailure> {
    do {
      return .success(try await ledger.load(scopes))
    } catch {
      return .failure(error)
    }
  }

  static let pauses = Array(repeating: Duration.microseconds(100), count: 3)
}
