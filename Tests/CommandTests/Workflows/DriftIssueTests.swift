import Testing

@Suite("The issue of the example drift.yml", .enabled(if: RunnerMachine.has("gh"), "needs gh"))
struct DriftIssueTests {
  private let machine: RunnerMachine
  private let github: GitHubStub
  private let marker = "<!-- octoseal drift -->"

  init() throws {
    machine = try RunnerMachine()
    github = try GitHubStub()
  }

  private func run(exitCode: Int, _ body: String) async throws {
    try machine.write(body, to: "drift.md")
    let variables = github.variables.merging(["EXIT_CODE": "\(exitCode)"]) { _, own in own }
    let script = try ProjectFiles.script(ofStep: "Issue", in: "examples/workflows/drift.yml")
    let step = try await machine.step(["-c", script], variables)
    #expect(step.status == 0, "\(step.log)")
  }

  private func end() throws {
    try github.stop()
    try machine.remove()
  }

  @Test("is opened once, brought up to date, closed, and opened anew by the next drift")
  func life() async throws {
    let issues = "/repos/acme/secrets/issues"
    try await run(exitCode: 2, "\(marker)\nTOKEN changed\n")
    try await run(exitCode: 2, "\(marker)\nTOKEN changed\n")
    #expect(try await github.changes(machine) == ["POST \(issues)"])
    try await run(exitCode: 2, "\(marker)\nTOKEN and KEY changed\n")
    #expect(try await github.changes(machine).last == "PATCH \(issues)/1")
    #expect(try await github.state(machine).issues.map(\.body) == ["\(marker)\nTOKEN and KEY changed\n"])
    try await run(exitCode: 0, "\(marker)\nno drift\n")
    #expect(try await github.changes(machine).suffix(2) == ["POST \(issues)/1/comments", "PATCH \(issues)/1"])
    #expect(try await github.state(machine).issues.map(\.state) == ["closed"])
    try await run(exitCode: 2, "\(marker)\nTOKEN changed\n")
    #expect(try await github.state(machine).issues.map(\.state) == ["closed", "open"])
    try end()
  }

  @Test("is not there while there is no drift")
  func clean() async throws {
    try await run(exitCode: 0, "\(marker)\nno drift\n")
    #expect(try await github.changes(machine) == [])
    try end()
  }

  @Test("is no other issue with its label")
  func others() async throws {
    let other = "gh api repos/acme/secrets/issues -f body=mine -f 'labels[]=octoseal-drift' --silent"
    _ = try await machine.step(["-c", other], github.variables)
    try await run(exitCode: 2, "\(marker)\nTOKEN changed\n")
    try await run(exitCode: 0, "\(marker)\nno drift\n")
    #expect(try await github.state(machine).issues.map(\.state) == ["open", "closed"])
    try end()
  }
}
