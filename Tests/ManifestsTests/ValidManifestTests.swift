import Foundation
import Manifests
import SecretModel
import Testing
import ValueSources

@Suite("What a manifest stands for")
struct ValidManifestTests {
  @Test("what is right is not complained about, except for what is worth a warning")
  func table() throws {
    let file = try CaseFile("valid.txt")
    for entry in file.cases {
      #expect(entry.diagnostics == entry.expected, "\(entry.name)")
      #expect(loadManifest(Array(entry.manifest.utf8), named: "m.yaml").manifest != nil, "\(entry.name)")
    }
  }

  private func load(_ text: String, named path: String = "m.yaml") throws -> LoadedManifest {
    let (manifest, diagnostics) = loadManifest(Array("version: 1\n\(text)".utf8), named: path)
    return try #require(manifest, "\(diagnostics)")
  }

  private func selectors(_ repositories: String, groups: String) throws -> [String] {
    let secret = "{ visibility: selected, repositories: \(repositories), value: external }"
    let manifest = try load(
      "repository_groups: \(groups)\norganizations: { acme: { secrets: { A: \(secret) } } }"
    )
    guard case .selected(let selectors) = manifest.desired.sortedSecrets.first?.secret.access else { return ["none"] }
    return selectors.map { selector in
      switch selector.value {
      case .name(let name): "\(name)"
      case .glob(let glob): "glob \(glob)"
      }
    }
  }

  @Test(
    "groups become what they contain, each repository once and in the order in which it is named first",
    arguments: [
      ("[]", "{}", []), ("[web, API]", "{}", ["web", "API"]), ("['@b', web]", "{ b: [api, web] }", ["api", "web"]),
      ("['@all', WEB]", "{ all: ['@b', 'svc-*'], b: [web, '?x'] }", ["web", "glob ?x", "glob svc-*"]),
      ("['@a', '@b']", "{ a: [x, y], b: ['@a', z] }", ["x", "y", "z"]), ("['@none']", "{ none: [] }", []),
    ] as [(String, String, [String])]
  )
  func groups(repositories: String, groups: String, expected: [String]) throws {
    #expect(try selectors(repositories, groups: groups) == expected)
  }

  @Test("groups of groups that would grow without bounds are resolved at once", .timeLimit(.minutes(1)))
  func manyGroups() throws {
    let levels = (0..<60).map { "g\($0): ['@g\($0 + 1)', '@g\($0 + 1)', '@g\($0 + 1)']" }.joined(separator: ", ")
    #expect(try selectors("['@g0']", groups: "{ \(levels), g60: [web] }") == ["web"])
  }

  @Test("a selected repository has the place where the secret names it or its group")
  func places() throws {
    let manifest = try load(
      "repository_groups: { b: [api] }\norganizations: { acme: { secrets: { A: { visibility: selected, "
        + "value: external, repositories: [web, '@b'] } } } }"
    )
    guard case .selected(let selectors) = manifest.desired.sortedSecrets.first?.secret.access else {
      Issue.record("not selected")
      return
    }
    #expect(selectors.map(\.location.line) == [3, 3])
    #expect(selectors.map(\.location.column) == [96, 101])
  }

  @Test("'unmanaged' is that of the scope, else of the repository, the organization, the defaults, else 'report'")
  func inheritance() throws {
    let text = """
      organizations:
        acme:
          unmanaged: delete
          repositories:
            web: { secrets: {}, environments: { prod: { secrets: {} }, dev: { unmanaged: ignore } } }
            api: { unmanaged: delete_owned, environments: { prod: { secrets: {} } } }
        other: { secrets: {}, repositories: { web: { environments: { prod: { secrets: {} } } } } }
      repositories:
        o/r: { secrets: {} }
      """
    let expected: [String: UnmanagedPolicy] = [
      "acme": .delete, "acme/web": .delete, "acme/web:prod": .delete, "acme/web:dev": .ignore,
      "acme/api": .deleteOwned, "acme/api:prod": .deleteOwned, "other": .report, "other/web:prod": .report,
      "o/r": .report,
    ]
    #expect(try policies(text) == expected)
    let withDefault = try policies("defaults: { unmanaged: ignore }\n\(text)")
    #expect(withDefault["other/web:prod"] == .ignore && withDefault["o/r"] == .ignore)
    #expect(withDefault["acme/web:prod"] == .delete)
  }

  private func policies(_ text: String) throws -> [String: UnmanagedPolicy] {
    let scopes = try load(text).desired.collections.values
    return Dictionary(uniqueKeysWithValues: scopes.map { ("\($0.scope)", $0.unmanaged) })
  }

  @Test("an 'unmanaged' that is written for an organization makes what it declares a scope too")
  func inheritedScopes() throws {
    let declared = "repositories: { web: { environments: { prod: {} } } }"
    #expect(try load("organizations: { acme: { \(declared) } }").desired.scopes.isEmpty)
    let manifest = try load("organizations: { acme: { unmanaged: delete, \(declared) } }")
    #expect(manifest.desired.sortedCollections.map { "\($0.scope)" } == ["acme", "acme/web", "acme/web:prod"])
    #expect(manifest.desired.sortedCollections.allSatisfy { $0.unmanaged == .delete })
  }

  @Test(
    "only what has a key of secrets, 'unmanaged' or 'ignore' is managed, and a policy alone holds for Actions secrets",
    arguments: [
      ("", []), ("secrets:", ["acme"]), ("secrets: {}", ["acme"]), ("unmanaged: report", ["acme"]),
      ("ignore: []", ["acme"]), ("repositories: { web: { secrets: {} } }", ["acme/web"]),
      ("repositories: { web: }", []), ("dependabot_secrets:", ["acme (Dependabot)"]),
      ("ignore: [], codespaces_secrets: {}", ["acme", "acme (Codespaces)"]),
      (
        "unmanaged: report, repositories: { web: { codespaces_secrets: } }",
        ["acme", "acme/web", "acme/web (Codespaces)"]
      ),
      ("repositories: { web: { environments: { prod: { create: true } } } }", []),
    ] as [(String, [String])]
  )
  func managedScopes(organization: String, expected: [String]) throws {
    let manifest = try load("organizations: { acme: { \(organization) } }")
    #expect(manifest.desired.sortedCollections.map { "\($0.collection)" } == expected)
  }

  @Test("an environment is known with and without secrets of its own, and is made only where that is said")
  func environments() throws {
    let manifest = try load(
      "repositories: { o/r: { environments: { a/b: , c: { create: true }, d: { secrets: {}, create: false } } } }"
    )
    let environments = manifest.desired.environments
    #expect(
      environments.map { "\($0.key) \($0.value.create)" }.sorted() == ["o/r:a/b false", "o/r:c true", "o/r:d false"]
    )
  }

  @Test(
    "the ledger lies beside the manifest",
    arguments: [
      ("", "m.yaml", .file("octoseal.ledger.json")), ("", "a/b/m.yaml", .file("a/b/octoseal.ledger.json")),
      ("ledger: x/l.json", "a/m.yaml", .file("a/x/l.json")), ("ledger: /l.json", "a/m.yaml", .file("/l.json")),
      ("ledger: ../l.json", "a/m.yaml", .file("a/../l.json")), ("ledger: github", "a/m.yaml", .github),
      ("ledger: none", "a/m.yaml", .none), ("", "/m.yaml", .file("/octoseal.ledger.json")),
    ] as [(String, String, LedgerLocation)]
  )
  func ledger(text: String, path: String, expected: LedgerLocation) throws {
    #expect(try load(text, named: path).settings.ledger == expected)
  }

  @Test("names are compared without regard to case, and secrets kept in upper case")
  func folding() throws {
    let manifest = try load(
      "organizations: { Acme: { repositories: { Web: { secrets: { npm_Token: { value: external } } } } } }"
    )
    let address = try #require(manifest.desired.sortedSecrets.first?.address)
    #expect("\(address)" == "Acme/Web NPM_TOKEN")
    #expect(address.scope == .repository(try RepositoryFullName("acme/wEB")))
  }

  @Test("what a secret says of its value, its age and its protection is kept")
  func secrets() throws {
    let manifest = try load(
      """
      x-base: &base { max_age: 2d, protected: true }
      repositories:
        o/r:
          secrets:
            A: { <<: *base, value: { env: A }, allow_empty: true }
            B: { value: external, rotated_at: 2026-11-01T01:00:00+01:00 }
            C: { state: absent }
            D: { <<: *base, max_age: 1h, value: { file: v.txt } }
      """,
      named: "folder/m.yaml"
    )
    let secrets = manifest.desired.sortedSecrets.map(\.secret)
    #expect(secrets.map(\.value) == [.source, .external, .absent, .source])
    #expect(secrets.map(\.isProtected) == [true, false, false, true])
    #expect(secrets.map { $0.maxAge.map { "\($0)" } } == ["2d", nil, nil, "1h"])
    #expect(secrets.map { $0.rotatedAt.map { "\($0)" } } == [nil, "2026-11-01T00:00:00Z", nil, nil])
    let values = manifest.values.sorted { $0.key.name < $1.key.name }.map(\.value)
    #expect(values.map(\.allowEmpty) == [true, false])
    #expect(values.map(\.source.filePaths) == [[], ["folder/v.txt"]])
    #expect(manifest.root == "folder")
  }
}
