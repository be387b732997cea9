import Manifests
import SecretModel
import Testing

@Suite("Manifests that are wrong")
struct InvalidManifestTests {
  @Test("each mistake is reported where it is, with what to do, and all of them in one run")
  func table() throws {
    let file = try CaseFile("invalid.txt")
    if CaseFile.isRecording {
      try file.record()
      Issue.record("recorded; look at the difference and run again without OCTOSEAL_RECORD")
      return
    }
    #expect(file.cases.count >= 150)
    #expect(Set(file.cases.map(\.name)).count == file.cases.count, "a name stands twice")
    for entry in file.cases {
      #expect(entry.diagnostics == entry.expected, "\(entry.name)")
      #expect(entry.expected.contains { $0.contains(": error: ") }, "\(entry.name) is no mistake")
    }
  }

  @Test(
    "a scope with more secrets than GitHub keeps is refused, and one with just as many is not",
    arguments: [("acme", 1_000), ("acme/web", 100), ("acme/web:production", 100)]
  )
  func limits(scope: String, limit: Int) {
    #expect(complaints(about: limit, in: scope) == [])
    let kind = limit == 1_000 ? "organization" : scope.contains(":") ? "environment" : "repository"
    let complaints = complaints(about: limit + 1, in: scope)
    #expect(complaints.count == 1)
    #expect(
      complaints.first?
        .contains(
          "error: \(scope) declares \(limit + 1) secrets, and GitHub keeps at most \(limit) in one \(kind)"
        ) == true
    )
  }

  @Test("a tombstone does not count towards the limit")
  func tombstones() {
    let secrets = (0..<100).map { "S\($0): { value: external }" } + ["OLD: { state: absent }"]
    let text = "version: 1\nrepositories: { a/b: { secrets: { \(secrets.joined(separator: ", ")) } } }"
    #expect(loadManifest(Array(text.utf8), named: "m.yaml").diagnostics == [])
  }

  private func complaints(about count: Int, in scope: String) -> [String] {
    let access = scope == "acme" ? "visibility: all, " : ""
    let secrets = (0..<count).map { "S\($0): { \(access)value: external }" }.joined(separator: ", ")
    let organization =
      switch scope {
      case "acme": "{ secrets: { \(secrets) } }"
      case "acme/web": "{ repositories: { web: { secrets: { \(secrets) } } } }"
      default: "{ repositories: { web: { environments: { production: { secrets: { \(secrets) } } } } } }"
      }
    let text = "version: 1\norganizations: { acme: \(organization) }"
    return loadManifest(Array(text.utf8), named: "m.yaml").diagnostics.map(\.description)
  }

  @Test(
    "tens of thousands of keys are read in time, whether they are unknown or the writer's own",
    .timeLimit(.minutes(1)),
    arguments: [
      ("x-", "#", 0), ("k", "repositories: { o/r: { secrets: { A: { #, value: external } } } }", 30_000),
      ("k", "repositories: { o/r: { secrets: { A: { value: { #, env: A } } } } }", 30_000),
    ]
  )
  func manyKeys(key: String, text: String, mistakes: Int) {
    let keys = (0..<30_000).map { "\(key)\($0): 1" }.joined(separator: key == "x-" ? "\n" : ", ")
    let manifest = "version: 1\n\(text.replacing("#", with: keys))"
    #expect(loadManifest(Array(manifest.utf8), named: "m.yaml").diagnostics.count == mistakes)
  }

  @Test("groups that are unknown are reported in time, however many groups there are", .timeLimit(.minutes(1)))
  func manyUnknownGroups() {
    let groups = (0..<3_000).map { "group\($0): ['@grup\($0)']" }.joined(separator: ", ")
    let diagnostics = loadManifest(
      Array("version: 1\nrepository_groups: { \(groups) }".utf8),
      named: "m.yaml"
    )
    .diagnostics
    #expect(diagnostics.count == 3_000)
  }

  @Test("groups that would fill the memory are refused once, where they become too much")
  func largeGroups() {
    let names = (0..<20_000).map { "r\($0)" }.joined(separator: ", ")
    let groups = (1...200).map { "g\($0): ['@g0']" }.joined(separator: ", ")
    let text = "version: 1\nrepository_groups: { g0: [\(names)], \(groups) }"
    let diagnostics = loadManifest(Array(text.utf8), named: "m.yaml").diagnostics
    #expect(diagnostics.map(\.code) == ["manifest.group_size"])
  }

  @Test("a mistake that several aliases stand for is reported once")
  func aliases() {
    let text = """
      version: 1
      x-secret: &secret { visibilty: all, value: external }
      organizations: { acme: { secrets: { A: *secret, B: *secret } } }
      """
    #expect(
      loadManifest(Array(text.utf8), named: "m.yaml").diagnostics.map(\.description) == [
        "m.yaml:2:21: error: unknown key 'visibilty' in an organization secret; did you mean 'visibility'?"
      ]
    )
  }

  @Test("a key that is nested too deep, or too much text by aliases, is refused at once")
  func bounds() {
    let deep = "version: 1\nx-deep: " + String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
    #expect(
      loadManifest(Array(deep.utf8), named: "m.yaml").diagnostics.map(\.description) == [
        "m.yaml:2:72: error: values are nested more than 64 deep"
      ]
    )
    let laughs = (1...9)
      .map { level in
        "x-\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", "))]"
      }
    let bomb = "version: 1\nx-0: &a0 lol\n\(laughs.joined(separator: "\n"))\n"
    let diagnostics = loadManifest(Array(bomb.utf8), named: "m.yaml").diagnostics
    #expect(diagnostics.map(\.code) == ["yaml.expansion"])
  }
}
