import Foundation
import SecretModel
import Testing
import TestSupport

@testable import Workflows

@Suite("Damaged workflows")
struct MutationTests {
  private static let rounds = 4
  private static let inputsPerRound = 5_000

  @Test("never crash or hang: each is a workflow or something with a place is said", arguments: 0..<rounds)
  func mutations(round: Int) {
    var random = SplitMix64(seed: round)
    var refused = 0
    for _ in 0..<Self.inputsPerRound {
      var text = Array(random.pick(Self.seeds).utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&text, &random) }
      var diagnostics: [Diagnostic] = []
      let workflow = readWorkflow(text, fileName: "ci.yml", path: "ci.yml", into: &diagnostics)
      let uses = workflow.map { $0.uses + $0.jobs.flatMap(\.uses) } ?? []
      let lines = text.count { [0x0A, 0x0D, 0x85, 0xA8, 0xA9].contains($0) } + 2
      guard workflow != nil || !diagnostics.isEmpty, diagnostics.allSatisfy({ $0.location != nil }),
        uses.allSatisfy({ (1...lines).contains($0.location.line) && $0.location.column > 0 })
      else {
        Issue.record("a workflow and what is said contradict each other: \(Data(text).base64EncodedString())")
        return
      }
      refused += workflow == nil ? 1 : 0
    }
    #expect(
      (Self.inputsPerRound / 20..<Self.inputsPerRound).contains(refused),
      "the mutations are too mild or too wild"
    )
  }

  private static let seeds = [
    """
    on: { workflow_call: { secrets: { T: { required: true } } }, push: }
    env: { A: "${{ secrets.A }}" }
    jobs:
      a: &a
        environment: { name: "${{ inputs.e }}" }
        if: secrets.B != '' && !cancelled()
        steps:
          - run: |
              echo ${{ secrets['C'] }} "${{ secrets[format('{0}', matrix.x)] }}"
          - uses: x/y@v1
            with: { token: '${{ secrets.D || ''x'' }}' }
      b: *a
      c: { uses: ./.github/workflows/x.yml, secrets: inherit }
    """,
    """
    'on': [push, workflow_call]
    jobs:
      build:
        environment: production
        steps:
          - run: >-
              folded ${{
                toJSON(secrets)
              }} é
            env:
              K_${{ secrets.E }}: "\\u00e9\\n ${{ secrets.F }}"
    """,
  ]

  private static let tokens = [
    "${{", "}}", "secrets", "secrets.", "['", "']", "''", "'", "\"", "\\", ".*", "[*]", ":", "- ", "{", "}", "&a ",
    "*a",
    "<<: ", "!x ", "|\n", ">-\n", "#", "\n", "\n  ", "? ", "---\n", "\t", "~", "\0", "\u{FEFF}", "\u{85}", "\u{2028}",
    "if:",
    "on:", "jobs:", "steps:", "environment:", "uses: ./.github/workflows/", "||",
  ]
  .map { Array($0.utf8) }

  private func mutate(_ text: inout [UInt8], _ random: inout SplitMix64) {
    guard !text.isEmpty else { return }
    let start = Int.random(in: text.indices, using: &random)
    let end = min(text.count, start + Int.random(in: 0...12, using: &random))
    switch Int.random(in: 0..<5, using: &random) {
    case 0: text[start] ^= 1 << UInt8.random(in: 0...7, using: &random)
    case 1: text.removeSubrange(start..<end)
    case 2: text.insert(contentsOf: random.pick(Self.tokens), at: start)
    case 3: text.insert(contentsOf: text[start..<end], at: Int.random(in: text.indices, using: &random))
    default: text[start] = UInt8.random(in: .min ... .max, using: &random)
    }
  }
}
