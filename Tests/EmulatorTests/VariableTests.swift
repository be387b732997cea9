import Testing

@testable import GitHubEmulator

/// Variables of organizations and repositories, and both ways to name either.
struct VariableTests {
  static let scopes = [
    (organizationVariables, "Acme"), ("/organizations/7/actions/variables", "Acme"),
    (repositoryVariables, "Acme/web"), ("/repositories/71/actions/variables", "Acme/web"),
    ("/api/v3\(repositoryVariables)", "Acme/web"), ("/repos/octocat/hello/actions/variables", "octocat/hello"),
  ]

  private static func body(_ path: String, _ name: String, _ value: String) -> JSON {
    let members = [
      JSONMember(key: "name", value: .string(name)), JSONMember(key: "value", value: .string(value)),
    ]
    return .object(path.contains("/org") ? members + [JSONMember(key: "visibility", value: "all")] : members)
  }

  private func create(_ emulated: Emulated, _ path: String, _ name: String, _ value: String = "x") -> EmulatedResponse {
    emulated.send("POST", path, body: Self.body(path, name, value))
  }

  @Test("a variable is created, read, changed and deleted, its name in any case", arguments: scopes)
  func lifeOfVariable(path: String, scope: String) throws {
    let emulated = try Emulated()
    let created = create(emulated, path, "mixed_Case", "välue\n")
    #expect(created.status == 201)
    #expect(created.body == Array("{}".utf8))
    let read = try emulated.get("\(path)/Mixed_case").json()
    #expect(read["name"] == "MIXED_CASE" && read["value"] == "välue\n")
    #expect(try emulated.get(path).variableNames().contains("MIXED_CASE"))
    let changed = emulated.send("PATCH", "\(path)/mixed_case", body: ["value": ""])
    #expect(changed.status == 204)
    #expect(changed.body.isEmpty)
    #expect(emulated.model.variable("Mixed_Case", in: scope)?.value == "")
    #expect(emulated.send("DELETE", "\(path)/MIXED_case").status == 204)
    #expect(emulated.model.variable("MIXED_CASE", in: scope) == nil)
    for method in ["GET", "PATCH", "DELETE"] {
      #expect(emulated.send(method, "\(path)/MIXED_CASE", body: [:]).status == 404)
    }
  }

  @Test("a name that is there already is 409 in GitHub's shape, in any case", arguments: scopes)
  func takenName(path: String, scope: String) throws {
    let emulated = try Emulated()
    #expect(create(emulated, path, "TAKEN", "first").status == 201)
    let refused = create(emulated, path, "taken", "second")
    #expect(refused.status == 409)
    #expect(try refused.json()["status"] == "409")
    #expect(try refused.json()["documentation_url"]?.text?.contains("actions/variables#create-a") == true)
    #expect(emulated.model.variable("TAKEN", in: scope)?.value == "first")
  }

  @Test("a variable and a secret may have the same name")
  func sameNameAsSecret() throws {
    let emulated = try Emulated()
    #expect(create(emulated, repositoryVariables, "DSN", "open").status == 201)
    #expect(emulated.send("DELETE", "\(repositorySecrets)/DSN").status == 204)
    #expect(emulated.model.variable("DSN", in: "acme/web")?.value == "open")
  }

  @Test("a PATCH renames, and keeps the time of creation and what it does not carry")
  func renames() throws {
    let emulated = try Emulated()
    let before = try #require(emulated.model.variable("REGION", in: "acme"))
    #expect(emulated.send("PATCH", "\(organizationVariables)/region", body: ["name": "zone"]).status == 204)
    #expect(emulated.get("\(organizationVariables)/REGION").status == 404)
    let after = try #require(emulated.model.variable("ZONE", in: "acme"))
    #expect(after.value == before.value && after.repositories == before.repositories)
    #expect(after.createdAt == before.createdAt && after.updatedAt > before.updatedAt)
    #expect(try emulated.get(organizationVariables).variableNames() == ["STAGE", "ZONE"])
  }

  @Test("a renamed variable keeps its place in the order of insertion")
  func renamesInPlace() throws {
    let emulated = try Emulated()
    emulated.change { $0.listOrder = .insertion }
    #expect(try emulated.get(organizationVariables).variableNames() == ["STAGE", "REGION"])
    #expect(emulated.send("PATCH", "\(organizationVariables)/STAGE", body: ["name": "ZONE"]).status == 204)
    #expect(try emulated.get(organizationVariables).variableNames() == ["ZONE", "REGION"])
  }

  @Test("a PATCH to a name that is taken is 409 and changes nothing")
  func renamesToTakenName() throws {
    let emulated = try Emulated()
    let body: JSON = ["name": "stage", "value": "other"]
    #expect(emulated.send("PATCH", "\(organizationVariables)/REGION", body: body).status == 409)
    #expect(emulated.model.variable("REGION", in: "acme")?.value == "north")
    #expect(emulated.model.variable("STAGE", in: "acme")?.value == "test")
  }

  @Test("a name that is not legal is 422 in GitHub's words", arguments: ["1X", "A-B", "A B", "Ä", "ß", "", "A/B"])
  func illegalNames(name: String) throws {
    let emulated = try Emulated()
    #expect(create(emulated, repositoryVariables, "GOOD").status == 201)
    let rename = emulated.send("PATCH", "\(repositoryVariables)/GOOD", body: ["name": .string(name)])
    for response in [create(emulated, repositoryVariables, name), rename] {
      #expect(response.status == 422)
      #expect(try response.message().hasPrefix("Variable names can only contain alphanumeric characters"))
    }
    #expect(emulated.model.variables["Acme/web"]?.keys.sorted() == ["GOOD"])
  }

  @Test("a name that begins with GITHUB_ is 422, in any case", arguments: ["GITHUB_X", "github_x"])
  func reservedNames(name: String) throws {
    let response = create(try Emulated(), repositoryVariables, name)
    #expect(response.status == 422)
    #expect(try response.message() == "Variable names must not start with GITHUB_.")
  }

  @Test("a value may have 48 KiB and not one byte more, counted in bytes", arguments: scopes)
  func largestValues(path: String, scope: String) throws {
    let emulated = try Emulated()
    let largest = String(repeating: "ü", count: 24_576)
    #expect(create(emulated, path, "LARGE", largest + "x").status == 422)
    #expect(create(emulated, path, "LARGE", largest).status == 201)
    #expect(emulated.send("PATCH", "\(path)/LARGE", body: ["value": .string(largest + "x")]).status == 422)
    #expect(try emulated.get("\(path)/LARGE").json()["value"] == .string(largest))
  }

  @Test(
    "the most variables of a scope can be stored, one more is 422",
    arguments: [(organizationVariables, "acme", 1_000), (repositoryVariables, "acme/web", 500)]
  )
  func capacity(path: String, scope: String, most: Int) throws {
    let emulated = try Emulated()
    let known = try emulated.get(path).json()["total_count"]?.integer ?? 0
    for index in known..<most { try emulated.model.setVariable("V\(index)", in: scope, value: "x") }
    #expect(create(emulated, path, "ONE_MORE").status == 422)
    #expect(emulated.send("PATCH", "\(path)/V\(most - 1)", body: ["name": "ONE_MORE"]).status == 204)
    #expect(emulated.send("DELETE", "\(path)/ONE_MORE").status == 204)
    #expect(create(emulated, path, "ONE_MORE").status == 201)
  }

  @Test("what a POST lacks is named in its 422", arguments: ["name", "value", "visibility"])
  func missingMembers(key: String) throws {
    let members = Self.body(organizationVariables, "NEW", "x").members ?? []
    let body = JSON.object(members.filter { $0.key != key })
    let response = try Emulated().send("POST", organizationVariables, body: body)
    #expect(response.status == 422)
    #expect(try response.message() == "Invalid request.\n\n\"\(key)\" wasn't supplied.")
  }

  @Test("what is no text is 422, and a body that is no JSON object 400", arguments: ["POST", "PATCH"])
  func badBodies(method: String) throws {
    let emulated = try Emulated()
    let path = method == "POST" ? organizationVariables : "\(organizationVariables)/STAGE"
    for body: JSON in [
      ["name": 1, "value": "x", "visibility": "all"], ["name": "N", "value": 1, "visibility": "all"],
    ] {
      #expect(emulated.send(method, path, body: body).status == 422)
    }
    for text in ["", "{", "[]"] { #expect(emulated.send(method, path, bytes: Array(text.utf8)).status == 400) }
    #expect(emulated.model.variable("STAGE", in: "acme")?.value == "test")
  }

  @Test("created_at stays and updated_at moves, and a read that changed nothing is 304")
  func times() throws {
    let emulated = try Emulated()
    _ = create(emulated, repositoryVariables, "NEW")
    let first = emulated.get("\(repositoryVariables)/NEW")
    #expect(try first.json()["created_at"] == "2026-01-01T00:00:01Z")
    let headers = ["if-none-match": try #require(first.header("ETag"))]
    #expect(emulated.get("\(repositoryVariables)/NEW", headers: headers).status == 304)
    _ = emulated.send("PATCH", "\(repositoryVariables)/NEW", body: ["value": "y"])
    let second = emulated.get("\(repositoryVariables)/NEW", headers: headers)
    #expect(second.status == 200)
    #expect(try second.json()["created_at"] == "2026-01-01T00:00:01Z")
    #expect(try second.json()["updated_at"] == "2026-01-01T00:00:02Z")
  }

  @Test("reads lag behind a creation, a rename and a deletion")
  func lag() throws {
    let emulated = try Emulated()
    emulated.change { $0.lagReads = 1 }
    func statuses(_ name: String) -> [Int] {
      (0..<2).map { _ in emulated.get("\(repositoryVariables)/\(name)").status }
    }
    _ = create(emulated, repositoryVariables, "OLD")
    #expect(statuses("OLD") == [404, 200])
    _ = emulated.send("PATCH", "\(repositoryVariables)/OLD", body: ["name": "NEW"])
    #expect(statuses("OLD") == [200, 404])
    #expect(statuses("NEW") == [404, 200])
    #expect(emulated.send("DELETE", "\(repositoryVariables)/NEW").status == 204)
    #expect(statuses("NEW") == [200, 404])
  }

  @Test("writes count like those of secrets, five points each")
  func points() throws {
    let emulated = try Emulated(
      "{\"rate_limit\": {\"points_per_minute\": 10}, \"organizations\": {\"acme\": {\"repositories\": [\"web\"]}}}"
    )
    #expect(create(emulated, repositoryVariables, "A").status == 201)
    #expect(emulated.send("PATCH", "\(repositoryVariables)/A", body: ["value": "y"]).status == 204)
    let refused = emulated.send("DELETE", "\(repositoryVariables)/A")
    #expect(refused.status == 403)
    #expect(refused.header("Retry-After") != nil)
  }
}
