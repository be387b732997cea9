import Foundation
import Sealing
import SecretModel
import Testing
import ValueSources

/// What every source owes, whatever it is.
///
/// A further source needs an example here, and nothing else.
@Suite("Every source of values")
struct ValueSourceContractTests {
  /// A source that has a value, and where it can have none, the same without.
  struct Example {
    var present: String
    var absent: String?
    var reason = ""
  }

  static let sealed = Base64.encode([UInt8](repeating: 7, count: 60))

  static let examples = [
    "env": Example(
      present: "{ env: HERE }",
      absent: "{ env: NOT_HERE }",
      reason: "environment variable 'NOT_HERE' is not set"
    ),
    "file": Example(
      present: "{ file: here.txt }",
      absent: "{ file: nowhere.txt }",
      reason: "file 'nowhere.txt' is not there"
    ),
    "sealed": Example(present: "{ sealed: \"\(sealed)\", key_id: 1 }"),
  ]

  let folder: TemporaryFolder
  let context: ValueContext

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("hunter2", to: "here.txt")
    context = ValueContext(environment: ["HERE": "hunter2"], root: folder.path)
  }

  private func example(_ key: String) throws -> Example {
    try #require(Self.examples[key], "the source '\(key)' has no example")
  }

  @Test("gives a value that is there", arguments: allValueSources.map { $0.manifestKey })
  func present(key: String) throws {
    let reading = Reading(try declaration(try example(key).present, in: folder.path).read(in: context))
    #expect(reading == .given("hunter2") || reading == .sealed(Self.sealed))
  }

  @Test("says in words why a value is not given", arguments: allValueSources.map { $0.manifestKey })
  func absent(key: String) throws {
    let example = try example(key)
    guard let absent = example.absent else { return }
    let reading = Reading(try declaration(absent, in: folder.path).read(in: context))
    #expect(reading == .notGiven(example.reason))
  }

  @Test("never names the value", arguments: allValueSources.map { $0.manifestKey })
  func discretion(key: String) throws {
    let declaration = try declaration(try example(key).present, in: folder.path)
    var dumped = ""
    dump(declaration.read(in: context), to: &dumped)
    #expect(!declaration.source.summary.contains("hunter2"))
    #expect(!declaration.source.summary.contains(Self.sealed))
    #expect(!dumped.contains("hunter2"))
  }

  @Test("describes its mapping by a closed JSON Schema", arguments: allValueSources.map { $0.manifestKey })
  func schema(key: String) throws {
    let source = try #require(allValueSources.first { $0.manifestKey == key })
    let parsed = try JSONSerialization.jsonObject(with: Data(source.schema.utf8))
    let schema = try #require(parsed as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: Any])
    #expect(Set(properties.keys) == Set([source.manifestKey] + source.companionKeys))
    #expect(schema["additionalProperties"] as? Bool == false)
    #expect((schema["required"] as? [String])?.contains(source.manifestKey) == true)
  }

  @Test("has keys of its own")
  func keys() {
    let keys = allValueSources.flatMap { [$0.manifestKey] + $0.companionKeys }
    #expect(Set(keys).count == keys.count)
  }

  @Test("has an example here and nothing else has")
  func completeness() {
    #expect(Set(Self.examples.keys) == Set(allValueSources.map { $0.manifestKey }))
  }
}
