import Foundation
import GitHubEmulator
import Testing

@Suite("How the action runs octoseal", .enabled(if: RunnerMachine.has("jq"), "needs jq"))
struct ActionRunTests {
  private let machine: RunnerMachine

  init() throws { machine = try RunnerMachine(tools: [ProjectFiles.programs]) }

  private let manifest = """
    version: 1
    repositories:
      acme/web: { secrets: { TOKEN: { value: { env: TOKEN } }, OTHER: { value: { env: OTHER } } } }
      acme/api: { secrets: { TOKEN: { value: { env: TOKEN } } } }

    """

  /// Runs the action's second step; inputs are named as in `action.yml`.
  private func run(_ inputs: [String: String], _ variables: [String: String] = [:]) async throws -> RunnerMachine.Step {
    let names = try ProjectFiles.text("action.yml").matches(of: #/(INPUT_\w+): \$\{\{ inputs\.([\w-]+)/#)
    var all = variables
    for name in names { all[String(name.output.1)] = inputs[String(name.output.2)] ?? "" }
    #expect(Set(inputs.keys).isSubset(of: names.map { String($0.output.2) }))
    return try await machine.step([ProjectFiles.path(".github/action/run.sh")], all)
  }

  /// Runs a body against an emulated GitHub; its URL is among the variables that a runner has.
  private func withGitHub(_ body: ([String: String]) async throws -> Void) async throws {
    let state = #"{"organizations": {"acme": {"repositories": ["web", "api"]}}}"#
    let server = try await EmulatorServer.start(model: try GitHubModel(state: state))
    do {
      try await body(["GITHUB_API_URL": server.baseURL])
    } catch {
      try await server.stop()
      throw error
    }
    try await server.stop()
    try machine.remove()
  }

  @Test("a plan, an apply and a drift, with the counts as outputs")
  func commands() async throws {
    try machine.write(manifest, to: "octoseal.yaml")
    try await withGitHub { surroundings in
      let access = ["token": "a-token", "key": String(repeating: "k", count: 32)]
      func run(_ inputs: [String: String]) async throws -> RunnerMachine.Step {
        try await self.run(
          inputs.merging(access) { _, own in own },
          surroundings.merging(["TOKEN": "v", "OTHER": "w"]) { $1 }
        )
      }
      let plan = try await run(["command": "plan", "plan-into": "plan.json"])
      #expect(plan.status == 0, "\(plan.log)")
      #expect(plan.outputs["exit-code"] == "2" && plan.outputs["has-changes"] == "true")
      #expect(plan.outputs["create"] == "3" && plan.outputs["unchanged"] == "0")
      #expect(plan.outputs["plan-file"].map { FileManager.default.fileExists(atPath: $0) } == true)
      #expect(try await run(["command": "plan", "fail-on-differences": "true"]).status == 2)

      let apply = try await run([
        "command": "apply", "args": "\n--yes\n\n  --expect=plan.json  ", "json-into": "outcome.json",
      ])
      #expect(apply.status == 0 && apply.outputs["create"] == "3", "\(apply.log)")
      #expect(apply.outputs["json-file"] == machine.path("outcome.json"))
      let again = try await run(["command": "plan"])
      #expect(again.outputs["exit-code"] == "0" && again.outputs["has-changes"] == "false")
      #expect(again.outputs["unchanged"] == "3")
      #expect(try await run(["command": "drift"]).outputs["drift"] == "0")
    }
  }

  @Test("several scopes and files, with spaces in their names, and nothing of an input is run")
  func lines() async throws {
    try machine.write(manifest, to: "my secrets.yaml")
    try await withGitHub { surroundings in
      let inputs = ["file": "my secrets.yaml", "only": "acme/w*\n$(touch gone)\n", "token": "a-token"]
      let plan = try await run(inputs.merging(["command": "plan"]) { $1 }, surroundings)
      #expect(plan.outputs["create"] == "2", "\(plan.log)")
      #expect(!FileManager.default.fileExists(atPath: machine.path("gone")))
    }
  }

  @Test("failures fail the step, and no result of an earlier one passes for theirs")
  func failures() async throws {
    try machine.write("version: 2\n", to: "octoseal.yaml")
    try machine.write(#"{"summary": {"create": 9}}"#, to: "result.json")
    let step = try await run(["command": "plan", "json-into": "result.json", "token": "a-token"])
    #expect(step.status == 65 && step.outputs["exit-code"] == "65")
    #expect(step.outputs["create"] != "9")
    try machine.remove()
  }

  @Test("an empty input does not hide the workflow's own variable, and no second copy of a secret is handed on")
  func variables() async throws {
    try machine.write("env | grep -E 'OCTOSEAL|INPUT_(TOKEN|KEY|PRIVATE|APP)' | sort\n", to: "octoseal")
    let tools = try await machine.step(["-c", "mkdir bin && mv octoseal bin && chmod +x bin/octoseal"], [:])
    #expect(tools.status == 0)
    let path = "\(machine.path("bin")):\(ProcessInfo.processInfo.environment["PATH"] ?? "")"
    let step = try await run(
      ["command": "explain acme/web", "app-id": "12", "private-key": "pem"],
      ["PATH": path, "OCTOSEAL_TOKEN": "from the workflow"]
    )
    #expect(
      step.log == """
        OCTOSEAL_APP_ID=12
        OCTOSEAL_APP_PRIVATE_KEY=pem
        OCTOSEAL_TOKEN=from the workflow
        """
    )
    try machine.remove()
  }
}
