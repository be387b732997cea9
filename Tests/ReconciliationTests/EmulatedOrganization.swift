import Foundation
import GitHubAPI
import GitHubEmulator
import Manifests
import Planning
import Reconciliation
import Sealing
import SecretModel
import ValueSources

/// An emulated organization, and what octoseal does to it, without processes.
struct EmulatedOrganization {
  /// Where the ledger is kept.
  enum LedgerPlace: CaseIterable {
    case file
    case github
  }

  /// One run of octoseal: what it read, and what it wants to do.
  struct Run {
    var manifest: LoadedManifest
    var input: PlanInput
    var plan: Plan
    fileprivate var store: any LedgerStore
  }

  let server: EmulatorServer
  let client: GitHubClient
  /// Ends runs before their time.
  let killSwitch = KillSwitch()
  /// The variables that values are read from.
  var environment: [String: String] = [:]
  /// The text of `OCTOSEAL_KEY`.
  var key = String(repeating: "k", count: 32)
  private let transport: AsyncHTTPClientTransport
  private let place: LedgerPlace
  private let folder: URL

  var model: GitHubModel { server.model }

  /// Starts an emulator whose clock moves by a second with each write.
  init(
    state: String,
    ledger place: LedgerPlace = .file,
    fate: (@Sendable (HTTPRequest) -> InterposedTransport.Fate)? = nil,
    switches: (inout EmulatorSwitches) -> Void = { _ in }
  ) async throws {
    let model = try GitHubModel(state: state)
    var changed = model.switches
    switches(&changed)
    model.switches = changed
    self.place = place
    folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    server = try await EmulatorServer.start(model: model)
    let configuration = GitHubConfiguration(
      apiURL: try APIURL(server.baseURL),
      apiVersion: .fixed(.v2022),
      tokens: try Token("a-token"),
      userAgent: "octoseal/test"
    )
    transport = AsyncHTTPClientTransport(configuration: configuration)
    client = GitHubClient(
      configuration: configuration,
      transport: InterposedTransport(base: transport, fate: fate ?? { [killSwitch] _ in killSwitch.fate() })
    )
  }

  func stop() async throws {
    await transport.shutdown()
    try await server.stop()
    try FileManager.default.removeItem(at: folder)
  }

  /// Reads everything that a plan depends on, and plans.
  func begin(_ manifest: LoadedManifest) async throws -> Run {
    let query = LiveStateQuery(manifest.desired)
    let store: any LedgerStore =
      switch place {
      case .file: LedgerFile(path: ledgerPath)
      case .github: GitHubLedger(client, pauses: Self.pauses)
      }
    let input = PlanInput(
      desired: manifest.desired,
      live: try await LiveStateReader(client).read(query).get(),
      ledger: try await store.load(query.scopes),
      observations: try values(manifest).observe(),
      asOf: client.statistics.latestServerDate ?? Timestamp(secondsSinceEpoch: 0)
    )
    return Run(manifest: manifest, input: input, plan: plan(input), store: store)
  }

  /// Carries the plan of a run out.
  func finish(_ run: Run) async throws -> Outcome {
    let applier = Applier(
      client: client,
      values: try values(run.manifest),
      concurrency: 8,
      readBackPauses: Self.pauses,
      ledgerPause: .zero,
      ledgerStore: MortalLedger(base: run.store, killSwitch: killSwitch)
    )
    let problems = await applier.preflight(run.plan, live: run.input.live)
    guard problems.isEmpty else {
      return Outcome(
        plan: run.plan,
        results: run.plan.steps.map { StepResult(step: $0, status: .skipped, error: problems.first?.text) }
      )
    }
    return await applier.apply(
      run.plan,
      desired: run.input.desired,
      live: run.input.live,
      ledger: run.input.ledger
    )
  }

  /// The ledger as others see it.
  func ledgerText() throws -> String {
    switch place {
    case .file:
      FileManager.default.fileExists(atPath: ledgerPath) ? try String(contentsOfFile: ledgerPath, encoding: .utf8) : ""
    case .github: model.variables.values.flatMap(\.values).map(\.value).joined(separator: "\n")
    }
  }

  /// Deletes the ledger.
  func loseLedger() throws {
    switch place {
    case .file: try? FileManager.default.removeItem(atPath: ledgerPath)
    case .github:
      for (scope, variables) in model.variables {
        for name in variables.keys { try model.deleteVariable(name, in: scope) }
      }
    }
  }

  private static let pauses = Array(repeating: Duration.milliseconds(2), count: 6)

  private var ledgerPath: String { folder.appending(path: "ledger.json").path }

  private func values(_ manifest: LoadedManifest) throws -> ValueReader {
    ValueReader(
      manifest.values,
      context: ValueContext(environment: .variables(environment), root: ""),
      key: try FingerprintKey(text: key)
    )
  }
}

/// A ledger that keeps nothing any more once its run was killed.
private struct MortalLedger: LedgerStore {
  let base: any LedgerStore
  let killSwitch: KillSwitch

  func lock() throws(LedgerFailure) -> FileLock? { try base.lock() }

  func load(_ scopes: [Scope]) async throws(LedgerFailure) -> Ledger { try await base.load(scopes) }

  func prove(_ scopes: Set<Scope>) async throws(LedgerFailure) { try await base.prove(scopes) }

  func save(_ ledger: Ledger, unfinished: Set<Scope>) async throws(LedgerFailure) {
    guard !killSwitch.isDead else { return }
    try await base.save(ledger, unfinished: unfinished)
  }
}
