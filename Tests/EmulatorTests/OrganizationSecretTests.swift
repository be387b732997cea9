import Testing

@testable import GitHubEmulator

/// Visibility and selected repositories of an organization's secrets.
struct OrganizationSecretTests {
  private func selected(_ emulated: Emulated, _ name: String = "DEPLOY") -> [String]? {
    emulated.model.secret(name, in: "acme")?.repositories
  }

  @Test("a listing shows visibility, and the repositories' URL of selected ones only")
  func listing() throws {
    let secrets = try #require(try Emulated().get(organizationSecrets).json()["secrets"]?.elements)
    #expect(secrets.map { $0["visibility"]?.text } == ["selected", "private", "all"])
    let url = "http://emulator.test/orgs/Acme/actions/secrets/DEPLOY/repositories"
    #expect(secrets.map { $0["selected_repositories_url"]?.text } == [url, nil, nil])
  }

  @Test("a PUT carries visibility and repositories together")
  func putSelected() throws {
    let emulated = try Emulated()
    let access: JSON = ["visibility": "selected", "selected_repository_ids": [71, 73]]
    #expect(try emulated.put("a", organizationSecrets, "NEW", adding: access).status == 201)
    #expect(selected(emulated, "NEW") == ["attic", "web"])
    #expect(try emulated.put("a", organizationSecrets, "NEW", adding: ["visibility": "all"]).status == 204)
    #expect(selected(emulated, "NEW") == [])
    #expect(emulated.model.secret("NEW", in: "acme")?.visibility == "all")
  }

  @Test("a visibility that is none is 422", arguments: ["public", "ALL", ""])
  func badVisibility(word: String) throws {
    let response = try Emulated().put("a", organizationSecrets, "NEW", adding: ["visibility": .string(word)])
    #expect(response.status == 422)
    #expect(try response.message().contains("is not a member of [\"all\", \"private\", \"selected\"]"))
  }

  @Test(
    "ids that are no repositories of the organization are 422",
    arguments: [
      ["selected_repository_ids": [999]], ["selected_repository_ids": [81]], ["selected_repository_ids": ["71"]],
      ["selected_repository_ids": "71"], ["selected_repository_ids": [.null]],
    ] as [JSON]
  )
  func badIDs(ids: JSON) throws {
    let emulated = try Emulated()
    let access = JSON.object([JSONMember(key: "visibility", value: "selected")] + (ids.members ?? []))
    #expect(try emulated.put("a", organizationSecrets, "NEW", adding: access).status == 422)
    #expect(emulated.send("PUT", "\(organizationSecrets)/DEPLOY/repositories", body: ids).status == 422)
    #expect(selected(emulated) == ["api", "web"])
  }

  @Test("ids with another visibility than selected are 422")
  func idsWithoutSelection() throws {
    let access: JSON = ["visibility": "private", "selected_repository_ids": [71]]
    #expect(try Emulated().put("a", organizationSecrets, "NEW", adding: access).status == 422)
  }

  @Test("repositories are set, added and removed, again without harm")
  func selection() throws {
    let emulated = try Emulated()
    let path = "\(organizationSecrets)/deploy/repositories"
    #expect(emulated.send("PUT", path, body: ["selected_repository_ids": [73]]).status == 204)
    #expect(selected(emulated) == ["attic"])
    for _ in 1...2 { #expect(emulated.send("PUT", "\(path)/71").status == 204) }
    #expect(selected(emulated) == ["attic", "web"])
    for _ in 1...2 { #expect(emulated.send("DELETE", "\(path)/73").status == 204) }
    #expect(selected(emulated) == ["web"])
    #expect(emulated.send("PUT", path, body: ["selected_repository_ids": []]).status == 204)
    #expect(try emulated.get(path).json() == ["total_count": 0, "repositories": []])
    #expect(emulated.send("PUT", path, body: [:]).status == 422)
  }

  @Test("repositories are listed in the order of their ids, without archived and visibility")
  func listsSelection() throws {
    let json = try Emulated().get("\(organizationSecrets)/DEPLOY/repositories").json()
    let repositories = try #require(json["repositories"]?.elements)
    #expect(json["total_count"] == 2)
    #expect(repositories.map { $0["id"] } == [71, 72])
    #expect(repositories.allSatisfy { $0["archived"] == nil && $0["visibility"] == nil })
  }

  @Test("a repository that is not there is 404", arguments: ["999", "81", "x"])
  func unknownRepository(id: String) throws {
    let emulated = try Emulated()
    #expect(emulated.send("PUT", "\(organizationSecrets)/DEPLOY/repositories/\(id)").status == 404)
    #expect(emulated.send("DELETE", "\(organizationSecrets)/DEPLOY/repositories/\(id)").status == 404)
    #expect(emulated.send("PUT", "\(organizationSecrets)/ABSENT/repositories/71").status == 404)
    #expect(emulated.get("\(organizationSecrets)/ABSENT/repositories").status == 404)
  }

  @Test("a secret that is not selected is 409, without a body", arguments: ["NPM_TOKEN", "INTERNAL"])
  func conflict(name: String) throws {
    let emulated = try Emulated()
    let path = "\(organizationSecrets)/\(name)/repositories"
    for response in [
      emulated.send("PUT", path, body: ["selected_repository_ids": [71]]), emulated.send("PUT", "\(path)/71"),
      emulated.send("DELETE", "\(path)/71"),
    ] {
      #expect(response.status == 409)
      #expect(response.body.isEmpty)
    }
    #expect(try emulated.get(path).json()["total_count"] == 0)
  }

  @Test(
    "a repository lists the organization's secrets that it may use",
    arguments: [
      ("web", ["DEPLOY", "INTERNAL", "NPM_TOKEN"]), ("api", ["DEPLOY", "NPM_TOKEN"]),
      ("attic", ["INTERNAL", "NPM_TOKEN"]),
    ]
  )
  func secretsOfRepository(name: String, expected: [String]) throws {
    let response = try Emulated().get("/repos/acme/\(name)/actions/organization-secrets")
    #expect(try response.secretNames() == expected)
    #expect(try response.json()["secrets"]?.elements?.allSatisfy { $0["visibility"] == nil } == true)
  }
}
