import Sealing
import SecretModel
import Testing
import ValueSources

@Suite("Values that were sealed beforehand")
struct SealedValueTests {
  private func box(_ count: Int) -> String { Base64.encode([UInt8](repeating: 1, count: count)) }

  private var publicKey: String { box(32) }

  @Test("the planner learns the key, and nothing is read", arguments: ["568250167242549743", "\"0123\"", "a_B-1="])
  func decoding(keyID: String) throws {
    let declaration = try declaration("{ sealed: \"\(box(60))\", key_id: \(keyID), public_key: \"\(publicKey)\" }")
    let expected = PublicKeyReference(keyID: keyID.filter { $0 != "\"" }, key: publicKey)
    #expect(declaration.source.desiredValue == .sealed(with: expected))
    #expect(declaration.source.filePaths == [])
    #expect(Reading(declaration.read(in: ValueContext(environment: [:], root: "."))) == .sealed(box(60)))
  }

  @Test("the public key may be left out")
  func withoutKey() throws {
    let declaration = try declaration("{ sealed: \"\(box(48))\", key_id: 1 }")
    #expect(declaration.source.desiredValue == .sealed(with: PublicKeyReference(keyID: "1", key: nil)))
  }

  @Test("a box has 48 bytes more than a value of at most 48 KiB", arguments: [48, 49, 49_200])
  func sizes(count: Int) throws {
    #expect(try decode("{ sealed: \"\(box(count))\", key_id: 1 }").diagnostics == [])
  }

  @Test("what GitHub would refuse is an error", arguments: [0, 47, 49_201])
  func wrongSizes(count: Int) throws {
    try expectMistakes("{ sealed: \"\(box(count))\", key_id: 1 }", ["1:11: 'sealed' is not a sealed box in base64"])
  }

  @Test("a sealed value is checked in all its parts")
  func mistakes() throws {
    try expectMistakes(
      "{ sealed: \"\(box(60))\" }",
      [
        "1:1: a sealed value needs 'key_id', the id of the key that it was sealed with"
      ]
    )
    try expectMistakes(
      "{ sealed: \"\(box(60)) \", key_id: '', public_key: \"\(box(31))\" }",
      [
        "1:104: 'key_id' is not the id of a key",
        "1:11: 'sealed' is not a sealed box in base64",
        "1:120: 'public_key' is not a key of 32 bytes in base64",
      ]
    )
    try expectMistakes(
      "{ sealed: \"\(box(60).dropLast())\", key_id: a b }",
      [
        "1:102: 'key_id' is not the id of a key", "1:11: 'sealed' is not a sealed box in base64",
      ]
    )
  }

  private func expectMistakes(_ yaml: String, _ expected: [String]) throws {
    let (source, diagnostics) = try decode(yaml)
    #expect(source == nil)
    #expect(
      diagnostics.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0): \($0.message)" } == expected
    )
    #expect(diagnostics.allSatisfy { $0.remedy == "make the block with 'octoseal seal'" })
  }
}
