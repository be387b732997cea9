import Testing

@testable import GitHubEmulator

/// Visibility and selected repositories of an organization's variables.
struct OrganizationVariableTests {
  private let region = "\(organizationVariables)/REGION"

  private func selected(_ emulated: Emulated) -> [String]? {
    emulated.model.variable("REGION", in: "acme")?.repositories
  }

  @Test("a listing shows value and visibility, and the repositories' URL of selected ones only")
  func listing() throws {
    let json = try Emulated().get(organizationVariables).json()
    #expect(json.members?.map(\.key) == ["variables", "total_count"])
    let variables = try #require(json["variables"]?.elements)
    #expect(variables.map { $0["visibility"]?.text } == ["selected", "private"])
    #expect(variables.map { $0["value"]?.text } == ["north", "test"])
    let url = "http://emulator.test/orgs/Acme/actions/variables/REGION/repositories"
    #expect(variables.map { $0["selected_repositories_url"]?.text } == [url, nil])
  }

  @Test("a POST carries visibility and repositories together")
  func createSelected() throws {
    let emulated = try Emulated()
    let body: JSON = [
      "name": "NEW", "value": "x", "visibility": "selected", "selected_repository_ids": [71, 73],
    ]
    #expect(emulated.send("POST", organizationVariables, body: body).status == 201)
    #expect(emulated.model.variable("NEW", in: "acme")?.repositories == ["attic", "web"])
  }

  @Test(
    "a PATCH changes visibility and repositories, or leaves them",
    arguments: [
      (["value": "south"], "selected", ["api", "web"]), (["visibility": "selected"], "selected", ["api", "web"]),
      (["selected_repository_ids": [73]], "selected", ["attic"]), (["selected_repository_ids": []], "selected", []),
      (["visibility": "all"], "all", []), (["visibility": "private", "selected_repository_ids": []], "private", []),
    ] as [(JSON, String, [String])]
  )
  func patches(body: JSON, visibility: String, repositories: [String]) throws {
    let emulated = try Emulated()
    #expect(emulated.send("PATCH", region, body: body).status == 204)
    let variable = try #require(emulated.model.variable("REGION", in: "acme"))
    #expect(variable.visibility == visibility)
    #expect(variable.repositories == repositories)
  }

  @Test(
    "a PATCH that makes no sense is 422 and changes nothing",
    arguments: [
      ["visibility": "public"], ["visibility": "all", "selected_repository_ids": [71]],
      ["selected_repository_ids": [81]], ["selected_repository_ids": ["71"]], ["selected_repository_ids": 71],
    ] as [JSON]
  )
  func badPatches(body: JSON) throws {
    let emulated = try Emulated()
    #expect(emulated.send("PATCH", region, body: body).status == 422)
    #expect(selected(emulated) == ["api", "web"])
  }

  @Test("repositories are listed, set, added and removed")
  func selection() throws {
    let emulated = try Emulated()
    let listed = try emulated.get("\(region)/repositories").json()
    #expect(listed["total_count"] == 2)
    #expect(listed["repositories"]?.elements?.map { $0["id"] } == [71, 72])
    #expect(emulated.send("PUT", "\(region)/repositories/73").status == 204)
    #expect(emulated.send("DELETE", "\(region)/repositories/71").status == 204)
    #expect(selected(emulated) == ["api", "attic"])
    let all = emulated.send("PUT", "\(region)/repositories", body: ["selected_repository_ids": [71]])
    #expect(all.status == 204)
    #expect(selected(emulated) == ["web"])
    #expect(emulated.send("PUT", "\(region)/repositories/81").status == 404)
    #expect(emulated.send("PUT", "\(region)/repositories", body: [:]).status == 422)
  }

  @Test(
    "the repositories of a variable that is not selected are 409 without a body",
    arguments: [("GET", ""), ("PUT", ""), ("PUT", "/71"), ("DELETE", "/71")]
  )
  func unselected(method: String, suffix: String) throws {
    let path = "\(organizationVariables)/STAGE/repositories\(suffix)"
    let response = try Emulated().send(method, path, body: ["selected_repository_ids": []])
    #expect(response.status == 409)
    #expect(response.body.isEmpty)
  }

  @Test(
    "the repositories of a variable that is not there are 404",
    arguments: [("GET", ""), ("PUT", ""), ("PUT", "/71"), ("DELETE", "/71")]
  )
  func absent(method: String, suffix: String) throws {
    let path = "\(organizationVariables)/ABSENT/repositories\(suffix)"
    #expect(try Emulated().send(method, path, body: ["selected_repository_ids": []]).status == 404)
  }
}
