import Foundation
import Manifests
import SecretModel
import Testing
import TestSupport

@Suite("Damaged manifests")
struct MutationTests {
  private static let rounds = 10
  private static let inputsPerRound = 10_000
  private static let editsPerRound = 2_000

  @Test("never crash or hang: each is a manifest or has an error with a place", arguments: 0..<rounds)
  func mutations(round: Int) throws {
    var random = SplitMix64(seed: round)
    let seeds = try Self.seeds()
    var refused = 0
    for _ in 0..<Self.inputsPerRound {
      var text = random.pick(seeds)
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&text, with: random.pick(seeds), &random) }
      let (manifest, diagnostics) = loadManifest(text, named: "m.yaml")
      let errors = diagnostics.filter { $0.severity == .error }
      guard (manifest == nil) == !errors.isEmpty, errors.allSatisfy({ $0.location != nil }) else {
        Issue.record("a manifest and errors contradict each other: \(Data(text).base64EncodedString())")
        return
      }
      refused += manifest == nil ? 1 : 0
    }
    #expect((Self.inputsPerRound / 4..<Self.inputsPerRound).contains(refused), "the mutations are too mild or too wild")
  }

  @Test("never make an edit crash, or give something that cannot be edited again", arguments: 0..<rounds)
  func edits(round: Int) throws {
    var random = SplitMix64(seed: round)
    let seeds = editCases.map { Array($0.before.utf8) } + refusals.map { Array($0.manifest.utf8) }
    var edited = 0
    for _ in 0..<Self.editsPerRound {
      var text = random.pick(seeds)
      for _ in 0..<Int.random(in: 1...2, using: &random) { mutate(&text, with: random.pick(seeds), &random) }
      guard let manifest = loadManifest(text, named: "m.yaml").manifest,
        let address = manifest.desired.sortedSecrets.randomElement(using: &random)?.address
      else { continue }
      do throws(Diagnostic) {
        let edit = try replacingValue(of: address, with: newBlock, in: manifest)
        if let again = loadManifest(edit.newBytes, named: "m.yaml").manifest {
          _ = try replacingValue(of: address, with: otherBlock, in: again)
        } else {
          Issue.record("the outcome is no manifest: \(Data(text).base64EncodedString())")
        }
        edited += 1
      } catch {
        #expect(error.code.hasPrefix("seal."), "\(error): \(Data(text).base64EncodedString())")
      }
    }
    #expect(edited > Self.editsPerRound / 50, "the mutations are too wild")
  }

  /// Small manifests to begin with: what is in memory is quick to damage and to read.
  private static func seeds() throws -> [[UInt8]] {
    let cases = try CaseFile("valid.txt").cases + CaseFile("invalid.txt").cases.filter { $0.manifest.utf8.count > 120 }
    let examples = try exampleFiles().map { [UInt8](try Data(contentsOf: $0)) }
    let parts = examples.flatMap { example in
      stride(from: 0, to: example.count, by: 600).map { Array(example[$0..<min($0 + 600, example.count)]) }
    }
    return cases.map { Array($0.manifest.utf8) } + parts.map { Array("version: 1\n".utf8) + $0 }
  }

  private static let tokens = [
    ":", "- ", "{", "}", "[", "]", ",", "&a ", "*a", "<<: ", "!!str ", "|\n", ">-\n", "'", "\"", "#", "\n", "\n  ",
    "? ",
    "---\n", "...\n", "%YAML 1.2\n", "\t", "~", "@", "true", "0", "\0", "\u{FEFF}", "\u{85}", "é", "organizations:",
    "secrets:", "value:", "env: A", "state: absent", "ignore: ['*']", "'@a'",
  ]
  .map { Array($0.utf8) }

  private func mutate(_ text: inout [UInt8], with other: [UInt8], _ random: inout SplitMix64) {
    guard !text.isEmpty, !other.isEmpty else { return }
    let start = Int.random(in: text.indices, using: &random)
    let end = min(text.count, start + Int.random(in: 0...12, using: &random))
    switch Int.random(in: 0..<6, using: &random) {
    case 0: text[start] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 1: text.removeSubrange(start..<end)
    case 2: text.insert(contentsOf: random.pick(Self.tokens), at: start)
    case 3: text.insert(contentsOf: text[start..<end], at: Int.random(in: text.indices, using: &random))
    case 4:
      let cut = Int.random(in: other.indices, using: &random)
      text.replaceSubrange(start..<end, with: other[cut..<min(other.count, cut + 40)])
    default: text[start] = UInt8.random(in: .min ... .max, using: &random)
    }
  }
}
