import Foundation
import Testing

@testable import GitHubEmulator

/// State files: reading, complaining, writing.
struct StateTests {
  @Test(
    "a bad state is refused with the place that is wrong",
    arguments: [
      ("", "1:1: the text ends where a value should be"), ("{", "1:2: a key in double quotes should be here"),
      ("{\n  \"users\": {},\n}", "3:1: a key in double quotes should be here"), ("[]", "the state: must be an object"),
      ("{\"users\": {}, \"users\": {}}", "1:15: the key is here a second time"),
      ("{\"organisations\": {}}", "organisations: unknown key"),
      ("{\"organizations\": {\"a\": {\"repos\": []}}}", "organizations.a.repos: unknown key"),
      ("{\"organizations\": {\"a\": []}}", "organizations.a: must be an object"),
      ("{\"organizations\": {\"a\": {\"repositories\": [1]}}}", "a.repositories: must be a list of texts"),
      ("{\"organizations\": {\"a\": {\"repositories\": [\"x\", \"X\"]}}}", "repositories.X: the name is taken already"),
      ("{\"organizations\": {\"a\": {\"id\": 5}, \"b\": {\"id\": 5}}}", "organizations.b.id: the id is taken already"),
      ("{\"organizations\": {\"a\": {}}, \"users\": {\"A\": {}}}", "users.A: the name is taken already"),
      (
        "{\"organizations\": {\"a\": {\"repositories\": {\"x\": {\"id\": 9}, \"y\": {\"id\": 9}}}}}",
        "repositories.y.id: the id is taken already"
      ),
      ("{\"organizations\": {\"a\": {\"secrets\": {\"1X\": \"v\"}}}}", "secrets.1X: GitHub would not accept"),
      (
        "{\"organizations\": {\"a\": {\"secrets\": {\"GITHUB_X\": \"v\"}}}}",
        "secrets.GITHUB_X: GitHub would not accept"
      ),
      ("{\"organizations\": {\"a\": {\"secrets\": {\"X\": \"v\", \"x\": \"v\"}}}}", "secrets.x: the name is taken"),
      (
        "{\"organizations\": {\"a\": {\"secrets\": {\"X\": {\"visibility\": \"public\"}}}}}",
        "X.visibility: must be 'all' or 'private' or 'selected'"
      ),
      (
        "{\"organizations\": {\"a\": {\"secrets\": {\"X\": {\"repositories\": [\"r\"]}}}}}",
        "X.repositories: there is no repository 'r'"
      ),
      (
        "{\"organizations\": {\"a\": {\"secrets\": {\"X\": {\"visibility\": \"all\", \"repositories\": []}}}}}",
        "X.repositories: only a secret with the visibility 'selected'"
      ),
      (
        "{\"organizations\": {\"a\": {\"secrets\": {\"X\": {\"updated_at\": \"yesterday\"}}}}}",
        "X.updated_at: must be a time"
      ),
      (
        "{\"organizations\": {\"a\": {\"secrets\": {\"X\": {\"value_base64\": \"?\"}}}}}",
        "X.value_base64: must be base64"
      ),
      (
        "{\"organizations\": {\"a\": {\"variables\": {\"GITHUB_X\": \"v\"}}}}",
        "variables.GITHUB_X: GitHub would not accept a variable"
      ),
      ("{\"organizations\": {\"a\": {\"variables\": {\"X\": \"v\", \"x\": \"v\"}}}}", "variables.x: the name is taken"),
      (
        "{\"organizations\": {\"a\": {\"variables\": {\"X\": {\"value_base64\": \"AA==\"}}}}}",
        "variables.X.value_base64: unknown key"
      ),
      (
        "{\"users\": {\"u\": {\"repositories\": {\"r\": {\"environments\": {\"e\": {\"variables\": {}}}}}}}}",
        "environments.e.variables: unknown key"
      ),
      ("{\"users\": {\"u\": {\"secrets\": {}}}}", "users.u.secrets: unknown key"),
      (
        "{\"users\": {\"u\": {\"repositories\": {\"r\": {\"secrets\": {\"X\": {\"visibility\": \"all\"}}}}}}}",
        "r.secrets.X.visibility: unknown key"
      ),
      ("{\"users\": {\"u\": {\"repositories\": {\"r\": {\"archived\": 1}}}}}", "r.archived: must be true or false"),
      (
        "{\"users\": {\"u\": {\"repositories\": {\"r\": {\"environments\": [\"e\", \"E\"]}}}}}",
        "environments.E: the name"
      ),
      (
        "{\"users\": {\"u\": {\"repositories\": {\"r\": {\"key\": {\"public\": \"AA==\"}}}}}}",
        "r.key: 'public' and 'secret'"
      ),
      ("{\"tokens\": [{\"name\": \"x\"}]}", "tokens[0].token: must be a text"),
      (
        "{\"tokens\": [{\"token\": \"secret-text\", \"permissions\": {\"secret\": \"read\"}}]}",
        "tokens[0].permissions.secret: unknown key"
      ),
      (
        "{\"tokens\": [{\"token\": \"x\", \"permissions\": {\"secrets\": \"admin\"}}]}",
        "permissions.secrets: must be 'none'"
      ),
      ("{\"switches\": {\"lag\": 1}}", "switches.lag: no switch is called 'lag'"),
      ("{\"dialect\": \"gitea\"}", "dialect: must be one of"),
      ("{\"rate_limit\": {\"status\": 500}}", "rate_limit.status: must be 403 or 429"),
      ("{\"clock\": {\"start\": \"2026-02-30T00:00:00Z\"}}", "clock.start: must be a time"),
    ]
  )
  func badStates(state: String, complaint: String) {
    let error = #expect(throws: StateError.self) { try GitHubModel(state: state) }
    #expect(error?.description.contains(complaint) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("secret-text") == false)
  }

  @Test("an empty state is an empty GitHub")
  func emptyState() throws {
    let emulated = try Emulated("{}")
    #expect(emulated.get("/rate_limit").status == 200)
    #expect(emulated.get(organizationSecrets).status == 404)
  }

  @Test("what is written back is the same GitHub, keys and times included")
  func writesBack() throws {
    let first = try Emulated(
      """
      {"clock": {"start": "2026-01-01T00:00:00Z", "per_write": 1}, "dialect": "ghes-3.20",
       "switches": {"list_order": "insertion", "lag_reads": 0}, "rate_limit": {"limit": 99, "window": 5},
       "tokens": [{"name": "n", "token": "t", "kind": "app", "permissions": {"organization_secrets": "write",
         "secrets": "write", "environments": "write", "administration": "write", "actions": "read"},
         "organizations": ["acme"]}],
       "organizations": {"acme": {"id": 3, "repositories": {
           "web": {"archived": true, "fork": true, "visibility": "internal", "renamed_from": ["old", "x/y"],
             "environments": {"a/b": {"wait_timer": 3, "secrets": {"BINARY": {"value_base64": "/wA="}}}}}, "api": {}},
         "secrets": {"B": {"value": "ü", "repositories": ["web"]}, "A": "x"},
         "variables": {"LEDGER": {"value": "ü\\n", "repositories": ["web"]}, "EMPTY": ""}}},
       "users": {"octocat": {"repositories": ["hello"]}}}
      """
    )
    _ = try first.put("new", organizationSecrets, "NEW", adding: ["visibility": "all"])
    let key = first.get("\(organizationSecrets)/public-key").body
    let second = try Emulated(first.model.state)
    #expect(second.model.state == first.model.state)
    #expect(second.model.secrets == first.model.secrets)
    #expect(second.model.variables == first.model.variables)
    #expect(second.model.variable("LEDGER", in: "acme")?.value == "ü\n")
    #expect(second.model.variable("LEDGER", in: "acme")?.repositories == ["web"])
    #expect(second.get("\(organizationSecrets)/public-key").body == key)
    #expect(try second.get(organizationSecrets).secretNames() == ["B", "A", "NEW"])
    #expect(second.get("/repos/acme/old").status == 301)
    #expect(second.get(organizationSecrets, token: "other").status == 401)
    #expect(second.model.secret("BINARY", in: "acme/web:a/b")?.value == [255, 0])
    #expect(second.get("/repos/acme/web").body == first.get("/repos/acme/web").body)
  }

  @Test("a state file is read, written after changes and read again")
  func stateFile() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("octoseal-\(UUID().uuidString).json").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try StateFile.read(path) == nil)
    let model = try GitHubModel(state: Emulated.smallState)
    let file = StateFile(path: path, model: model)
    try await file.save()
    #expect(try StateFile.read(path) == nil)
    try model.setSecret("NEW", in: "acme/web", to: GitHubModel.SecretChange(value: [65]))
    try await file.save()
    let again = try GitHubModel(state: try #require(try StateFile.read(path)))
    #expect(again.secrets == model.secrets)
  }

  @Test("a file that cannot be written is an error")
  func unwritableFile() async throws {
    let model = GitHubModel()
    let file = StateFile(path: "/nonexistent-folder/state.json", model: model)
    model.advanceClock(seconds: 1)
    await #expect(throws: (any Error).self) { try await file.save() }
  }

  @Test("somebody else's change moves updated_at for certain, even within one second")
  func outsideChanges() throws {
    let emulated = try Emulated(
      "{\"clock\": {\"start\": \"2026-01-01T00:00:00Z\"}, \"organizations\": {\"acme\": "
        + "{\"repositories\": [\"web\"], \"secrets\": {\"A\": {\"value\": \"x\", \"visibility\": \"all\"}}}}}"
    )
    let model = emulated.model
    try model.setSecret("a", in: "ACME", to: GitHubModel.SecretChange(value: [1]))
    #expect(model.secret("A", in: "acme")?.updatedAt == "2026-01-01T00:00:01Z")
    #expect(model.secret("A", in: "acme")?.visibility == "all")
    let change = GitHubModel.SecretChange(visibility: "selected", repositories: ["web"])
    try model.setSecret("A", in: "acme", to: change)
    #expect(model.secret("A", in: "acme")?.repositories == ["web"])
    #expect(model.secret("A", in: "acme")?.value == [1])
    #expect(model.secret("A", in: "acme")?.updatedAt == "2026-01-01T00:00:02Z")
    try model.deleteSecret("A", in: "acme")
    #expect(throws: StateError.self) { try model.deleteSecret("A", in: "acme") }
    #expect(throws: StateError.self) { try model.setSecret("A", in: "acme/absent", to: change) }
    #expect(throws: StateError.self) { try model.setSecret("A", in: "acme/web:absent", to: change) }
    #expect(throws: StateError.self) { try model.setSecret("1", in: "acme", to: change) }
    #expect(throws: StateError.self) { try model.rotateKey(of: "nobody") }
    #expect(throws: StateError.self) { try model.renameRepository("acme/absent", to: "x") }
  }
}
