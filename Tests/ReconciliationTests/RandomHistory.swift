import GitHubEmulator
import Manifests
import Planning
import SecretModel
import TestSupport
import Testing

/// A random history of one organization: what people do to it, and what octoseal must make of it.
struct RandomHistory {
  /// What happened since the last apply that came to its end.
  private struct Events {
    /// Secrets that somebody else set or deleted, and nobody has reported yet.
    var unreported: Set<String> = []
    /// Secrets about which the ledger may be wrong, because an apply that wanted to write them was killed.
    var doubtful: Set<String> = []
    /// Secrets that somebody else set or deleted.
    var touched: Set<String> = []
    /// Whether nothing that was remembered can be used.
    var isForgotten = false
  }

  private var organization: EmulatedOrganization
  private var generator: SplitMix64
  private var manifest: RandomManifest
  private var applied: [String: RandomManifest.Secret] = [:]
  private var events = Events()
  private var keys = 0

  init(_ organization: EmulatedOrganization, _ generator: SplitMix64) {
    self.organization = organization
    self.generator = generator
    manifest = RandomManifest(using: &self.generator)
  }

  /// Some changes and accidents, then one apply that nothing disturbs, then the checks.
  mutating func takeRound(_ round: Int) async throws {
    if round > 0 {
      manifest = generator.chance(25) ? RandomManifest(using: &generator) : manifest.edited(using: &generator)
    }
    organization.environment = manifest.environment
    let (loaded, problems) = loadManifest(Array(manifest.text.utf8), named: "octoseal.yaml")
    let loadedManifest = try #require(loaded, "\(problems)")
    for _ in 0..<Int.random(in: 0...3, using: &generator) { try await haveAccident(loadedManifest) }
    try await applyInPeace(loadedManifest, Comment(rawValue: "round \(round)"))
  }

  private mutating func haveAccident(_ manifest: LoadedManifest) async throws {
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<50: try changeOutside()
    case 50..<60:
      try organization.loseLedger()
      events.isForgotten = true
    case 60..<70:
      keys += 1
      organization.key = String(repeating: "k", count: 31) + "\(keys)"
      events.isForgotten = true
    default: try await applyAndBeKilled(manifest)
    }
  }

  private mutating func changeOutside() throws {
    let scope = RandomManifest.liveScopes.randomElement(using: &generator) ?? "acme"
    let name = RandomManifest.names.randomElement(using: &generator) ?? "A"
    let model = organization.model
    if generator.chance(40) {
      guard model.secret(name, in: scope) != nil else { return }
      try model.deleteSecret(name, in: scope)
    } else {
      let change = GitHubModel.SecretChange(
        value: Array("outside \(Int.random(in: 0..<100, using: &generator))".utf8),
        visibility: scope == "acme" ? ["all", "private"].randomElement(using: &generator) : nil
      )
      try model.setSecret(name, in: scope, to: change)
    }
    model.advanceClock(seconds: 1)
    events.unreported.insert("\(scope) \(name)")
    events.touched.insert("\(scope) \(name)")
  }

  private mutating func applyAndBeKilled(_ manifest: LoadedManifest) async throws {
    try await settle(manifest)
    let run = try await organization.begin(manifest)
    note(run)
    let plannedRequests = max(1, run.plan.steps.count * 3)
    organization.killSwitch.arm(
      atRequest: Int.random(in: 0..<plannedRequests, using: &generator),
      takesEffect: generator.chance(50)
    )
    _ = try await organization.finish(run)
    organization.killSwitch.arm(atRequest: nil, takesEffect: false)
    events.doubtful.formUnion(run.plan.steps.compactMap { $0.secret?.description })
  }

  private mutating func applyInPeace(_ manifest: LoadedManifest, _ comment: Comment) async throws {
    try await settle(manifest)
    withholdWhatIsNotNeeded()
    let run = try await organization.begin(manifest)
    note(run)
    expectReports(run, comment)
    expectNoNeedlessWrite(run.plan, comment)

    let outcome = try await organization.finish(run)
    #expect(outcome.results.filter { $0.status != .done }.map { "\($0.step.id): \($0.error ?? "")" } == [], comment)
    #expect(outcome.findings.map(\.message) == [], comment)
    expectValues(comment)
    #expect(!(try organization.ledgerText()).contains("plaintext"), comment)
    #expect(try await organization.begin(manifest).plan.steps.map(\.id) == [], comment)
    // What was not declared was not written, so that what somebody else did to it still stands.
    let settled = Set(self.manifest.secrets.map(\.id))
    events = Events(doubtful: events.doubtful.subtracting(settled), touched: events.touched.subtracting(settled))
    applied = Dictionary(self.manifest.secrets.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Takes some values away that are live and remembered, as on a runner that has only some of them.
  private mutating func withholdWhatIsNotNeeded() {
    guard !events.isForgotten, generator.chance(30) else { return }
    for secret in manifest.secrets where !isWriteNeeded(secret) && generator.chance(50) {
      organization.environment[secret.variable] = nil
    }
  }

  /// Whether a secret has to be written, as far as somebody can tell who saw everything that happened.
  private func isWriteNeeded(_ secret: RandomManifest.Secret) -> Bool {
    guard let before = applied[secret.id], !events.isForgotten else { return true }
    return before.value != secret.value || before.visibility != secret.visibility
      || events.touched.contains(secret.id) || events.doubtful.contains(secret.id)
  }

  private func expectNoNeedlessWrite(_ plan: Plan, _ comment: Comment) {
    let needed = Set(manifest.secrets.filter(isWriteNeeded).map(\.id))
    let written = plan.steps.filter { $0.after?.needsValue == true }.compactMap { $0.secret?.description }
    #expect(Set(written).subtracting(needed) == [], comment)
  }

  /// Notes what a run says of changes that were made outside.
  private mutating func note(_ run: EmulatedOrganization.Run) {
    events.unreported.subtract(drift(run.input).entries.map(\.address.description))
    // What was never remembered cannot be told to have changed; that it is unknown is said.
    events.unreported.subtract(
      run.plan.findings.filter { $0.code == "unverified" || $0.code == "key_changed" }.map(\.subject)
    )
    // That a secret is gone which nobody wants is as it should be.
    let wanted = Set(manifest.secrets.filter { $0.value != nil }.map(\.id))
    for id in events.unreported.subtracting(wanted) where organization.isGone(id) { events.unreported.remove(id) }
  }

  private func expectReports(_ run: EmulatedOrganization.Run, _ comment: Comment) {
    #expect(events.unreported == [], comment)
    let alarms = drift(run.input).entries.filter { $0.kind == .changedOutside }.map(\.address.description)
    #expect(Set(alarms).subtracting(events.touched).subtracting(events.doubtful) == [], comment)
  }

  private func expectValues(_ comment: Comment) {
    for secret in manifest.secrets {
      let live = organization.model.secret(secret.name, in: secret.scope)
      let value = live?.value.map { String(decoding: $0, as: UTF8.self) }
      #expect(value == secret.value, "\(secret.id), \(comment)")
      guard secret.scope == "acme", secret.value != nil else { continue }
      #expect(live?.visibility == secret.visibility, "\(secret.id), \(comment)")
      #expect(Set(live?.repositories ?? []) == Set(secret.repositories), "\(secret.id), \(comment)")
    }
  }

  /// Reads until everything that happened can be seen: a lag must not hide what the round is about.
  private func settle(_ manifest: LoadedManifest) async throws {
    for _ in 0..<3 { _ = try await organization.begin(manifest) }
  }
}

extension EmulatedOrganization {
  /// Whether a secret is not there.
  fileprivate func isGone(_ id: String) -> Bool {
    let words = id.split(separator: " ")
    return model.secret(String(words[1]), in: String(words[0])) == nil
  }
}

extension Finding {
  fileprivate var subject: String { "\(scope?.description ?? "") \(secret?.rawValue ?? "")" }
}
