import ArgumentParser
import GitHubAPI
import Manifests
import Planning
import Reconciliation
import Reports
import Sealing
import SecretModel
import ValueSources

/// A session that talks to GitHub: everything that plan, apply and drift have in common.
struct LiveSession {
  let session: Session
  let options: LiveOptions
  let manifest: LoadedManifest
  let desired: DesiredState
  let client: GitHubClient
  let values: ValueReader
  let ledgerStore: (any LedgerStore)?
  /// Whose files these may be, in words, when not the repository's own.
  let stranger: String?
  private let connection: GitHubConnection

  /// Reads the manifest, decides where to connect, and finds the key and the ledger; asks GitHub nothing yet.
  ///
  /// - Parameters:
  ///   - command: the command, which results name.
  ///   - options: its options.
  ///   - purpose: whether it changes anything.
  ///   - withholdsValues: whether `--no-values` is given.
  /// - Throws: `ExitCode` after saying what is wrong.
  init(
    of command: any ParsableCommand.Type,
    _ options: LiveOptions,
    for purpose: RunPurpose,
    withholdsValues: Bool
  ) throws {
    self.options = options
    session = Session(of: command, options.output, manifest: options.manifest.file)
    stranger = WorkflowEvent(environment: session.environment).stranger
    manifest = try session.loadManifest()
    desired = Self.part(options.shard, of: try Self.narrowed(manifest.desired, to: options.only, session), session)
    let ledgerLocation = options.ledger.map { LedgerLocation(option: $0) } ?? manifest.settings.ledger
    let terminal = session.terminal
    do {
      values = ValueReader(
        manifest.values.filter { [desired] in desired.collections[$0.key.collection] != nil },
        context: ValueContext(
          environment: .process,
          root: manifest.root,
          allowOutsideFiles: options.allowOutsideFiles,
          allowedEnvironmentPatterns: options.allowEnvironment.map { Glob($0) },
          withheld: stranger.map { "this run is for \($0)" } ?? (withholdsValues ? "'--no-values' is given" : nil)
        ),
        key: ledgerLocation == .none ? nil : try FingerprintKeySource(environment: session.environment).key(),
        onValue: { value in value.withBytes { bytes in terminal.mask(bytes) } }
      )
    } catch {
      try session.fail(.failed, [error])
    }
    let needs = permissionNeeds(
      of: desired,
      in: manifest.desired,
      ledgerAtGitHub: ledgerLocation == .github,
      for: purpose
    )
    // Last, since nothing would close it if something after it failed.
    connection = try GitHubConnection(
      session,
      options.connection,
      settings: manifest.settings,
      concurrency: options.traffic.concurrency,
      pacing: options.traffic.pacing,
      cache: try session.responseCache(options.traffic.cache),
      needs: { needs[$0] ?? PermissionNeeds() }
    )
    client = connection.client
    ledgerStore = Self.ledgerStore(ledgerLocation, options.shard, client)
  }

  /// Opens a session, runs a command in it, closes its connections on every path, and ends with its status.
  ///
  /// - Parameters:
  ///   - command: the command, which results name.
  ///   - options: its options.
  ///   - purpose: whether it changes anything.
  ///   - withholdsValues: whether `--no-values` is given.
  ///   - work: what it does.
  /// - Throws: `ExitCode` unless the status is `done`.
  static func run(
    of command: any ParsableCommand.Type,
    _ options: LiveOptions,
    for purpose: RunPurpose = .reading,
    withholdsValues: Bool = false,
    _ work: (LiveSession) async throws -> ExitStatus
  ) async throws {
    let live = try LiveSession(of: command, options, for: purpose, withholdsValues: withholdsValues)
    let status = try await live.connection.closing { try await work(live) }
    try status.end()
  }

  /// Reads what GitHub shows and what the values are, and puts it beside what is remembered.
  ///
  /// - Throws: `ExitCode` after saying why not everything could be read.
  func input(unseenValues: PlanInput.UnseenValues) async throws -> PlanInput {
    // Reading and hashing values is work for this machine while GitHub takes its time.
    async let observations = observeValues()
    let reader = LiveStateReader(client)
    let query = LiveStateQuery(desired)
    async let ledger = loadLedger(query.scopes)
    guard let reading = await session.readingLive(with: client, { await reader.read(query) }) else {
      try session.fail(.failed, [.interrupted])
    }
    switch (reading, await ledger) {
    case (.failure(let failures), .success):
      try session.fail(.failed, failures.diagnostics)
    case (.failure(let failures), .failure(let ledgerFailure)):
      let known = Set(ledgerFailure.diagnostics)
      try session.fail(.failed, ledgerFailure.diagnostics + failures.diagnostics.filter { !known.contains($0) })
    case (.success, .failure(let ledgerFailure)):
      try session.fail(.failed, ledgerFailure.diagnostics)
    case (.success(let live), .success(let ledger)):
      if let warning = client.tokenExpiryWarning { session.say([warning]) }
      return PlanInput(
        desired: desired,
        live: live,
        ledger: ledger,
        observations: await observations,
        sharedSources: sharedSources(manifest.values),
        server: client.dialect.abilities,
        asOf: client.statistics.latestServerDate ?? .now,
        unseenValues: unseenValues
      )
    }
  }

  private func loadLedger(_ scopes: [Scope]) async -> Result<Ledger, LedgerFailure> {
    do {
      return .success(try await ledgerStore?.load(scopes) ?? Ledger())
    } catch {
      return .failure(error)
    }
  }

  @concurrent
  private func observeValues() async -> [SecretAddress: ValueObservation] { values.observe() }

  /// Wipes what this process holds of the values, once nothing needs them any more.
  func forgetValues() { values.forget() }

  /// What belongs to a result besides the plan.
  func context(_ input: PlanInput, _ plan: Plan) -> ReportContext {
    ReportContext(
      manifestDigest: manifestDigest(manifest.files.map { ($0.path, $0.bytes) }),
      liveDigest: liveDigest(input.live),
      apiURL: client.configuration.apiURL.description,
      requestsMade: client.statistics.requests,
      cost: applyCost(plan, live: input.live, limits: client.configuration.limits),
      adopted: plan.adopted.count,
      asOf: input.asOf,
      shard: options.shard,
      diagnostics: session.diagnostics
    )
  }

  private static func narrowed(
    _ desired: DesiredState,
    to patterns: [String],
    _ session: Session
  ) throws -> DesiredState {
    guard !patterns.isEmpty else { return desired }
    let globs = patterns.map { Glob($0) }
    let narrowed = desired.filtered { scope in globs.contains { $0.matches(scope.description) } }
    guard narrowed.collections.isEmpty, narrowed.environments.isEmpty else { return narrowed }
    try session.fail(
      .usage,
      [
        Diagnostic(
          code: "only.nothing",
          message: "'--only' fits none of the manifest's scopes",
          remedy: "write a scope such as 'acme', 'acme/web' or 'acme/web:production', or a glob"
        )
      ]
    )
  }

  /// The scopes of one part; a small manifest has nothing in some, which is no mistake.
  private static func part(_ shard: Shard?, of desired: DesiredState, _ session: Session) -> DesiredState {
    guard let shard else { return desired }
    let part = desired.filtered { shard.contains($0) }
    if part.collections.isEmpty, part.environments.isEmpty {
      session.terminal.note("none of the scopes belongs to shard \(shard)")
    }
    return part
  }

  private static func ledgerStore(
    _ location: LedgerLocation,
    _ shard: Shard?,
    _ client: GitHubClient
  ) -> (any LedgerStore)? {
    switch location {
    case .none: nil
    case .file(let path): LedgerFile(path: path, shard: shard)
    case .github: GitHubLedger(client)
    }
  }
}

extension Diagnostic {
  /// Somebody asked the process to end.
  static let interrupted = Diagnostic(
    code: "run.interrupted",
    message: "interrupted",
    remedy: "run the same command again; it goes on where this one ended"
  )
}
