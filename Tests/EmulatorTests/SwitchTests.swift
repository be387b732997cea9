import Synchronization
import Testing

@testable import GitHubEmulator

/// Every switch in each of its positions.
struct SwitchTests {
  private func updatedAt(_ emulated: Emulated, _ path: String) throws -> String? {
    try emulated.get(path).json()["updated_at"]?.text
  }

  @Test(
    "a PUT of a selected secret without ids keeps or clears the selection",
    arguments: [
      (EmulatorSwitches.SelectionAfterPut.kept, ["api", "web"]), (.cleared, []),
    ]
  )
  func selectionAfterPut(position: EmulatorSwitches.SelectionAfterPut, expected: [String]) throws {
    let emulated = try Emulated()
    emulated.change { $0.selectionAfterPutWithoutIDs = position }
    let response = try emulated.put("new", organizationSecrets, "DEPLOY", adding: ["visibility": "selected"])
    #expect(response.status == 204)
    #expect(emulated.model.secret("DEPLOY", in: "acme")?.repositories == expected)
  }

  @Test("the same value moves updated_at or not, another one always does", arguments: [true, false])
  func sameValue(moves: Bool) throws {
    let emulated = try Emulated()
    emulated.change { $0.sameValueMovesUpdatedAt = moves }
    let before = try updatedAt(emulated, "\(repositorySecrets)/DSN")
    #expect(try emulated.put("dsn-value", repositorySecrets, "DSN").status == 204)
    #expect((try updatedAt(emulated, "\(repositorySecrets)/DSN") != before) == moves)
    let second = try updatedAt(emulated, "\(repositorySecrets)/DSN")
    #expect(try emulated.put("other", repositorySecrets, "DSN").status == 204)
    #expect(try updatedAt(emulated, "\(repositorySecrets)/DSN") != second)
  }

  @Test("a change of access alone moves updated_at or not", arguments: [true, false])
  func accessChange(moves: Bool) throws {
    let path = "\(organizationSecrets)/DEPLOY"
    let changes: [(Emulated) throws -> EmulatedResponse] = [
      { $0.send("PUT", "\(path)/repositories/73") }, { $0.send("DELETE", "\(path)/repositories/71") },
      { $0.send("PUT", "\(path)/repositories", body: ["selected_repository_ids": []]) },
      { try $0.put("deploy-value", organizationSecrets, "DEPLOY", adding: ["visibility": "all"]) },
    ]
    for change in changes {
      let emulated = try Emulated()
      emulated.change {
        $0.accessChangeMovesUpdatedAt = moves
        $0.sameValueMovesUpdatedAt = false
      }
      let before = try updatedAt(emulated, path)
      #expect(try change(emulated).status == 204)
      #expect((try updatedAt(emulated, path) != before) == moves)
    }
  }

  @Test("a visibility without a value is accepted or 422", arguments: [true, false])
  func visibilityWithoutValue(isAccepted: Bool) throws {
    let emulated = try Emulated()
    emulated.change { $0.acceptsVisibilityWithoutValue = isAccepted }
    let body: JSON = ["visibility": "all"]
    let response = emulated.send("PUT", "\(organizationSecrets)/DEPLOY", body: body)
    #expect(response.status == (isAccepted ? 204 : 422))
    let secret = try #require(emulated.model.secret("DEPLOY", in: "acme"))
    #expect(secret.visibility == (isAccepted ? "all" : "selected"))
    #expect(secret.value == Array("deploy-value".utf8))
    #expect(emulated.send("PUT", "\(organizationSecrets)/ABSENT", body: body).status == 422)
  }

  @Test("reads lag behind writes by their number")
  func lagOfReads() throws {
    let emulated = try Emulated()
    emulated.change { $0.lagReads = 2 }
    #expect(try emulated.put("a", repositorySecrets, "NEW").status == 201)
    for status in [404, 404, 200] { #expect(emulated.get("\(repositorySecrets)/NEW").status == status) }
    let before = try updatedAt(emulated, "\(repositorySecrets)/NEW")
    #expect(try emulated.put("b", repositorySecrets, "NEW").status == 204)
    for isOld in [true, true, false] {
      #expect((try updatedAt(emulated, "\(repositorySecrets)/NEW") == before) == isOld)
    }
    #expect(emulated.send("DELETE", "\(repositorySecrets)/NEW").status == 204)
    for names in [["DSN", "NEW"], ["DSN", "NEW"], ["DSN"]] {
      #expect(try emulated.get(repositorySecrets).secretNames() == names)
    }
  }

  @Test("reads of a selection lag behind its changes")
  func lagOfSelections() throws {
    let emulated = try Emulated()
    emulated.change { $0.lagReads = 1 }
    let path = "\(organizationSecrets)/DEPLOY/repositories"
    #expect(emulated.send("PUT", "\(path)/73").status == 204)
    for count in [2, 3] { #expect(try emulated.get(path).json()["total_count"] == .integer(count)) }
  }

  @Test("reads lag behind writes by time")
  func lagOfTime() throws {
    let time = Mutex(1_000_000)
    let model = try GitHubModel(state: Emulated.smallState, milliseconds: { time.withLock { $0 } })
    var switches = model.switches
    switches.lagMilliseconds = 500
    model.switches = switches
    func get() -> Int {
      let headers = ["user-agent": "t", "authorization": "token t"]
      let target = "\(repositorySecrets)/DSN"
      return model.answer(EmulatedRequest(method: "GET", target: target, headers: headers, authority: "h"))
        .response.status
    }
    let headers = ["user-agent": "t", "authorization": "token t"]
    let deletion = EmulatedRequest(
      method: "DELETE",
      target: "\(repositorySecrets)/DSN",
      headers: headers,
      authority: "h"
    )
    #expect(model.answer(deletion).response.status == 204)
    #expect(get() == 200)
    time.withLock { $0 += 499 }
    #expect(get() == 200)
    time.withLock { $0 += 1 }
    #expect(get() == 404)
  }

  @Test("pages of selected repositories are linked or not", arguments: [true, false])
  func linksSelection(hasLinks: Bool) throws {
    let emulated = try Emulated()
    emulated.change { $0.linksSelectedRepositories = hasLinks }
    let response = emulated.get("\(organizationSecrets)/DEPLOY/repositories?per_page=1")
    #expect((response.header("Link") != nil) == hasLinks)
    #expect(try response.json()["total_count"] == 2)
  }

  @Test(
    "secrets are listed in any order, and each of them once over the pages",
    arguments: [
      (EmulatorSwitches.ListOrder.alphabetical, ["A", "DSN", "Z"]), (.insertion, ["DSN", "Z", "A"]),
      (.reversed, ["Z", "DSN", "A"]),
    ]
  )
  func listOrder(order: EmulatorSwitches.ListOrder, expected: [String]) throws {
    let emulated = try Emulated()
    emulated.change { $0.listOrder = order }
    for name in ["Z", "A"] { _ = try emulated.put("x", repositorySecrets, name) }
    #expect(try emulated.get(repositorySecrets).secretNames() == expected)
    let pages = try (1...3).flatMap { try emulated.get("\(repositorySecrets)?per_page=1&page=\($0)").secretNames() }
    #expect(pages == expected)
  }

  @Test("key_id is a number with all its digits, or text; either is accepted back", arguments: [true, false])
  func keyIDAsNumber(isNumber: Bool) throws {
    let emulated = try Emulated()
    emulated.change { $0.writesKeyIDAsNumber = isNumber }
    let key = try emulated.get("\(repositorySecrets)/public-key").json()["key_id"]
    #expect(key == (isNumber ? 3_380_204_578_043_523_366 : "3380204578043523366"))
    let box = try emulated.sealed("a", for: repositorySecrets)["encrypted_value"]
    let body: JSON = ["encrypted_value": try #require(box), "key_id": "3380204578043523366"]
    #expect(emulated.send("PUT", "\(repositorySecrets)/NEW", body: body).status == 201)
    let numbered: JSON = ["encrypted_value": try #require(box), "key_id": 3_380_204_578_043_523_366]
    #expect(emulated.send("PUT", "\(repositorySecrets)/NEW", body: numbered).status == (isNumber ? 204 : 422))
  }

  @Test(
    "the secrets of a missing environment are 404 or none",
    arguments: [
      (EmulatorSwitches.MissingEnvironment.notFound, 404), (.empty, 200),
    ]
  )
  func missingEnvironment(position: EmulatorSwitches.MissingEnvironment, status: Int) throws {
    let emulated = try Emulated()
    emulated.change { $0.missingEnvironment = position }
    let path = "/repos/acme/web/environments/absent/secrets"
    #expect(emulated.get(path).status == status)
    #expect(emulated.get("\(path)/public-key").status == 404)
    #expect(emulated.get("/repos/acme/absent/environments/absent/secrets").status == 404)
  }

  @Test(
    "the repositories of a secret that is not selected are none or 409",
    arguments: [
      (EmulatorSwitches.UnselectedRepositories.empty, 200), (.conflict, 409),
    ]
  )
  func unselected(position: EmulatorSwitches.UnselectedRepositories, status: Int) throws {
    let emulated = try Emulated()
    emulated.change { $0.unselectedRepositories = position }
    #expect(emulated.get("\(organizationSecrets)/NPM_TOKEN/repositories").status == status)
  }

  @Test(
    "a value that cannot be opened is rejected, or accepted as one that nobody can read",
    arguments: [
      (EmulatorSwitches.UnopenableValues.rejected, 422), (.accepted, 201),
    ]
  )
  func unopenable(position: EmulatorSwitches.UnopenableValues, status: Int) throws {
    let emulated = try Emulated()
    emulated.change { $0.unopenableValues = position }
    let body = try emulated.sealed("a", for: environmentSecrets)
    #expect(emulated.send("PUT", "\(repositorySecrets)/NEW", body: body).status == status)
    let secret = emulated.model.secret("NEW", in: "acme/web")
    #expect((secret != nil) == (status == 201))
    #expect(secret?.value == nil)
  }

  @Test("ids of repositories may be text or not", arguments: [true, false])
  func idsAsText(isAccepted: Bool) throws {
    let emulated = try Emulated()
    emulated.change { $0.acceptsRepositoryIDsAsText = isAccepted }
    let body: JSON = ["selected_repository_ids": ["73"]]
    let status = emulated.send("PUT", "\(organizationSecrets)/DEPLOY/repositories", body: body).status
    #expect(status == (isAccepted ? 204 : 422))
  }

  @Test(
    "environment secrets are found by name, by id, by both or not at all",
    arguments: [
      (EmulatorSwitches.EnvironmentPaths.both, 200, 200), (.byName, 200, 404), (.byID, 404, 200), (.none, 404, 404),
    ]
  )
  func environmentPaths(position: EmulatorSwitches.EnvironmentPaths, byName: Int, byID: Int) throws {
    let emulated = try Emulated()
    emulated.change { $0.environmentPaths = position }
    #expect(emulated.get(environmentSecrets).status == byName)
    #expect(emulated.get("/repositories/71/environments/production/secrets").status == byID)
  }

  @Test("a repository lists its organization's secrets or not", arguments: [true, false])
  func organizationSecretsOfRepository(isListed: Bool) throws {
    let emulated = try Emulated()
    emulated.change { $0.listsOrganizationSecretsOfRepository = isListed }
    #expect(emulated.get("/repos/acme/web/actions/organization-secrets").status == (isListed ? 200 : 404))
  }

  @Test("where there are no variables, all their paths are 404", arguments: [true, false])
  func variables(areThere: Bool) throws {
    let emulated = try Emulated()
    emulated.change { $0.hasVariables = areThere }
    let body: JSON = ["name": "NEW", "value": "x", "visibility": "all"]
    for path in [organizationVariables, repositoryVariables] {
      #expect(emulated.get(path).status == (areThere ? 200 : 404))
      #expect(emulated.send("POST", path, body: body).status == (areThere ? 201 : 404))
    }
    let path = "\(organizationVariables)/REGION/repositories"
    #expect(emulated.get(path).status == (areThere ? 200 : 404))
    #expect(emulated.get(organizationSecrets).status == 200)
  }

  /// A product and what it has.
  struct Product: Sendable {
    var name: String
    var version: String
    var hasVariables = true
    var byName = true
    var byID = true
    var listsOrganizationSecrets = true
  }

  @Test(
    "every product has what its version has, and says what it is",
    arguments: [
      Product(name: "github.com", version: ""), Product(name: "ghes-3.21", version: "3.21.0"),
      Product(name: "ghes-3.20", version: "3.20.0"), Product(name: "ghes-3.12", version: "3.12.0"),
      Product(name: "ghes-3.8", version: "3.8.0", listsOrganizationSecrets: false),
      Product(name: "ghes-3.7", version: "3.7.0", hasVariables: false, byName: false, listsOrganizationSecrets: false),
      Product(
        name: "ghes-3.0",
        version: "3.0.0",
        hasVariables: false,
        byName: false,
        byID: false,
        listsOrganizationSecrets: false
      ),
    ]
  )
  func products(product: Product) throws {
    let emulated = try Emulated()
    #expect(emulated.model.applyDialect(product.name))
    func has(_ path: String) -> Bool { emulated.get(path).status == 200 }
    #expect(has(organizationVariables) == product.hasVariables)
    #expect(has(environmentSecrets) == product.byName)
    #expect(has("/repositories/71/environments/production/secrets") == product.byID)
    #expect(has("/repos/acme/web/actions/organization-secrets") == product.listsOrganizationSecrets)
    let meta = emulated.get("/meta")
    #expect(try (meta.json()["installed_version"]?.text ?? "") == product.version)
    #expect((meta.header("X-GitHub-Enterprise-Version") ?? "") == product.version)
  }

  @Test(
    "only a client that takes JSON gets an answer",
    arguments: [
      ("application/vnd.github+json", 200), ("application/vnd.github.v3+json", 200), ("*/*", 200), ("", 200),
      ("application/vnd.github.nightshade-preview+json, application/json;q=0.9", 200), ("application/json", 200),
      ("application/xml", 415), ("text/html", 415),
    ]
  )
  func mediaTypes(accept: String, status: Int) throws {
    let emulated = try Emulated()
    let response = emulated.send("GET", organizationSecrets, headers: ["accept": accept])
    #expect(response.status == status)
  }

  @Test(
    "switches are set by words, and wrong words say what is legal",
    arguments: [
      ("list_order", "reversed", nil), ("lag_reads", "3", nil), ("key_id_as_number", "true", nil),
      ("variables", "false", nil),
      ("enterprise_version", "3.9.1", nil), ("api_versions", "[\"2022-11-28\"]", nil),
      ("list_order", "sideways", "'alphabetical' or 'insertion' or 'reversed'"), ("lag_reads", "-1", "a number from 0"),
      ("key_id_as_number", "maybe", "true or false"), ("no_such", "1", "no switch is called 'no_such'"),
      ("api_versions", "x", "a list of texts"), ("enterprise_version", "3", "a text"),
    ] as [(String, String, String?)]
  )
  func words(name: String, word: String, complaint: String?) {
    var switches = EmulatorSwitches()
    let reason = switches.set(name, to: word)
    #expect((reason == nil) == (complaint == nil))
    if let complaint { #expect(reason?.contains(complaint) == true) }
    #expect((switches == EmulatorSwitches()) == (complaint != nil))
  }

  @Test("every dialect is known, and no other")
  func dialects() {
    #expect(EmulatorSwitches.dialects.allSatisfy { EmulatorSwitches(dialect: $0) != nil })
    #expect(EmulatorSwitches(dialect: "gitea") == nil)
  }
}
