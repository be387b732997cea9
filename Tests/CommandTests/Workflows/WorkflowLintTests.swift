import Foundation
import Testing

@Suite("The action, the workflows and their scripts")
struct WorkflowLintTests {
  /// The folder of the test peers, where `Tests/run.sh` installs other people's programs.
  private static let peers = URL(filePath: ProcessInfo.processInfo.environment["OCTOSEAL_TEST_PYTHON"] ?? "/-")
    .deletingLastPathComponent().path(percentEncoded: false)

  private static func has(_ program: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: "\(peers)/\(program)")
  }

  private static let workflows = """
    .github/workflows/*.yml examples/workflows/*.yml
    """
  private static let scripts = """
    .ci/checksums .ci/draft .ci/install .ci/manual .ci/release .ci/run .github/action/*.sh Tests/run.sh examples/*.sh
    """

  private func lint(_ command: String) async throws {
    let machine = try RunnerMachine(tools: [Self.peers])
    let step = try await machine.step(["-c", "cd \"$ROOT\" && \(command)"], ["ROOT": ProjectFiles.path("")])
    #expect(step.status == 0, "\(step.log)")
    try machine.remove()
  }

  @Test("are what GitHub's schemas describe", .enabled(if: has("check-jsonschema"), "needs check-jsonschema"))
  func schemas() async throws {
    try await lint("check-jsonschema --builtin-schema vendor.github-workflows \(Self.workflows)")
    try await lint("check-jsonschema --builtin-schema vendor.github-actions action.yml")
    try await lint("check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml")
  }

  @Test("have no weakness that zizmor knows", .enabled(if: has("zizmor"), "needs zizmor"))
  func weaknesses() async throws {
    try await lint("zizmor --offline --quiet --config .github/zizmor.yml action.yml .github \(Self.workflows)")
  }

  @Test("are sound scripts", .enabled(if: has("shellcheck"), "needs shellcheck"))
  func shell() async throws {
    try await lint("shellcheck \(Self.scripts)")
    for (step, workflow) in [("Comment", "plan"), ("Issue", "drift")] {
      let machine = try RunnerMachine(tools: [Self.peers])
      try machine.write(ProjectFiles.script(ofStep: step, in: "examples/workflows/\(workflow).yml"), to: "script")
      let checked = try await machine.step(["-c", "shellcheck --shell=bash script"], [:])
      #expect(checked.status == 0, "\(checked.log)")
      try machine.remove()
    }
  }

  @Test("take other people's actions and images by their commits and digests")
  func pins() async throws {
    for file in ["ci", "release"].map({ ".github/workflows/\($0).yml" })
      + ["plan", "apply", "drift", "sharded-apply"].map({ "examples/workflows/\($0).yml" })
    {
      for use in try ProjectFiles.text(file).matches(of: #/uses: (\S+)(.*)/#) where !use.output.1.hasPrefix("OWNER/") {
        #expect(use.output.1.contains(#/^[\w-]+/[\w-]+@[0-9a-f]{40}$/#), "\(file): \(use.output.1)")
        #expect(use.output.2.hasPrefix(" # v"), "\(file): \(use.output.1) does not say its version")
      }
    }
  }
}
