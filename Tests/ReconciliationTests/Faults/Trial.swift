import GitHubAPI
import GitHubEmulator
import Manifests
import Planning
import Reconciliation
import Sealing
import SecretModel
import Synchronization
import TestSupport
import Testing
import ValueSources

/// Where a sweep takes place.
struct SweepSetting: Equatable, CustomTestStringConvertible {
  var concurrency: Int
  /// Whether the ledger is kept in variables, so that its requests are among those that fail.
  var ledgerAtGitHub: Bool

  var testDescription: String {
    "\(concurrency) at once, ledger \(ledgerAtGitHub ? "at GitHub" : "in a file")"
  }

  static let all = [
    SweepSetting(concurrency: 1, ledgerAtGitHub: false),
    SweepSetting(concurrency: 1, ledgerAtGitHub: true),
    SweepSetting(concurrency: 8, ledgerAtGitHub: true),
  ]
}

/// The world after the first manifest was applied, of which every case of a sweep gets a copy.
struct TrialStart: Sendable {
  let setting: SweepSetting
  let model: GitHubModel
  let ledger: Ledger
  let manifest: LoadedManifest
  /// The requests of a run in which nothing goes wrong.
  let requests: [RequestName]

  /// Applies the first manifest, and the second one to a copy.
  ///
  /// - Parameters:
  ///   - setting: where it takes place.
  ///   - pageSize: how many items a page has in the run whose requests are recorded.
  /// - Throws: what keeps the world from being made.
  init(_ setting: SweepSetting, pageSize: Int = ModelTransport.smallPageSize) async throws {
    self.setting = setting
    manifest = try Self.loaded(SweptWorld.secondManifest)
    let trial = Trial(setting, try GitHubModel(state: SweptWorld.state, milliseconds: { 0 }), Ledger(), manifest)
    let first = try await trial.run(through: trial.transport, of: try Self.loaded(SweptWorld.firstManifest))
    #expect(first.texts == [], "the first apply succeeds")
    model = trial.model
    ledger = trial.ledger.ledger
    let rehearsal = Trial(setting, model.copied(), ledger, manifest)
    let recording = RecordingTransport(base: ModelTransport(model: rehearsal.model, pageSize: pageSize))
    let run = try await rehearsal.run(through: recording)
    #expect(run.isComplete, "\(run.texts)")
    #expect(SweptWorld.wrongSecrets(in: rehearsal.model) == [])
    requests = recording.names.all
  }

  /// Made once for all tests that need no more than a world.
  static let common = Task { try await TrialStart(SweepSetting(concurrency: 1, ledgerAtGitHub: false), pageSize: 100) }

  /// A case of its own.
  func trial() -> Trial { Trial(setting, model.copied(), ledger, manifest) }

  private static func loaded(_ text: String) throws -> LoadedManifest {
    let (loaded, problems) = loadManifest(Array(text.utf8), named: "octoseal.yaml")
    return try #require(loaded, "\(problems)")
  }
}

/// One world in which something goes wrong and is then put right.
struct Trial {
  static let token = "a-token-that-nobody-may-see"

  let model: GitHubModel
  let ledger: MemoryLedger
  let promises = BrokenPromises()
  let clock = TestClock()
  private let setting: SweepSetting
  private let manifest: LoadedManifest
  private let waits = Waits()

  init(_ setting: SweepSetting, _ model: GitHubModel, _ ledger: Ledger, _ manifest: LoadedManifest) {
    self.setting = setting
    self.model = model
    self.ledger = MemoryLedger(ledger)
    self.manifest = manifest
  }

  /// The way to the model that nothing disturbs.
  var transport: ModelTransport { ModelTransport(model: model) }

  /// What was said of pauses.
  var waitTexts: [String] { waits.texts }

  /// Plans and applies, as one process would.
  func run(
    through transport: any Transport,
    of manifest: LoadedManifest? = nil,
    configuration: GitHubConfiguration? = nil
  ) async throws -> SweptRun {
    let manifest = manifest ?? self.manifest
    return try await runner(through: transport, of: manifest, configuration: configuration).run(manifest)
  }

  /// Plans and applies the second manifest, and looks for broken promises after each request that may change something.
  func watchedRun(
    through transport: any Transport,
    configuration: GitHubConfiguration? = nil
  ) async throws -> (SweptRun, requests: Int) {
    let recording = RecordingTransport(base: transport, onChange: { [model, promises] in promises.check(model) })
    let run = try await run(through: recording, configuration: configuration)
    return (run, recording.names.count)
  }

  /// The connection of a run.
  func configuration(
    apiURL: String = ModelTransport.apiURL,
    timeouts: GitHubConfiguration.Timeouts = GitHubConfiguration.Timeouts()
  ) throws -> GitHubConfiguration {
    GitHubConfiguration(
      apiURL: try APIURL(apiURL),
      tokens: try Token(Self.token),
      concurrency: setting.concurrency,
      userAgent: "octoseal/test",
      timeouts: timeouts
    )
  }

  /// The steps that are left to do.
  func remainingSteps() async throws -> [String] {
    plan(try await runner(through: transport, of: manifest).input(manifest)).steps.map(\.id)
  }

  private func runner(
    through transport: any Transport,
    of manifest: LoadedManifest,
    configuration: GitHubConfiguration? = nil
  ) throws -> SweptRunner {
    let client = GitHubClient(
      configuration: try configuration ?? self.configuration(),
      transport: transport,
      surroundings: ClientSurroundings(clock: clock, jitter: { 0.5 }, onWait: { [waits] in waits.note($0) })
    )
    return SweptRunner(
      client: client,
      ledger: setting.ledgerAtGitHub ? GitHubLedger(client, pauses: SweptRunner.pauses) : ledger,
      values: ValueReader(
        manifest.values,
        context: ValueContext(environment: .variables(SweptWorld.environment), root: ""),
        key: try FingerprintKey(text: String(repeating: "k", count: 32))
      ),
      concurrency: setting.concurrency
    )
  }
}

/// Collects what is said of pauses.
private final class Waits: Sendable {
  private let said = Mutex<[String]>([])

  var texts: [String] { said.withLock { $0 } }

  func note(_ wait: RequestWait) { said.withLock { $0.append(wait.description) } }
}
