import GitHubAPI
import GitHubEmulator
import Manifests
import Planning
import Reconciliation
import Sealing
import SecretModel
import ValueSources

/// An emulated organization, and what octoseal does to it, without processes or files.
struct EmulatedOrganization {
  let server: EmulatorServer
  let client: GitHubClient
  /// The variables that values are read from.
  var environment: [String: String] = [:]
  var ledger = Ledger()
  private let transport: AsyncHTTPClientTransport
  private let key: FingerprintKey

  var model: GitHubModel { server.model }

  /// Starts an emulator whose clock moves by a second with each write.
  init(state: String, switches: (inout EmulatorSwitches) -> Void = { _ in }) async throws {
    let model = try GitHubModel(state: state)
    var changed = model.switches
    switches(&changed)
    model.switches = changed
    server = try await EmulatorServer.start(model: model)
    let configuration = GitHubConfiguration(
      apiURL: try APIURL(server.baseURL),
      apiVersion: "2022-11-28",
      token: try Token("a-token"),
      userAgent: "octoseal/test"
    )
    transport = AsyncHTTPClientTransport(configuration: configuration)
    client = GitHubClient(configuration: configuration, transport: transport)
    key = try FingerprintKey(text: String(repeating: "k", count: 32))
  }

  func stop() async throws {
    await transport.shutdown()
    try await server.stop()
  }

  /// Everything that a plan depends on, as octoseal reads it.
  func input(_ manifest: LoadedManifest) async throws -> PlanInput {
    PlanInput(
      desired: manifest.desired,
      live: try await LiveStateReader(client).read(LiveStateQuery(manifest.desired)).get(),
      ledger: ledger,
      observations: values(manifest).observe(),
      asOf: client.statistics.latestServerDate ?? Timestamp(secondsSinceEpoch: 0)
    )
  }

  /// Carries a plan out and remembers what the ledger then says.
  mutating func apply(_ plan: Plan, _ input: PlanInput, _ manifest: LoadedManifest) async -> Outcome {
    let kept = KeptLedger(input.ledger)
    let applier = Applier(
      client: client,
      values: values(manifest),
      concurrency: 8,
      readBackPauses: Array(repeating: .milliseconds(2), count: 6),
      ledgerStore: kept
    )
    let problems = await applier.preflight(plan, live: input.live)
    guard problems.isEmpty else {
      return Outcome(
        plan: plan,
        results: plan.steps.map { StepResult(step: $0, status: .skipped, error: problems.first?.text) }
      )
    }
    let outcome = await applier.apply(plan, desired: input.desired, live: input.live, ledger: input.ledger)
    ledger = kept.ledger
    return outcome
  }

  private func values(_ manifest: LoadedManifest) -> ValueReader {
    ValueReader(manifest.values, context: ValueContext(environment: environment, root: ""), key: key)
  }
}
