import Foundation
import Testing

@Suite("Completions")
struct CompletionTests {
  private func machine() throws -> RunnerMachine { try RunnerMachine(tools: [ProjectFiles.programs]) }

  @Test("bash offers commands, options and an option's values")
  func bash() async throws {
    let machine = try machine()
    let offered = #"""
      source <(octoseal --generate-completion-script bash)
      offer() {
        COMP_LINE=$* COMP_POINT=${#COMP_LINE} COMP_TYPE=9 COMP_KEY=9
        read -r -a COMP_WORDS <<<"$COMP_LINE"
        if [[ $COMP_LINE == *' ' ]]; then COMP_WORDS+=(""); fi
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
        _octoseal octoseal "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        echo "${COMPREPLY[@]}"
      }
      offer 'octoseal va'
      offer 'octoseal plan --detail'
      offer 'octoseal plan --format j'
      """#
    let step = try await machine.step(["-c", offered], [:])
    #expect(step.status == 0)
    #expect(
      step.log.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } == [
        "validate", "--detailed-exitcode", "json",
      ],
      "\(step.log)"
    )
    try machine.remove()
  }

  @Test("zsh reads them", .enabled(if: RunnerMachine.has("zsh"), "needs zsh"))
  func zsh() async throws {
    let machine = try machine()
    let script = "octoseal --generate-completion-script zsh >_octoseal && zsh -n _octoseal"
    let step = try await machine.step(["-c", script], [:])
    #expect(step.status == 0 && step.log == "", "\(step.log)")
    try machine.remove()
  }

  @Test("fish offers commands and options", .enabled(if: RunnerMachine.has("fish"), "needs fish"))
  func fish() async throws {
    let machine = try machine()
    let script = """
      octoseal --generate-completion-script fish >octoseal.fish
      fish --no-config -c 'source octoseal.fish; complete -C "octoseal va"; complete -C "octoseal plan --detail"'
      """
    let step = try await machine.step(["-c", script], [:])
    let words = step.log.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    #expect(words == ["validate", "--detailed-exitcode"], "\(step.log)")
    try machine.remove()
  }
}
