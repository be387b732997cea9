import Testing

@testable import GitHubEmulator

/// Repositories that moved or rest, and environments.
struct RepositoryTests {
  @Test(
    "a look-up shows what a reader of secrets needs",
    arguments: [
      ("web", 71, "private", false), ("api", 72, "public", false), ("attic", 73, "private", true),
    ]
  )
  func looksUp(name: String, id: Int, visibility: String, isArchived: Bool) throws {
    let emulated = try Emulated()
    for path in ["/repos/acme/\(name)", "/repos/ACME/\(name.uppercased())", "/repositories/\(id)"] {
      let json = try emulated.get(path).json()
      #expect(json["id"] == .integer(id))
      #expect(json["full_name"] == .string("Acme/\(name)"))
      #expect(json["visibility"] == .string(visibility))
      #expect(json["private"] == .bool(visibility != "public"))
      #expect(json["archived"] == .bool(isArchived))
    }
  }

  @Test(
    "a GET of an old name is 301, anything else 307, to the same place by id",
    arguments: [
      ("GET", ""), ("GET", "/actions/secrets?per_page=5"), ("GET", "/actions/secrets/public-key"),
      ("PUT", "/actions/secrets/NEW"), ("DELETE", "/actions/secrets/MOVED"),
      ("PUT", "/environments/a%2Fb"), ("GET", "/environments/a%2Fb/secrets"),
      ("GET", "/actions/variables/A"), ("POST", "/actions/variables"), ("PATCH", "/actions/variables/A"),
    ]
  )
  func redirects(method: String, suffix: String) throws {
    let emulated = try Emulated()
    let response = emulated.send(method, "/repos/acme/Former\(suffix)", body: [:])
    #expect(response.status == (method == "GET" ? 301 : 307))
    #expect(response.header("Location") == "http://emulator.test/repositories/74\(suffix)")
    #expect(try response.message() == "Moved Permanently")
    #expect(emulated.model.secret("MOVED", in: "acme/renamed") != nil)
  }

  @Test("a rename redirects from then on, and the new name works")
  func renames() throws {
    let emulated = try Emulated()
    try emulated.model.renameRepository("acme/web", to: "site")
    #expect(emulated.get(repositorySecrets).header("Location")?.hasSuffix("/repositories/71/actions/secrets") == true)
    #expect(try emulated.get("/repos/acme/site/actions/secrets").secretNames() == ["DSN"])
    #expect(try emulated.get("/repositories/71").json()["name"] == "site")
    let names = try emulated.get("/orgs/acme/repos?sort=full_name").json().elements?.map { $0["name"]?.text }
    #expect(names == ["api", "attic", "renamed", "site"])
  }

  @Test(
    "an archived repository can be read and not written",
    arguments: [
      ("PUT", "/actions/secrets/NEW"), ("DELETE", "/actions/secrets/OLD"), ("PUT", "/environments/new"),
      ("PUT", "/environments/production/secrets/NEW"), ("DELETE", "/environments/production"),
      ("POST", "/actions/variables"), ("PATCH", "/actions/variables/A"), ("DELETE", "/actions/variables/A"),
    ]
  )
  func archived(method: String, suffix: String) throws {
    let emulated = try Emulated()
    #expect(try emulated.get("/repos/acme/attic/actions/secrets").secretNames() == ["OLD"])
    #expect(emulated.get("/repos/acme/attic/actions/secrets/public-key").status == 200)
    let response = emulated.send(method, "/repos/acme/attic\(suffix)", body: [:])
    #expect(response.status == 403)
    #expect(try response.message() == "Repository was archived so is read-only.")
    try emulated.model.setArchived(false, repository: "acme/attic")
    #expect(emulated.send(method, "/repos/acme/attic\(suffix)", body: [:]).status != 403)
  }

  @Test("a PUT makes an environment with any legal name", arguments: ["plain", "a/b/c", "ü b", "100%", "a:b"])
  func makesEnvironments(name: String) throws {
    let emulated = try Emulated()
    let path = "/repos/acme/web/environments/\(percentEncoded(name))"
    #expect(emulated.get(path).status == 404)
    let made = emulated.send("PUT", path)
    #expect(made.status == 200)
    #expect(try made.json()["name"] == .string(name))
    #expect(try emulated.get(path).json()["id"] == made.json()["id"])
    #expect(try emulated.put("x", "\(path)/secrets", "NEW").status == 201)
    #expect(emulated.model.secret("NEW", in: "acme/web:\(name)")?.value == Array("x".utf8))
  }

  @Test("names of environments are case-insensitive, and kept as they were made")
  func environmentCase() throws {
    let emulated = try Emulated()
    let again = emulated.send("PUT", "/repos/acme/web/environments/PRODUCTION")
    #expect(try again.json()["name"] == "production")
    let json = try emulated.get("/repos/acme/web/environments").json()
    #expect(json["total_count"] == 2)
  }

  @Test("a PUT of an environment that is there resets the rules that it leaves out")
  func resetsRules() throws {
    let emulated = try Emulated()
    let path = "/repos/acme/web/environments/production"
    _ = emulated.send("PUT", path, body: ["wait_timer": 30])
    #expect(try emulated.get(path).json()["protection_rules"]?.elements?.count == 1)
    _ = emulated.send("PUT", path)
    #expect(try emulated.get(path).json()["protection_rules"]?.elements?.isEmpty == true)
  }

  @Test("an environment's rules are checked", arguments: ["{\"wait_timer\": -1}", "{\"wait_timer\": \"x\"}"])
  func checksRules(body: String) throws {
    #expect(try Emulated().send("PUT", "/repos/acme/web/environments/new", bytes: Array(body.utf8)).status == 422)
  }

  @Test("a deleted environment takes its secrets along, and comes back with another key")
  func deletesEnvironments() throws {
    let emulated = try Emulated()
    _ = try emulated.put("x", environmentSecrets, "NEW")
    let key = try emulated.get("\(environmentSecrets)/public-key").json()["key"]
    #expect(emulated.send("DELETE", "/repos/acme/web/environments/production").status == 204)
    #expect(emulated.get(environmentSecrets).status == 404)
    #expect(emulated.send("PUT", "/repos/acme/web/environments/production").status == 200)
    #expect(try emulated.get(environmentSecrets).json()["total_count"] == 0)
    #expect(try emulated.get("\(environmentSecrets)/public-key").json()["key"] != key)
  }
}
