import Foundation
import Manifests
import SecretModel
import Testing

@Suite("Examples")
struct ExampleTests {
  @Test(
    "each example is valid and without a warning",
    arguments: [
      ("single-repository/octoseal.yaml", 3, 4), ("organization/octoseal.yaml", 6, 14), ("folder", 3, 5),
    ]
  )
  func examples(path: String, scopes: Int, secrets: Int) throws {
    let (manifest, diagnostics) = loadManifest(at: examplesFolder.appending(path: path).path())
    #expect(diagnostics.map(\.description) == [])
    let desired = try #require(manifest).desired
    #expect(desired.scopes.count == scopes)
    #expect(desired.sortedSecrets.count == secrets)
  }

  @Test("each file tells editors where its schema is")
  func schemaLines() throws {
    let files = try exampleFiles()
    #expect(files.count == 5)
    for file in files {
      let first = try String(contentsOf: file, encoding: .utf8).prefix { $0 != "\n" }
      let path = try #require(first.split(separator: "$schema=").last, "\(file.lastPathComponent) names no schema")
      let schema = file.deletingLastPathComponent().appending(path: String(path))
      #expect(FileManager.default.fileExists(atPath: schema.path()), "\(file.path()) names \(path)")
    }
  }
}

let examplesFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../examples")

/// The manifests among the examples.
func exampleFiles() throws -> [URL] {
  let paths = try FileManager.default.subpathsOfDirectory(atPath: examplesFolder.path())
  let folders = ["single-repository/", "organization/octoseal", "folder/"]
  return paths.filter { path in path.hasSuffix(".yaml") && folders.contains { path.hasPrefix($0) } }
    .sorted().map { examplesFolder.appending(path: $0) }
}
