import Foundation
import Testing

@testable import GitHubEmulator

/// Exchanges recorded with the real service, asked of the emulator in the equivalent state.
@Suite(.enabled(if: SharedFiles.hasRecordings, "the folder shared/recorded is not beside the repository"))
struct RecordingTests {
  /// Only recordings of the real service: those that PyGithub made by hand are no evidence.
  static let recordings = [
    "Environment.testEnvironmentSecret", "Environment.testEnvironmentSecrets", "Environment.testDeleteEnvironment",
    "Organization.testCreateActionsSecret", "Organization.testOrgSecretEdit", "Organization.testOrgGetSecretAssertion",
    "Repository.testCreateRepoActionsSecret", "Repository.testRepoSecrets", "Repository.testRepoGetSecretAssertion",
    "Organization.testCreateDependabotSecret", "Organization.testCreateDependabotSecretSelected",
    "Repository.testCreateRepoDependabotSecret",
    "Repository.testRepoVariables", "Repository.testRepoVariable", "Organization.testOrgVariable",
    "RateLimiting.testGetRateLimit",
  ]

  @Test("the emulator answers as the real service did", arguments: recordings)
  func replays(name: String) throws {
    let emulated = try Emulated(Self.state)
    var compared = 0
    for recorded in try SharedFiles.recording(name) {
      let path = recorded.path
      var headers: [String: String] = [:]
      var body: JSON?
      if recorded.requestBody.hasPrefix("{") { body = try JSON(parsing: Array(recorded.requestBody.utf8)) }
      if body?["encrypted_value"] != nil { body = try Self.resealed(try #require(body), path, emulated) }
      if recorded.status == 304 {
        headers["if-none-match"] = emulated.get(path).header("ETag")
      }
      let before = Self.used(emulated)
      let response = emulated.send(recorded.method, path, body: body, headers: headers)
      #expect(response.status == recorded.status, "\(recorded.method) \(path)")
      Self.compareBodies(response, recorded)
      Self.compareHeaders(response, recorded)
      let isFree = recorded.status == 304 || path == "/rate_limit"
      #expect(Self.used(emulated) - before == (isFree ? 0 : 1), "\(recorded.method) \(path)")
      compared += 1
    }
    #expect(compared > 0)
  }

  @Test("a listing of variables has its members in the recorded order")
  func replaysOrderOfMembers() throws {
    let recording = try SharedFiles.recording("Repository.testRepoVariables")
    let path = "/repos/AndrewJDawes/PyGithub/actions/variables"
    let recorded = try #require(recording.first { $0.method == "GET" && $0.path == path })
    let emulated = try Emulated(Self.state)
    for exchange in recording where exchange.method == "POST" {
      #expect(emulated.send("POST", path, bytes: Array(exchange.requestBody.utf8)).status == exchange.status)
    }
    let listing = try emulated.get(path).json()
    let expected = try JSON(parsing: Array(recorded.body.utf8))
    #expect(listing.members?.map(\.key) == expected.members?.map(\.key))
    let variables = (listing["variables"]?.elements, expected["variables"]?.elements)
    #expect(variables.0?.map { $0.members?.map(\.key) } == variables.1?.map { $0.members?.map(\.key) })
    #expect(variables.0?.map { $0["value"] } == variables.1?.map { $0["value"] })
  }

  @Test("a repository that was renamed answers as recorded")
  func replaysRename() throws {
    let emulated = try Emulated(Self.state)
    let recorded = try SharedFiles.recording("Repository.testGetRepositoryWith301Redirect")
    let moved = emulated.get(recorded[0].path)
    #expect(moved.status == 301)
    Self.compareBodies(moved, recorded[0])
    #expect(moved.header("Location") == "http://emulator.test/repositories/112116543")
    #expect(recorded[0].header("Location") == "https://api.github.com/repositories/112116543")
    let followed = emulated.get("/repositories/112116543")
    #expect(followed.status == 200)
    #expect(try followed.json()["full_name"] == "padima2/protoncoin")
  }

  @Test("pages are linked as recorded")
  func replaysPages() throws {
    let file = SharedFiles.folder.appendingPathComponent(
      "recorded/octokit-fixtures/paginate-issues.normalized-fixture.json"
    )
    let recorded = try #require(try JSON(parsing: [UInt8](try Data(contentsOf: file))).elements)
    let emulated = try Emulated(Self.state)
    for index in 0..<13 { _ = try emulated.put("x", "/orgs/demoorg/actions/secrets", "S\(index)", adding: Self.all) }
    for (page, exchange) in recorded.enumerated() {
      let link = try #require(exchange["headers"]?["link"]?.text)
      let expected = link.replacing("https://api.github.com/repositories/1000/issues", with: "URL")
      let path = "/orgs/demoorg/actions/secrets?per_page=3&page=\(page + 1)"
      let response = emulated.get(page == 0 ? "/orgs/demoorg/actions/secrets?per_page=3" : path)
      let actual = try #require(response.header("Link"))
        .replacing("http://emulator.test/organizations/156956893/actions/secrets", with: "URL")
      #expect(actual == expected)
    }
  }

  private static let all: JSON = ["visibility": "all"]

  private static let state = """
    {"organizations": {"demoorg": {"id": 156956893,
       "repositories": {"demo-repo-1": {"id": 744692002, "visibility": "public"},
                        "demo-repo-2": {"id": 751491527, "visibility": "public"}},
       "secrets": {"SECRET_ACT_NAME": {"value": "x", "visibility": "all"}},
       "dependabot_secrets": {"SECRET_DEP_NAME": {"value": "x", "visibility": "all"}}},
      "tecnoly": {}, "PyGithub": {"repositories": {"PyGithub": {"visibility": "public"}}}},
     "users": {"AndrewJDawes": {"repositories": {"PyGithub": {"visibility": "public", "fork": true}}},
               "alson": {"repositories": {"PyGithub": {"visibility": "public", "environments": ["test"]}}},
               "padima2": {"repositories": {"protoncoin": {"id": 112116543, "visibility": "public",
                 "renamed_from": ["protoncoin/protoncoin"]}}}}}
    """

  /// The recorded values were sealed with keys that nobody has; the emulator opens its own.
  private static func resealed(_ body: JSON, _ path: String, _ emulated: Emulated) throws -> JSON {
    let scope = String(path[..<(try #require(path.lastIndex(of: "/")))])
    let box = try emulated.sealed("test", for: scope)
    let kept = (body.members ?? []).filter { !["encrypted_value", "key_id"].contains($0.key) }
    return .object((box.members ?? []) + kept)
  }

  private static func used(_ emulated: Emulated) -> Int {
    emulated.get("/rate_limit").header("X-RateLimit-Used").flatMap { Int($0) } ?? -1
  }

  /// Same keys and same types of their values; a repository's answer may leave out what is no concern of secrets.
  private static func compareBodies(_ response: EmulatedResponse, _ recorded: RecordedExchange) {
    guard !recorded.body.isEmpty else {
      #expect(response.body.isEmpty, "\(recorded.method) \(recorded.path)")
      return
    }
    guard let actual = try? response.json(), let expected = try? JSON(parsing: Array(recorded.body.utf8)) else {
      Issue.record("\(recorded.method) \(recorded.path): no JSON")
      return
    }
    let shapes = (shape(actual), shape(expected))
    if expected["full_name"] != nil || expected["login"] != nil || expected["resources"] != nil {
      let surplus = shapes.0.subtracting(shapes.1).filter { !$0.hasSuffix(" null") }
      #expect(surplus.isEmpty, "\(surplus.sorted())")
    } else if response.status >= 400 {
      // Since 2025 errors carry `status` as well.
      #expect(shapes.0 == shapes.1.union(["$.status string"]), "\(recorded.path)")
    } else {
      #expect(shapes.0 == shapes.1, "\(recorded.path)")
    }
  }

  /// The places of a value with the types found there.
  private static func shape(_ json: JSON, at place: String = "$") -> Set<String> {
    switch json {
    case .object(let members):
      return members.reduce(into: [place + " object"]) { $0.formUnion(shape($1.value, at: "\(place).\($1.key)")) }
    case .array(let elements):
      return elements.reduce(into: [place + " array"]) { $0.formUnion(shape($1, at: "\(place)[]")) }
    case .string: return [place + " string"]
    case .integer, .double: return [place + " number"]
    case .bool: return [place + " boolean"]
    case .null, .rendered: return [place + " null"]
    }
  }

  private static func compareHeaders(_ response: EmulatedResponse, _ recorded: RecordedExchange) {
    let names = [
      "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "X-RateLimit-Used", "X-RateLimit-Resource",
      "X-GitHub-Media-Type", "X-GitHub-Request-Id", "Link", "Content-Type", "Retry-After",
    ]
    for name in names {
      let isGiven = (response.header(name) != nil, recorded.header(name) != nil)
      #expect(isGiven.0 == isGiven.1, "\(name) of \(recorded.method) \(recorded.path)")
    }
    #expect(form(response.header("ETag")) == form(recorded.header("ETag")), "\(recorded.method) \(recorded.path)")
    #expect(response.header("Content-Type") == recorded.header("Content-Type"))
    // The parameter repeats a preview that the recorded client asked for.
    let mediaType = recorded.header("X-GitHub-Media-Type")?.replacing("param=nebula-preview; ", with: "")
    #expect(response.header("X-GitHub-Media-Type") == mediaType)
    #expect(response.header("X-RateLimit-Resource") == recorded.header("X-RateLimit-Resource"))
    if let length = recorded.header("Content-Length") { #expect(Int(length) == response.body.count) }
  }

  /// An ETag with its hexadecimal digits left out.
  private static func form(_ tag: String?) -> String? {
    tag.map { String($0.map { $0.isHexDigit ? "0" : $0 }) }
  }
}
