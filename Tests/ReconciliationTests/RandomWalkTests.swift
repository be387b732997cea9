import GitHubEmulator
import Manifests
import Planning
import Reconciliation
import SecretModel
import TestSupport
import Testing

/// Random manifests, values, outside changes and lost ledgers, one after the other, against the emulator in random
/// positions of its switches: after each apply every value is right, and the next plan is empty.
@Suite("Random walks against the emulator")
struct RandomWalkTests {
  static let state = """
    {"clock": {"start": "2026-11-01T00:00:00Z", "per_write": 1}, "rate_limit": "off",
     "organizations": {"acme": {"repositories": {
       "web": {"visibility": "private", "environments": {"production/eu": {}}},
       "api": {"visibility": "internal"}, "open": {"visibility": "public"}}}}}
    """

  @Test("converges whatever happened before", arguments: 0..<UInt64(24))
  func walk(seed: UInt64) async throws {
    var generator = SplitMix64(seed: seed)
    var organization = try await EmulatedOrganization(state: Self.state) { switches in
      switches.sameValueMovesUpdatedAt = Bool.random(using: &generator)
      switches.accessChangeMovesUpdatedAt = Bool.random(using: &generator)
      switches.lagReads = Int.random(in: 0...2, using: &generator)
      switches.listOrder = EmulatorSwitches.ListOrder.allCases.randomElement(using: &generator) ?? .alphabetical
      switches.linksSelectedRepositories = Bool.random(using: &generator)
      switches.writesKeyIDAsNumber = Bool.random(using: &generator)
      switches.selectionAfterPutWithoutIDs = Bool.random(using: &generator) ? .kept : .cleared
    }
    do {
      for round in 0..<6 {
        try await takeRound(round, &organization, &generator)
      }
    } catch {
      try await organization.stop()
      throw error
    }
    try await organization.stop()
  }

  private func takeRound(
    _ round: Int,
    _ organization: inout EmulatedOrganization,
    _ generator: inout SplitMix64
  ) async throws {
    let draft = ManifestDraft(using: &generator)
    organization.environment = draft.environment
    let (loaded, problems) = loadManifest(Array(draft.text.utf8), named: "octoseal.yaml")
    let manifest = try #require(loaded, "\(problems)")
    if Int.random(in: 0..<5, using: &generator) == 0 { organization.ledger = Ledger() }
    try changeOutside(organization.model, &generator)
    try await settle(organization, manifest)

    let input = try await organization.input(manifest)
    let outcome = await organization.apply(plan(input), input, manifest)
    #expect(outcome.results.filter { $0.status != .done }.map { "\($0.step.id): \($0.error ?? "")" } == [])
    expect(draft, in: organization.model, "round \(round)")

    let second = try await organization.input(manifest)
    let left = plan(second).steps
      .map { step in
        "\(step.id), \(step.reason): \(step.before?.updatedAt?.description ?? "not there"), remembered "
          + "\(step.secret.flatMap { (organization.ledger.entries[$0]?.updatedAt).map { "\($0)" } } ?? "nothing")"
      }
    #expect(left == [], "round \(round)")
  }

  /// Reads until every change that was made outside can be seen: a lag must not hide what the round is about.
  private func settle(_ organization: EmulatedOrganization, _ manifest: LoadedManifest) async throws {
    for _ in 0..<3 { _ = try await organization.input(manifest) }
  }

  private func changeOutside(_ model: GitHubModel, _ generator: inout SplitMix64) throws {
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      let scope = ["acme", "acme/web", "acme/web:production/eu"].randomElement(using: &generator) ?? "acme"
      let name = ManifestDraft.names.randomElement(using: &generator) ?? "A"
      if Bool.random(using: &generator), model.secret(name, in: scope) != nil {
        try model.deleteSecret(name, in: scope)
      } else {
        let change = GitHubModel.SecretChange(
          value: Array("outside \(Int.random(in: 0..<100, using: &generator))".utf8),
          visibility: scope == "acme" ? ["all", "private"].randomElement(using: &generator) : nil
        )
        try model.setSecret(name, in: scope, to: change)
      }
      model.advanceClock(seconds: 1)
    }
  }

  private func expect(_ draft: ManifestDraft, in model: GitHubModel, _ comment: Comment) {
    for secret in draft.secrets {
      let live = model.secret(secret.name, in: secret.scope)
      guard let value = secret.value else {
        #expect(live == nil, "\(secret.scope) \(secret.name), \(comment)")
        continue
      }
      #expect(
        live?.value.map { String(decoding: $0, as: UTF8.self) } == value,
        "\(secret.scope) \(secret.name), \(comment)"
      )
      guard secret.scope == "acme" else { continue }
      #expect(live?.visibility == secret.visibility, "\(secret.name), \(comment)")
      #expect(Set(live?.repositories ?? []) == Set(secret.repositories), "\(secret.name), \(comment)")
    }
  }
}

/// A random manifest, and what it asks for.
private struct ManifestDraft {
  struct Secret {
    var scope: String
    var name: String
    /// Nil for a tombstone.
    var value: String?
    var visibility: String?
    var repositories: [String] = []
  }

  static let names = ["A", "B", "C"]
  static let repositories = ["api", "open", "web"]

  var secrets: [Secret] = []
  var environment: [String: String] = [:]
  var text = "version: 1\norganizations:\n  acme:\n"

  init(using generator: inout SplitMix64) {
    let policy = ["report", "delete", "delete_owned"].randomElement(using: &generator) ?? "report"
    text += "    unmanaged: \(policy)\n    secrets:\n"
    for name in Self.names where !chance(20, &generator) { declareInOrganization(name, &generator) }
    text += "    repositories:\n      web:\n        secrets:\n"
    for name in Self.names where chance(60, &generator) { declare("acme/web", name, indent: 10, &generator) }
    text += "        environments:\n          production/eu:\n            secrets:\n"
    for name in Self.names where chance(50, &generator) {
      declare("acme/web:production/eu", name, indent: 14, &generator)
    }
    text += "          staging:\n            create: true\n            secrets:\n"
    declare("acme/web:staging", "A", indent: 14, &generator)
  }

  private func chance(_ percent: Int, _ generator: inout SplitMix64) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func declareInOrganization(_ name: String, _ generator: inout SplitMix64) {
    guard !chance(15, &generator) else { return bury("acme", name, indent: 6) }
    var secret = Secret(scope: "acme", name: name, value: value(of: "acme", name, &generator))
    secret.visibility = ["all", "private", "selected", "selected"].randomElement(using: &generator)
    var access = "visibility: \(secret.visibility ?? "")"
    if secret.visibility == "selected" {
      secret.repositories = Self.repositories.filter { _ in Bool.random(using: &generator) }
      access += ", repositories: [\(secret.repositories.joined(separator: ", "))]"
    }
    text += "      \(name): { \(access), value: { env: \(variable("acme", name)) } }\n"
    secrets.append(secret)
  }

  private mutating func declare(_ scope: String, _ name: String, indent: Int, _ generator: inout SplitMix64) {
    guard !chance(15, &generator) else { return bury(scope, name, indent: indent) }
    secrets.append(Secret(scope: scope, name: name, value: value(of: scope, name, &generator)))
    text += String(repeating: " ", count: indent) + "\(name): { value: { env: \(variable(scope, name)) } }\n"
  }

  private mutating func bury(_ scope: String, _ name: String, indent: Int) {
    secrets.append(Secret(scope: scope, name: name))
    text += String(repeating: " ", count: indent) + "\(name): { state: absent }\n"
  }

  private mutating func value(of scope: String, _ name: String, _ generator: inout SplitMix64) -> String {
    let value = "value \(Int.random(in: 0..<3, using: &generator)) of \(scope) \(name)"
    environment[variable(scope, name)] = value
    return value
  }

  private func variable(_ scope: String, _ name: String) -> String {
    "V_" + scope.map { $0.isLetter ? String($0) : "_" }.joined() + "_\(name)"
  }
}
