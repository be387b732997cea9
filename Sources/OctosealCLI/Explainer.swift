import GitHubAPI
import Manifests
import Planning
import Reconciliation
import Reports
import SecretModel

/// Explain from the question to the answer.
struct Explainer {
  let session: Session
  let question: ExplainQuestion
  /// Whether the answer is a page, which shows every environment beside its repository.
  let isPage: Bool
  let connection: ConnectionOptions
  let traffic: TrafficOptions

  /// Answers the question.
  ///
  /// - Throws: `ExitCode` after saying why there is no answer.
  func run() async throws {
    let manifest = try session.loadManifestAtHand()
    let places = try places(manifest)
    let connection = try GitHubConnection(
      session,
      connection,
      settings: manifest?.settings,
      concurrency: traffic.concurrency,
      pacing: traffic.pacing,
      cache: try session.responseCache(traffic.cache),
      needs: { _ in readingPermissions(of: [.actions]) }
    )
    try await connection.closing {
      let facts = try await facts(ExplanationQuery(places, desired: manifest?.desired), connection.client)
      let input = ExplanationInput(
        facts: facts,
        places: facts.places(places, withEnvironments: isPage),
        names: question.names,
        desired: manifest?.desired,
        asOf: connection.client.statistics.latestServerDate ?? .now
      )
      try write(explanation(input), context(manifest, connection.client))
    }
  }

  /// What was asked for, or else the repositories and environments of the manifest.
  private func places(_ manifest: LoadedManifest?) throws -> [Scope] {
    if !question.places.isEmpty { return question.places }
    let desired = manifest?.desired ?? DesiredState()
    let places = desired.scopes.union(desired.environments.keys).filter { $0.kind != .organization }
    guard places.isEmpty else { return places.sorted() }
    try session.fail(
      .usage,
      [
        Diagnostic(
          code: "explain.nothing",
          message: manifest == nil
            ? "there is no manifest that names repositories" : "the manifest names no repository",
          remedy: "name one, such as 'octoseal explain acme/web', or an owner for all of its repositories"
        )
      ]
    )
  }

  private func facts(_ query: ExplanationQuery, _ client: GitHubClient) async throws -> ExplanationFacts {
    guard let reading = await session.readingLive(with: client, { await ExplanationReader(client).read(query) }) else {
      try session.fail(.failed, [.interrupted])
    }
    switch reading {
    case .success(let facts): return facts
    case .failure(let failures): try session.fail(.failed, failures.diagnostics)
    }
  }

  private func context(_ manifest: LoadedManifest?, _ client: GitHubClient) -> ExplanationContext {
    ExplanationContext(
      apiURL: client.configuration.apiURL.description,
      requestsMade: client.statistics.requests,
      manifestDigest: manifest.map { manifestDigest($0.files.map { ($0.path, $0.bytes) }) },
      diagnostics: session.diagnostics
    )
  }

  private func write(_ explanation: Explanation, _ context: ExplanationContext) throws {
    guard isPage else {
      try session.write { $0.explanation(explanation, context) }
      return
    }
    try session.write(to: .filesOnly) { $0.explanation(explanation, context) }
    try session.writeOut(explanationPage(explanation, context))
  }
}
