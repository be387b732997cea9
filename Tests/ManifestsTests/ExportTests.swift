import SecretModel
import TestSupport
import Testing
import YAMLTree

@testable import Manifests

@Suite("A manifest of what is live")
struct ExportTests {
  private let acme = OwnerName(listed: "acme")

  private func scope(_ text: String) throws -> Scope { try Scope(text) }

  /// An organization without selections, from scopes and the names in them.
  private func live(_ secrets: KeyValuePairs<String, [String]>) throws -> LiveState {
    var live = LiveState(listedOrganizations: [acme])
    for (text, names) in secrets {
      let scope = try scope(text)
      let access: AccessState = scope.kind == .organization ? AccessState(visibility: .all) : .ownScope
      let secret = LiveSecret(updatedAt: Timestamp(secondsSinceEpoch: 0), access: access)
      live.listings[SecretCollection(.actions, scope)] = Dictionary(
        uniqueKeysWithValues: names.map { (SecretName(listed: $0), secret) }
      )
    }
    return live
  }

  private func placeholders(_ secrets: KeyValuePairs<String, [String]>) throws -> [String: String] {
    let names = ExportedDeclarations(try live(secrets)).placeholders
    return Dictionary(uniqueKeysWithValues: names.map { ($0.key.description, $0.value) })
  }

  @Test("each value comes from a variable of its own that tells where it goes")
  func placeholders() throws {
    let names = try placeholders([
      "acme": ["NPM_TOKEN", "WEB_KEY", "GH_TOKEN", "HOME", "OCTOSEAL_KEY"], "acme/web": ["KEY"],
      "acme/my.web-site": ["KEY"], "acme/2048": ["KEY"], "acme/runner": ["KEY"], "acme/.github": ["SHA"],
      "acme/web:production/eu": ["KEY"],
      "acme/web:Ünïcode": ["KEY"], "acme/web:ß": ["KEY"],
    ])
    #expect(
      names == [
        "acme NPM_TOKEN": "NPM_TOKEN", "acme WEB_KEY": "WEB_KEY", "acme GH_TOKEN": "SECRET_GH_TOKEN",
        "acme HOME": "SECRET_HOME", "acme OCTOSEAL_KEY": "SECRET_OCTOSEAL_KEY", "acme/web KEY": "WEB_KEY_2",
        "acme/my.web-site KEY": "MY_WEB_SITE_KEY", "acme/2048 KEY": "SECRET_2048_KEY",
        "acme/runner KEY": "SECRET_RUNNER_KEY", "acme/.github SHA": "SECRET_GITHUB_SHA",
        "acme/web:production/eu KEY": "WEB_PRODUCTION_EU_KEY",
        "acme/web:Ünïcode KEY": "WEB_N_CODE_KEY", "acme/web:ß KEY": "WEB_KEY_3",
      ]
    )
  }

  @Test("with several owners the variables begin with the owner")
  func owners() throws {
    let names = try placeholders(["acme": ["KEY"], "other": ["KEY"], "octo-cat/web": ["KEY"]])
    #expect(names == ["acme KEY": "ACME_KEY", "other KEY": "OTHER_KEY", "octo-cat/web KEY": "OCTO_CAT_WEB_KEY"])
  }

  private func groups(_ selections: [[String]], largestExpansion: Int = 1_000) -> [String: [String]] {
    let groups = SelectionGroups(
      selections.map { names in
        SelectionGroups.Selection(owner: acme, names: names.map { RepositoryName(listed: $0) }.sorted())
      },
      largestExpansion: largestExpansion
    )
    return Dictionary(uniqueKeysWithValues: groups.groups.map { ($0.name, $0.members) })
  }

  @Test("a group is what two secrets or more have in common, if it is more than one repository")
  func groups() {
    #expect(groups([["a", "b"], ["a"], ["a"], [], [], ["a", "c"]]) == [:])
    #expect(groups([["web", "api"], ["API", "web"]]) == ["acme-1": ["api", "web"]])
  }

  @Test(
    "a group is called by the words that its members begin with",
    arguments: [
      (["billing-api", "billing-worker"], "billing"), (["web", "web-admin"], "web"), (["web", "website"], "acme-1"),
      (["svc-api", "svc-app"], "svc"), (["Team.a-1", "team.a-2"], "team.a"), ([".github", ".github-x"], ".github"),
      (["-a", "-b"], "acme-1"),
    ]
  )
  func groupName(members: [String], name: String) {
    #expect(groups([members, members]).keys.first == name)
  }

  @Test("two groups whose members begin alike have different names, and the one that saves more gets the better one")
  func sameWords() {
    let small = ["svc-a", "svc-b"]
    let large = ["svc-a", "svc-b", "svc-c"]
    #expect(groups([small, small, large, large]) == ["svc": large, "svc-1": small])
  }

  @Test("no more groups are made than a manifest may have members of groups")
  func largestExpansion() {
    let pairs = (0..<3).map { ["a\($0)-x", "a\($0)-y"] }
    #expect(groups(pairs + pairs, largestExpansion: 8).count == 2)
  }

  @Test("secrets of another store stand under its key, with variables of their own")
  func stores() throws {
    var live = try live(["acme/web": ["KEY"]])
    let web = try scope("acme/web")
    live.listings[SecretCollection(.dependabot, web)] = live.listings[SecretCollection(.actions, web)]
    let text = ExportedManifest(live, apiURL: nil, includesEnvironments: true).text
    #expect(text.contains("        secrets:\n          KEY: { value: { env: WEB_KEY } }\n"))
    #expect(text.contains("        dependabot_secrets:\n          KEY: { value: { env: WEB_DEPENDABOT_KEY } }\n"))
    let declared = loadManifest(Array(text.utf8), named: "m.yaml").manifest?.desired.sortedSecrets.map(\.address.store)
    #expect(declared == [.actions, .dependabot])
  }

  @Test("a scope that no manifest can name is left out and mentioned")
  func unnameable() throws {
    let odd = Scope.environment(try RepositoryFullName("acme/web"), EnvironmentName(listed: "a\nversion: 2"))
    var live = try live(["acme/web": ["KEY"]])
    live.listings[SecretCollection(.actions, odd)] = live.listings[SecretCollection(.actions, try scope("acme/web"))]
    let text = ExportedManifest(live, apiURL: nil, includesEnvironments: true).text
    #expect(text.contains("\n# Left out: \"acme/web:a\\u000Aversion: 2\" with 1 secret, since"))
    #expect(loadManifest(Array(text.utf8), named: "m.yaml").manifest?.desired.sortedSecrets.count == 1)
  }

  @Test("nothing that is live makes a valid manifest of nothing")
  func empty() throws {
    let text = ExportedManifest(try live([:]), apiURL: "http://127.0.0.1:1/api/v3", includesEnvironments: true).text
    let manifest = try #require(loadManifest(Array(text.utf8), named: "m.yaml").manifest)
    #expect(manifest.desired.scopes.isEmpty)
    #expect(manifest.settings.apiURL?.value == "http://127.0.0.1:1/api/v3")
  }

  /// Texts that some reader takes for something else when they are not quoted, or that cannot stand as they are.
  static let oddTexts = [
    "", " ", "yes", "NO", "y", "Off", "null", "~", "true", "1.0", "0x1F", "0o7", "1e3", ".inf", "12:30:00",
    "2024-01-01",
    "- a", "-", "? a", ": a", "a: b", "a #b", "#a", "@a", "`a", "*a", "&a", "!a", "%a", "{a}", "[a]", "a,b", "'a'",
    "\"a\"", "a\\b", "a\\", "<<", "=", "---", "...", "::error::a", "##[group]a", "tab\t", "line\nbreak", "\r", "\u{0}",
    "\u{85}", "\u{2028}", "\u{FEFF}a", "\u{202E}a", "\u{200B}", "ünïcödé", "漢字", "🚀", "e\u{301}", "👩\u{200D}🚀",
    "\u{E000}", "\u{10FFFF}", " a ", "a\u{A0}b", String(repeating: "\u{200B}", count: 255), "production/eu", "a_b-c.d",
  ]

  private func document() -> String {
    var layout = ManifestLayout()
    layout.add([
      WrittenEntry("keys", .mapping(Self.oddTexts.map { WrittenEntry($0, .mapping([WrittenEntry("a", .text($0))])) })),
      WrittenEntry(
        "inline",
        .mapping(Self.oddTexts.map { WrittenEntry($0, .compact([WrittenEntry("a", .text($0))])) })
      ),
      WrittenEntry("list", .texts(Self.oddTexts)),
      WrittenEntry("short", .mapping(Self.oddTexts.map { WrittenEntry($0, .texts([$0, "b"])) })),
    ])
    return layout.text
  }

  @Test("every text comes back as it was, as a key and as a value")
  func roundTrip() throws {
    let root = try parseYAML(Array(document().utf8), file: "m.yaml")
    let texts = Self.oddTexts
    #expect(entries(root["keys"]).map(\.key).elementsEqual(texts, by: hasSameScalars))
    #expect(entries(root["keys"]).compactMap { scalar($0.value["a"]) }.elementsEqual(texts, by: hasSameScalars))
    #expect(entries(root["inline"]).compactMap { scalar($0.value["a"]) }.elementsEqual(texts, by: hasSameScalars))
    #expect(items(root["list"]).compactMap(scalar).elementsEqual(texts, by: hasSameScalars))
    #expect(
      entries(root["short"]).compactMap { items($0.value).first.flatMap(scalar) }
        .elementsEqual(texts, by: hasSameScalars)
    )
  }

  @Test("a reader of YAML 1.1 takes every text for the same text", .enabled(if: Python.hasYAML))
  func otherReader() throws {
    let program = """
      import json, sys, yaml
      root = yaml.safe_load(sys.stdin.buffer.read().decode())
      texts = [list(root["keys"]), [v["a"] for v in root["keys"].values()], [v["a"] for v in root["inline"].values()],
               root["list"], [v[0] for v in root["short"].values()]]
      print(json.dumps([[[ord(c) for c in text] for text in part] for part in texts]))
      """
    let expected = Self.oddTexts.map { "[\($0.unicodeScalars.map { "\($0.value)" }.joined(separator: ", "))]" }
    let part = "[\(expected.joined(separator: ", "))]"
    let whole = "[\(Array(repeating: part, count: 5).joined(separator: ", "))]\n"
    #expect(try Python.run(program, input: document()) == whole)
  }

  @Test("nothing that is printed commands a terminal or a runner")
  func harmless() {
    let scalars = document().unicodeScalars.filter { $0 != "\n" }
    #expect(!scalars.contains { $0.properties.generalCategory == .control || $0.properties.generalCategory == .format })
    #expect(!document().contains("::") && !document().contains("##"))
  }
}

private func hasSameScalars(_ left: String, _ right: String) -> Bool {
  left.unicodeScalars.elementsEqual(right.unicodeScalars)
}

private func entries(_ node: YAMLNode?) -> [YAMLEntry] {
  if case .mapping(let entries) = node?.content { entries } else { [] }
}

private func items(_ node: YAMLNode?) -> [YAMLNode] {
  if case .sequence(let items) = node?.content { items } else { [] }
}

private func scalar(_ node: YAMLNode?) -> String? {
  if case .scalar(let scalar) = node?.content, scalar.isText { scalar.text } else { nil }
}

extension YAMLNode {
  fileprivate subscript(key: String) -> YAMLNode? { entries(self).first { $0.key == key }?.value }
}
