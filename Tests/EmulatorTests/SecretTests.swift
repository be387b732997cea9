import Foundation
import Testing

@testable import GitHubEmulator

/// Secrets at all three levels, and both ways to name a repository.
struct SecretTests {
  static let scopes = [
    (organizationSecrets, "Acme"), (repositorySecrets, "Acme/web"), (environmentSecrets, "Acme/web:production"),
    (slashSecrets, "Acme/web:production/eu"), ("/organizations/7/actions/secrets", "Acme"),
    ("/repositories/71/actions/secrets", "Acme/web"),
    ("/repositories/71/environments/production%2Feu/secrets", "Acme/web:production/eu"),
    ("/api/v3\(repositorySecrets)", "Acme/web"),
    ("/repos/ACME/Web/environments/PRODUCTION/secrets", "Acme/web:production"),
    ("/repos/octocat/hello/actions/secrets", "octocat/hello"),
  ]

  private static func access(_ path: String) -> JSON {
    path.contains("/org") ? ["visibility": "all"] : [:]
  }

  @Test("a sealed value is opened and kept", arguments: scopes)
  func opensValues(path: String, scope: String) throws {
    let emulated = try Emulated()
    let response = try emulated.put("välue", path, "NEW", adding: Self.access(path))
    #expect(response.status == 201)
    #expect(response.body == Array("{}".utf8))
    #expect(emulated.model.secret("NEW", in: scope)?.value == Array("välue".utf8))
    let second = try emulated.put("other", path, "NEW", adding: Self.access(path))
    #expect(second.status == 204)
    #expect(second.body.isEmpty)
    #expect(emulated.model.secret("NEW", in: scope)?.value == Array("other".utf8))
  }

  @Test("names are folded to upper case wherever they come", arguments: scopes)
  func foldsNames(path: String, scope: String) throws {
    let emulated = try Emulated()
    #expect(try emulated.put("a", path, "mixed_Case", adding: Self.access(path)).status == 201)
    #expect(try emulated.put("b", path, "MIXED_case", adding: Self.access(path)).status == 204)
    #expect(try emulated.get("\(path)/mixed_case").json()["name"] == "MIXED_CASE")
    #expect(try emulated.get(path).secretNames().filter { $0 == "MIXED_CASE" }.count == 1)
    #expect(emulated.send("DELETE", "\(path)/mixed_case").status == 204)
    #expect(emulated.model.secret("MIXED_CASE", in: scope) == nil)
  }

  @Test("what is not there is 404, after its deletion too", arguments: scopes)
  func absentSecrets(path: String, scope: String) throws {
    let emulated = try Emulated()
    #expect(emulated.get("\(path)/ABSENT").status == 404)
    #expect(emulated.send("DELETE", "\(path)/ABSENT").status == 404)
    _ = try emulated.put("a", path, "GONE", adding: Self.access(path))
    #expect(emulated.send("DELETE", "\(path)/GONE").status == 204)
    #expect(emulated.get("\(path)/GONE").status == 404)
    let body = try emulated.get("\(path)/GONE").json()
    #expect(body["message"] == "Not Found")
    #expect(body["status"] == "404")
    #expect(body["documentation_url"]?.text?.hasPrefix("https://docs.github.com/rest/") == true)
  }

  @Test("a name that is not legal is 422 in GitHub's words", arguments: ["1X", "A-B", "A%20B", "%C3%84", "A%2FB"])
  func illegalNames(name: String) throws {
    let response = try Emulated().put("a", repositorySecrets, name)
    #expect(response.status == 422)
    #expect(try response.message().hasPrefix("Secret names can only contain alphanumeric characters"))
  }

  @Test("a name that begins with GITHUB_ is 422, in any case", arguments: ["GITHUB_X", "github_x"])
  func reservedNames(name: String) throws {
    let response = try Emulated().put("a", repositorySecrets, name)
    #expect(response.status == 422)
    #expect(try response.message() == "Secret names must not start with GITHUB_.")
  }

  @Test("a value sealed for another scope is 422, although the key id is the same")
  func wrongKey() throws {
    let emulated = try Emulated()
    let body = try emulated.sealed("a", for: environmentSecrets)
    #expect(try emulated.get("\(repositorySecrets)/public-key").json()["key_id"] == body["key_id"])
    let response = emulated.send("PUT", "\(repositorySecrets)/NEW", body: body)
    #expect(response.status == 422)
    #expect(try response.message() == "Bad request - validation failed due to an improperly encrypted secret")
    #expect(emulated.model.secret("NEW", in: "acme/web") == nil)
  }

  @Test("each scope has a key of its own, and keeps it")
  func keysOfScopes() throws {
    let emulated = try Emulated()
    let keys = try Self.scopes.map { try emulated.get("\($0.0)/public-key").json()["key"]?.text }
    #expect(Set(keys).count == 5)
    #expect(try Self.scopes.map { try emulated.get("\($0.0)/public-key").json()["key"]?.text } == keys)
    let key = try #require(keys.first.flatMap { $0 }.flatMap { Data(base64Encoded: $0) })
    #expect(key.count == 32)
  }

  @Test("a key id that is not the scope's is 422, and after a rotation the old one is")
  func wrongKeyID() throws {
    let emulated = try Emulated()
    let old = try emulated.sealed("a", for: repositorySecrets)
    let stranger: JSON = ["encrypted_value": try #require(old["encrypted_value"]), "key_id": "1"]
    #expect(emulated.send("PUT", "\(repositorySecrets)/NEW", body: stranger).status == 422)
    try emulated.model.rotateKey(of: "acme/web")
    #expect(emulated.send("PUT", "\(repositorySecrets)/NEW", body: old).status == 422)
    #expect(try emulated.put("a", repositorySecrets, "NEW").status == 201)
  }

  @Test("what is not base64 is 422, and the error echoes it", arguments: ["not base64!", "QUI", "QQ=", "Q===", "="])
  func notBase64(text: String) throws {
    let emulated = try Emulated()
    let body: JSON = ["encrypted_value": .string(text), "key_id": "3380204578043523366"]
    let response = emulated.send("PUT", "\(repositorySecrets)/NEW", body: body)
    #expect(response.status == 422)
    #expect(try response.message().hasPrefix("Invalid request.\n\n\(text) does not match /^(?:[A-Za-z0-9+\\/]{4})*"))
  }

  @Test("a value may have 48 KiB and not one byte more")
  func largestValues() throws {
    let emulated = try Emulated()
    let largest = try emulated.sealed([UInt8](repeating: 7, count: 49_152), for: repositorySecrets)
    let larger = try emulated.sealed([UInt8](repeating: 7, count: 49_153), for: repositorySecrets)
    #expect(emulated.send("PUT", "\(repositorySecrets)/NEW", body: larger).status == 422)
    #expect(emulated.send("PUT", "\(repositorySecrets)/NEW", body: largest).status == 201)
  }

  @Test("the empty value is sealed and kept like any other")
  func emptyValue() throws {
    let emulated = try Emulated()
    #expect(try emulated.put("", repositorySecrets, "EMPTY").status == 201)
    #expect(emulated.model.secret("EMPTY", in: "acme/web")?.value == [])
  }

  @Test("what a PUT lacks is named in its 422", arguments: ["encrypted_value", "key_id", "visibility"])
  func missingMembers(key: String) throws {
    let emulated = try Emulated()
    let members = try emulated.sealed("a", for: organizationSecrets, adding: ["visibility": "all"]).members ?? []
    let response = emulated.send(
      "PUT",
      "\(organizationSecrets)/NEW",
      body: .object(members.filter { $0.key != key })
    )
    #expect(response.status == 422)
    #expect(try response.message() == "Invalid request.\n\n\"\(key)\" wasn't supplied.")
  }

  @Test("a body that is no JSON object is 400", arguments: ["", "{", "[]", "\"x\"", "nope"])
  func badBodies(text: String) throws {
    let response = try Emulated().send("PUT", "\(repositorySecrets)/NEW", bytes: Array(text.utf8))
    #expect(response.status == 400)
  }

  @Test(
    "a path that GitHub does not have is 404",
    arguments: [
      "/repos/acme/web/actions/secrets/", "/repos/acme/web/environments/production/eu/secrets", "/nothing", "/",
      "/repos/acme/web/actions/secrets/A/B", "/orgs/acme/agents/secrets", "/orgs/octocat/actions/secrets",
      "/orgs/absent/actions/secrets", "/repos/acme/absent/actions/secrets",
      "/repos/acme/web/environments/absent/secrets", "/repositories/999/actions/secrets",
    ]
  )
  func unknownPaths(path: String) throws {
    #expect(try Emulated().get(path).status == 404)
  }

  @Test(
    "the most secrets of a scope can be stored, one more is 422",
    arguments: [
      (organizationSecrets, "acme", 1_000), (repositorySecrets, "acme/web", 100),
      (environmentSecrets, "acme/web:production", 100),
    ]
  )
  func capacity(path: String, scope: String, most: Int) throws {
    let emulated = try Emulated()
    let known = try emulated.get(path).json()["total_count"]?.integer ?? 0
    for index in known..<most {
      try emulated.model.setSecret("S\(index)", in: scope, to: GitHubModel.SecretChange(value: [1]))
    }
    #expect(try emulated.put("a", path, "ONE_MORE", adding: Self.access(path)).status == 422)
    #expect(try emulated.put("a", path, "S\(most - 1)", adding: Self.access(path)).status == 204)
    #expect(emulated.send("DELETE", "\(path)/S\(most - 1)").status == 204)
    #expect(try emulated.put("a", path, "ONE_MORE", adding: Self.access(path)).status == 201)
  }

  @Test("created_at stays and updated_at moves, in whole seconds")
  func times() throws {
    let emulated = try Emulated()
    _ = try emulated.put("a", repositorySecrets, "NEW")
    #expect(try emulated.get("\(repositorySecrets)/NEW").json()["created_at"] == "2026-01-01T00:00:01Z")
    _ = try emulated.put("b", repositorySecrets, "NEW")
    let json = try emulated.get("\(repositorySecrets)/NEW").json()
    #expect(json["created_at"] == "2026-01-01T00:00:01Z")
    #expect(json["updated_at"] == "2026-01-01T00:00:02Z")
  }
}
