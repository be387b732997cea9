import Testing

@Suite("The comment of the example plan.yml", .enabled(if: RunnerMachine.has("gh"), "needs gh"))
struct StickyCommentTests {
  private let machine: RunnerMachine
  private let github: GitHubStub
  private let marker = "<!-- octoseal plan -->"

  init() throws {
    machine = try RunnerMachine()
    github = try GitHubStub()
  }

  private func comment(_ body: String, onPullRequest number: Int = 7) async throws {
    try machine.write(body, to: "plan.md")
    let variables = github.variables.merging(["PULL_REQUEST": "\(number)"]) { _, own in own }
    let script = try ProjectFiles.script(ofStep: "Comment", in: "examples/workflows/plan.yml")
    let step = try await machine.step(["-c", script], variables)
    #expect(step.status == 0, "\(step.log)")
  }

  /// Writes a comment as somebody else does.
  private func write(_ body: String, as author: String) async throws {
    let path = "repos/acme/secrets/issues/7/comments"
    _ = try await machine.step(
      ["-c", "gh api \(path) -f body='\(body)' -f author='\(author)' --silent"],
      github.variables
    )
  }

  private func end() throws {
    try github.stop()
    try machine.remove()
  }

  @Test("is written once, changed when the plan changes, and left alone when it does not")
  func once() async throws {
    try await comment("\(marker)\n1 to create, 'a' \"b\" $(c) `d`\n")
    try await comment("\(marker)\n1 to create, 'a' \"b\" $(c) `d`\n")
    #expect(try await github.changes(machine) == ["POST /repos/acme/secrets/issues/7/comments"])
    try await comment("\(marker)\n2 to create\n")
    #expect(
      try await github.changes(machine) == [
        "POST /repos/acme/secrets/issues/7/comments", "PATCH /repos/acme/secrets/issues/comments/1",
      ]
    )
    #expect(try await github.state(machine).comments.map(\.body) == ["\(marker)\n2 to create\n"])
    try end()
  }

  @Test("is found on a later page, among what others wrote, even with the same first line")
  func others() async throws {
    try await write("looks good", as: "octocat")
    try await write("\(marker) forged", as: "mallory")
    try await write("deployed", as: "github-actions[bot]")
    try await comment("\(marker)\nfirst\n")
    try await comment("\(marker)\nsecond\n")
    let bodies = try await github.state(machine).comments.map(\.body)
    #expect(bodies == ["looks good", "\(marker) forged", "deployed", "\(marker)\nsecond\n"])
    try end()
  }

  @Test("belongs to its own pull request")
  func apart() async throws {
    try await comment("\(marker)\nseven\n", onPullRequest: 7)
    try await comment("\(marker)\neight\n", onPullRequest: 8)
    #expect(try await github.state(machine).comments.count == 2)
    try end()
  }
}
