import Foundation
import GitHubAPI
import Manifests
import Reconciliation
import SecretModel
import TestSupport
import Testing

/// Random organizations with odd names and many selections: what is exported is valid, declares every secret, and leaves
/// nothing to do, in one file and in many.
@Suite("What is exported")
struct ExportPropertyTests {
  @Test("is valid, and a plan right after it is empty", arguments: 0..<12)
  func roundTrip(seed: Int) async throws {
    var generator = SplitMix64(seed: seed)
    let world = RandomOrganization(using: &generator)
    let organization = try await EmulatedOrganization(state: world.state)
    do {
      try await expectEmptyPlan(organization, world)
    } catch {
      try await organization.stop()
      throw error
    }
    try await organization.stop()
  }

  private func expectEmptyPlan(_ organization: EmulatedOrganization, _ world: RandomOrganization) async throws {
    let exported = try await export(organization)
    #expect(try await export(organization).text == exported.text)
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FolderFilling.fill(folder.path, with: exported.files.map { ($0.path, Array($0.text.utf8)) })
    let forms = [
      loadManifest(Array(exported.text.utf8), named: "octoseal.yaml"), loadManifest(at: folder.path),
    ]
    for (manifest, diagnostics) in forms {
      let manifest = try #require(manifest, "\(diagnostics)\n\(exported.text)")
      #expect(diagnostics.allSatisfy { $0.code == "shadowed" })
      #expect(manifest.desired.sortedSecrets.count == world.secretCount)
      let plan = try await organization.begin(manifest).plan
      #expect(plan.steps == [], "\(exported.text)")
      #expect(!plan.findings.contains { $0.severity == .error })
    }
  }

  private func export(_ organization: EmulatedOrganization) async throws -> ExportedManifest {
    let request = InventoryRequest(
      organizations: [OwnerName(listed: "acme")],
      repositories: [try RepositoryFullName("octocat/site")]
    )
    let live = try await InventoryReader(organization.client).read(request).get()
    return ExportedManifest(
      live,
      apiURL: organization.client.configuration.apiURL.description,
      includesEnvironments: true
    )
  }
}

/// An emulator's state of an organization and a user, as chance has it.
private struct RandomOrganization {
  /// How many secrets a manifest has to declare.
  private(set) var secretCount = 0
  private(set) var state = ""

  private static let environmentNames = [
    "production/eu", "yes", "No", "null", "~", "1.0", "12:30", "2024-01-01", "- dash", "a: b", "a #b", "#", "@all", "*",
    "&a", "!tag", "%41", "{a}", "[a]", "a,b", "'", "\"", "\\", "::error::a", " a ", "ünï", "漢字", "🚀", "\u{202E}a",
    "\u{2028}", "\u{FEFF}", "a?b", "a/b/c", String(repeating: "é", count: 255),
  ]
  private static let repositoryNames = [
    ".github", "1.0", "on", "2024-01-01", "billing-api", "billing-worker", "Billing.web", "null", "_", "-x", "svc-a",
    "svc-b", "svc-c", "web",
  ]
  private static let secretNames = ["A", "KEY", "NO", "Y", "NULL", "GH_TOKEN", "PATH", "_1", "API_KEY", "WEB_KEY"]

  init(using generator: inout SplitMix64) {
    let names = Self.repositoryNames.filter { _ in !generator.once(in: 3) }
    var repositories: [String: Any] = [:]
    for name in names { repositories[name] = repository(&generator) }
    let selections = (0..<3).map { _ in names.filter { _ in generator.once(in: 2) } }
    var secrets: [String: Any] = [:]
    for number in 0..<Int.random(in: 0...40, using: &generator) {
      let visibility = generator.pick(["all", "private", "selected", "selected"])
      var secret: [String: Any] = ["visibility": visibility, "value": "v"]
      if visibility == "selected" { secret["repositories"] = generator.pick(selections).shuffled(using: &generator) }
      secrets[number < Self.secretNames.count ? Self.secretNames[number] : "S_\(number)"] = secret
    }
    secretCount += secrets.count
    let world: [String: Any] = [
      "rate_limit": "off",
      "organizations": ["acme": ["repositories": repositories, "secrets": secrets]],
      "users": ["octocat": ["repositories": ["site": repository(&generator)]]],
    ]
    let data = try? JSONSerialization.data(withJSONObject: world)
    state = String(decoding: data ?? Data(), as: UTF8.self)
  }

  private mutating func repository(_ generator: inout SplitMix64) -> [String: Any] {
    var environments: [String: Any] = [:]
    for name in Self.environmentNames where generator.once(in: 8) {
      environments[name] = ["secrets": secrets(&generator)]
    }
    let visibility = generator.pick(["private", "internal", "public"])
    return ["visibility": visibility, "secrets": secrets(&generator), "environments": environments]
  }

  private mutating func secrets(_ generator: inout SplitMix64) -> [String: String] {
    let names = Self.secretNames.filter { _ in generator.once(in: 4) }
    secretCount += names.count
    return Dictionary(uniqueKeysWithValues: names.map { ($0, "v") })
  }
}
