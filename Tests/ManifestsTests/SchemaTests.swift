import Foundation
import Manifests
import TestSupport
import Testing
import YAMLTree

@Suite("The schema of manifests")
struct SchemaTests {
  private static let url = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../schema/manifest.schema.json")

  @Test("the published schema is the one that the program prints")
  func published() throws {
    if CaseFile.isRecording {
      try manifestJSONSchema().write(to: Self.url, atomically: true, encoding: .utf8)
      Issue.record("recorded; look at the difference and run again without OCTOSEAL_RECORD")
      return
    }
    #expect(try String(contentsOf: Self.url, encoding: .utf8) == manifestJSONSchema())
  }

  @Test(
    "schema and program agree on every case, but for those of which the schema cannot know",
    .enabled(if: Python.hasJSONSchema, "needs python3 with the module 'jsonschema'; name it in OCTOSEAL_TEST_PYTHON")
  )
  func agreement() throws {
    let examples = try exampleFiles().map { (name: $0.path(), isLegal: true, text: try Array(Data(contentsOf: $0))) }
    let valid = try CaseFile("valid.txt").cases.map { (name: $0.name, isLegal: true, text: Array($0.manifest.utf8)) }
    let invalid = try CaseFile("invalid.txt").cases.filter { $0.schemaCannotSay != "YAML itself" }
      .map { (name: $0.name, isLegal: $0.schemaCannotSay != nil, text: Array($0.manifest.utf8)) }
    let documents = examples + valid + invalid
    #expect(examples.count == 5)
    let judged = try acceptedBySchema(documents.map { json(tree($0.text)) })
    #expect(judged.count == documents.count)
    for (document, isAccepted) in zip(documents, judged) {
      #expect(isAccepted == document.isLegal, "\(document.name)")
    }
  }

  /// The tree of a text; of one that is empty or no YAML, nothing.
  private func tree(_ text: [UInt8]) -> YAMLNode? { try? parseYAML(text, file: "m.yaml") }

  /// The value as an editor sees it: plain words and numbers typed by YAML 1.2's core schema.
  private func json(_ node: YAMLNode?) -> Any {
    switch node?.content {
    case nil: NSNull()
    case .mapping(let entries):
      Dictionary(entries.map { ($0.key, json($0.value)) }) { first, _ in first }
    case .sequence(let items): items.map { json($0) }
    case .scalar(let scalar):
      if scalar.isNull {
        NSNull()
      } else if let bool = scalar.bool {
        bool
      } else if scalar.isNumber, let number = Int(scalar.text) {
        number
      } else if scalar.isNumber, let number = Double(scalar.text) {
        number
      } else {
        scalar.text
      }
    }
  }
}

/// Which documents an implementation that is not ours accepts, judged in one process.
private func acceptedBySchema(_ documents: [Any]) throws -> [Bool] {
  let program = """
    import json, sys, jsonschema
    data = json.load(sys.stdin)
    schema = json.loads(data["schema"])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    print(json.dumps([validator.is_valid(document) for document in data["documents"]]))
    """
  let input = try JSONSerialization.data(withJSONObject: ["schema": manifestJSONSchema(), "documents": documents])
  let output = try Python.run(program, input: String(decoding: input, as: UTF8.self))
  return try JSONDecoder().decode([Bool].self, from: Data(output.utf8))
}
