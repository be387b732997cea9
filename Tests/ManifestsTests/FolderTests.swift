import Foundation
import Manifests
import SecretModel
import Testing

@Suite("A folder of manifests")
struct FolderTests {
  /// Loads files from a folder that is gone afterwards; places are relative to it.
  private func load(_ files: [String: String]) throws -> (manifest: LoadedManifest?, diagnostics: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let (manifest, diagnostics) = loadManifest(at: folder.path())
    return (
      manifest,
      diagnostics.flatMap { diagnostic in
        [diagnostic.description] + (diagnostic.related.map { ["see \($0)"] } ?? [])
      }
      .map { $0.replacing("\(folder.path())/", with: "") }
    )
  }

  @Test("all its files are one manifest, and what is in other files, hidden ones and files of values is left alone")
  func oneManifest() throws {
    let (manifest, diagnostics) = try load([
      "a.yaml": "version: 1\nrepository_groups: { g: [web] }",
      "b/c.yml": """
      organizations:
        acme:
          secrets:
            A: { visibility: selected, repositories: ['@g'], value: { file: ../values/v.yaml, key: k } }
      """,
      "d.yaml": "organizations: { ACME: { secrets: { B: { visibility: all, value: external } } } }",
      "values/v.yaml": "k: v\nk: not a manifest: [",
      "notes.txt": "no yaml",
      ".hidden.yaml": "]",
    ])
    #expect(diagnostics == [])
    #expect(manifest?.desired.sortedSecrets.map { "\($0.address.name)" } == ["A", "B"])
    #expect(manifest?.files.map(\.path) == ["a.yaml", "b/c.yml", "d.yaml"])
  }

  @Test("a secret that two files declare is an error that shows both places")
  func duplicates() throws {
    let (manifest, diagnostics) = try load([
      "a.yaml": "version: 1\nrepositories: { o/r: { secrets: { TOKEN: { value: external } } } }",
      "b.yaml": "repositories: { O/R: { secrets: { token: { value: external } } } }",
    ])
    #expect(manifest == nil)
    #expect(
      diagnostics == [
        "b.yaml:1:35: error: secret TOKEN is declared twice in O/R; names are case-insensitive; keep one of them",
        "see a.yaml:2:35",
      ]
    )
  }

  @Test("settings may stand in one file only, or be the same in all")
  func settings() throws {
    let first = "version: 1\nledger: none\ndefaults: { unmanaged: ignore }\nrepository_groups: { g: [a] }"
    #expect(try load(["a.yaml": first, "b.yaml": "ledger: none\ndefaults: { unmanaged: ignore }"]).diagnostics == [])
    let (manifest, diagnostics) = try load([
      "a.yaml": first, "b.yaml": "ledger: github\ndefaults: { unmanaged: delete }\nrepository_groups: { g: [a] }",
    ])
    #expect(manifest == nil)
    #expect(
      diagnostics == [
        "b.yaml:1:9: error: 'ledger' is set twice, to different values; keep one of them", "see a.yaml:2:9",
        "b.yaml:2:24: error: 'defaults.unmanaged' is set twice, to different values; keep one of them",
        "see a.yaml:3:24",
        "b.yaml:3:22: error: group 'g' is declared twice; keep one of them", "see a.yaml:4:22",
      ]
    )
  }

  @Test("an environment is to be made or not, whichever file says so")
  func creations() throws {
    let (manifest, diagnostics) = try load([
      "a.yaml": "version: 1\nrepositories: { o/r: { environments: { prod: { create: true } } } }",
      "b.yaml": "repositories: { O/R: { environments: { PROD: { create: false } } } }",
    ])
    #expect(manifest == nil)
    #expect(
      diagnostics == [
        "b.yaml:1:56: error: 'create' of O/R:PROD is set twice, to different values; keep one of them",
        "see a.yaml:2:56",
      ]
    )
  }

  /// Two files that name each other once left nothing, and nothing was valid.
  @Test("a file of values names no files itself, so that it cannot take the manifest away")
  func valuesThatNameTheManifest() throws {
    let secret = "version: 1\nrepositories: { o/r: { secrets: { A: { value: { file: v.yaml, key: value } } } } }"
    let (manifest, diagnostics) = try load(["a.yaml": secret, "v.yaml": "value: { file: a.yaml }"])
    #expect(diagnostics == [])
    #expect(manifest?.files.map(\.path) == ["a.yaml"])
    let (nothing, complaints) = try load([
      "a.yaml": "repositories: { o/r: { secrets: { A: { value: { file: a.yaml } } } } }"
    ])
    #expect(nothing == nil)
    #expect(complaints.first?.contains("has only files that values are read from") == true)
  }

  @Test("a link to a folder is not followed, even with the name of a manifest")
  func links() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("version: 1".utf8).write(to: folder.appending(path: "a.yaml"))
    for name in ["round", "round.yaml"] {
      let link = folder.appending(path: name)
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder)
    }
    let (manifest, diagnostics) = loadManifest(at: folder.path())
    #expect(diagnostics == [])
    #expect(manifest?.files.map(\.path) == ["a.yaml"])
  }

  /// Under `unmanaged: delete`, a part that is silently left out would be deleted at GitHub.
  @Test(
    "a folder that cannot be read is an error, not a smaller manifest",
    .enabled(if: geteuid() != 0, "root may read every folder")
  )
  func unreadableFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    let closed = folder.appending(path: "teams")
    defer {
      try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: closed.path())
      try? FileManager.default.removeItem(at: folder)
    }
    try FileManager.default.createDirectory(at: closed, withIntermediateDirectories: true)
    try Data("version: 1".utf8).write(to: folder.appending(path: "a.yaml"))
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed.path())
    let (manifest, diagnostics) = loadManifest(at: folder.path())
    #expect(manifest == nil)
    #expect(diagnostics.map(\.code) == ["manifest.unreadable"])
  }

  @Test("the mistakes of all files are reported together")
  func mistakes() throws {
    let (_, diagnostics) = try load(["a.yaml": "version: [", "b.yaml": "ledgr: a", "c.yaml": ""])
    #expect(diagnostics.map { $0.prefix(7) } == ["a.yaml:", "b.yaml:", "b.yaml:", "c.yaml:"])
  }

  @Test("a folder without a manifest, and a path without anything, say so")
  func nothing() throws {
    #expect(loadManifest(at: "/nowhere/octoseal.yaml").diagnostics.map(\.code) == ["manifest.not_found"])
    #expect(try load(["a.txt": ""]).diagnostics.first?.contains("has no *.yaml or *.yml file") == true)
  }
}
