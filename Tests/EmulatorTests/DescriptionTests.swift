import Foundation
import Testing

@testable import GitHubEmulator

/// The emulator against GitHub's own descriptions of its API.
@Suite(.enabled(if: SharedFiles.hasDescriptions, "the folder shared/openapi is not beside the repository"))
struct DescriptionTests {
  /// A description with the dialect that it describes.
  struct Described: CustomTestStringConvertible {
    var file: String
    var dialect: String
    var version: String?

    var testDescription: String { file }

    static let all = [
      Described(file: "openapi-secrets.json", dialect: "github.com", version: "2022-11-28"),
      Described(file: "openapi-secrets.2026-03-10.json", dialect: "github.com", version: "2026-03-10"),
      Described(file: "openapi-secrets.ghes-3.6.json", dialect: "ghes-3.7"),
      Described(file: "openapi-secrets.ghes-3.0.json", dialect: "ghes-3.0"),
    ]
  }

  @Test("the operations on secrets and variables, their methods and paths are those of the description")
  func coversTheDescription() throws {
    let paths = try #require(try SharedFiles.description("openapi-secrets.json")["paths"]?.members)
    var described: Set<String> = []
    for path in paths {
      for operation in path.value.members ?? [] {
        guard let id = operation.value["operationId"]?.text, Self.isAboutEntries(id), !Self.isLeftOut(id) else {
          continue
        }
        described.insert("\(operation.key.uppercased()) \(path.key) \(id)")
      }
    }
    let emulated = RouteTable.documented.filter { Self.isAboutEntries($0.operationID) }
    #expect(described.count == 62)
    #expect(Set(emulated.map { "\($0.method) \($0.template) \($0.operationID)" }) == described)
  }

  private static func isAboutEntries(_ id: String) -> Bool {
    ["actions/", "dependabot/", "codespaces/"].contains { id.hasPrefix($0) }
  }

  /// The variables of environments, those of an organization as a repository sees them, and what belongs to a user.
  private static func isLeftOut(_ id: String) -> Bool {
    id.hasSuffix("-environment-variable") || id.hasSuffix("-environment-variables")
      || id == "actions/list-repo-organization-variables" || id.hasSuffix("authenticated-user")
      || id.hasSuffix("-for-user-secret") || id.contains("-for-secret-for-")
  }

  @Test("every answer fits the schema of its status", arguments: Described.all)
  func answersFitTheSchemas(described: Described) throws {
    let description = try SharedFiles.description(described.file)
    let operations = Self.operations(of: description)
    let emulated = try Emulated()
    #expect(emulated.model.applyDialect(described.dialect))
    // Old servers write `key_id` as a number although their own description says text.
    emulated.change { $0.writesKeyIDAsNumber = false }
    let headers = described.version.map { ["x-github-api-version": $0] } ?? [:]
    var checked: [String: Set<Int>] = [:]
    for call in Self.conversation {
      let request = EmulatedRequest(method: call.method, target: call.path, headers: [:], authority: "h")
      let id = try #require(RouteTable.match(request).map { $0.operation.id(for: $0.kind) })
      guard let operation = operations[id], let body = try call.body(emulated) else { continue }
      let response = emulated.send(call.method, call.path, body: body, headers: headers)
      try Self.check(response, of: operation, in: description, label: "\(call.method) \(call.path)")
      checked[id, default: []].insert(response.status)
    }
    // What Apps ask for themselves takes a signature; `AppTests` has it.
    let emulatedIDs = Set(RouteTable.documented.filter { !$0.operation.isForApps }.map(\.operationID))
    #expect(Set(checked.keys) == Set(operations.keys.filter { emulatedIDs.contains($0) }))
    #expect(checked["actions/create-or-update-org-secret"] == [201, 204])
    #expect(checked["actions/add-selected-repo-to-org-secret"] == [204, 409])
    for id in operations.keys where id.hasSuffix("/create-or-update-org-secret") {
      #expect(checked[id] == [201, 204], "\(id)")
    }
    let hasVariables = described.version != nil
    for id in ["actions/list-selected-repos-for-org-variable", "actions/set-selected-repos-for-org-variable"] {
      #expect((checked[id]?.count == 2 && checked[id]?.contains(409) == true) == hasVariables)
    }
  }

  private static func check(
    _ response: EmulatedResponse,
    of operation: JSON,
    in description: JSON,
    label: String
  ) throws {
    let checker = SchemaChecker(description: description)
    var documented = try #require(operation["responses"]?[String(response.status)], "\(label): \(response.status)")
    if let reference = documented["$ref"]?.text { documented = checker.resolve(reference) }
    guard let schema = documented["content"]?["application/json"]?["schema"] else {
      #expect(response.body.isEmpty, "\(label)")
      return
    }
    let problems = checker.problems(of: try response.json(), against: schema)
    #expect(problems.isEmpty, "\(label) \(response.status): \(problems)")
  }

  private static func operations(of description: JSON) -> [String: JSON] {
    var operations: [String: JSON] = [:]
    for path in description["paths"]?.members ?? [] {
      for operation in path.value.members ?? [] {
        if let id = operation.value["operationId"]?.text { operations[id] = operation.value }
      }
    }
    return operations
  }

  private struct Call {
    enum Body {
      case fixed(JSON)
      /// A value sealed for the scope of the path, and more.
      case sealed(adding: JSON)
    }

    var method: String
    var path: String
    var content: Body

    init(_ method: String, _ path: String, _ content: Body = .fixed([:])) {
      self.method = method
      self.path = path
      self.content = content
    }

    /// Nil where the server has no such scope.
    func body(_ emulated: Emulated) throws -> JSON? {
      switch content {
      case .fixed(let json): return path.contains("/environments/") ? existing(json, emulated) : json
      case .sealed(let members):
        let scope = String(path[..<(try #require(path.lastIndex(of: "/")))])
        guard emulated.get("\(scope)/public-key").status == 200 else { return nil }
        return try emulated.sealed("value", for: scope, adding: members)
      }
    }

    private func existing(_ json: JSON, _ emulated: Emulated) -> JSON? {
      let isSecrets = path.contains("/secrets")
      let scope = path.components(separatedBy: "/secrets")[0] + "/secrets"
      return !isSecrets || emulated.get(scope).status == 200 ? json : nil
    }
  }

  /// Every operation succeeds, in both ways where there are two.
  private static let conversation =
    selection(organizationSecrets) + selection("/orgs/acme/dependabot/secrets")
    + selection("/orgs/acme/codespaces/secrets") + variables + scope(repositorySecrets)
    + scope("/repos/acme/web/dependabot/secrets") + scope("/repos/acme/web/codespaces/secrets")
    + scope(environmentSecrets)
    + scope("/repositories/71/environments/production%2Feu/secrets") + [
      Call("GET", "/repos/acme/web/actions/organization-secrets"), Call("GET", "/orgs/acme"),
      Call("GET", "/orgs/acme/repos"), Call("GET", "/repos/acme/web"), Call("GET", "/repos/acme/former"),
      Call("GET", "/repos/acme/absent"), Call("GET", "/repos/acme/web/environments"),
      Call("GET", "/repos/acme/web/environments/production"),
      Call("PUT", "/repos/acme/web/environments/new", .fixed(rules)),
      Call("GET", "/rate_limit"), Call("GET", "/meta"),
    ]

  private static let rules: JSON = [
    "wait_timer": 5, "deployment_branch_policy": ["protected_branches": true, "custom_branch_policies": false],
  ]

  private static func selection(_ path: String) -> [Call] {
    [
      Call("GET", path), Call("GET", "\(path)/public-key"), Call("PUT", "\(path)/NEW", .sealed(adding: access)),
      Call("PUT", "\(path)/NEW", .sealed(adding: access)), Call("GET", "\(path)/NEW"),
      Call("GET", "\(path)/NEW/repositories"),
      Call("PUT", "\(path)/NEW/repositories", .fixed(["selected_repository_ids": [71, 72]])),
      Call("PUT", "\(path)/NEW/repositories/73"), Call("DELETE", "\(path)/NEW/repositories/73"),
      Call("PUT", "\(path)/INTERNAL", .sealed(adding: ["visibility": "private"])),
      Call("PUT", "\(path)/INTERNAL/repositories/73"), Call("DELETE", "\(path)/INTERNAL/repositories/73"),
      Call("DELETE", "\(path)/NEW"),
    ]
  }

  private static let variables =
    [
      Call("POST", organizationVariables, .fixed(["name": "NEW", "value": "x", "visibility": "all"])),
      Call("GET", "\(organizationVariables)/NEW"), Call("GET", "\(organizationVariables)/NEW/repositories"),
      Call("PUT", "\(organizationVariables)/NEW/repositories", .fixed(["selected_repository_ids": [71]])),
      Call("PUT", "\(organizationVariables)/NEW/repositories/71"),
      Call("DELETE", "\(organizationVariables)/NEW/repositories/71"),
      Call("PATCH", "\(organizationVariables)/NEW", .fixed(access)), Call("GET", organizationVariables),
      Call("GET", "\(organizationVariables)/NEW"), Call("GET", "\(organizationVariables)/NEW/repositories"),
      Call("PUT", "\(organizationVariables)/NEW/repositories", .fixed(["selected_repository_ids": [71, 72]])),
      Call("PUT", "\(organizationVariables)/NEW/repositories/73"),
      Call("DELETE", "\(organizationVariables)/NEW/repositories/73"), Call("DELETE", "\(organizationVariables)/NEW"),
      Call("POST", repositoryVariables, .fixed(["name": "NEW", "value": "x"])), Call("GET", repositoryVariables),
      Call("PATCH", "\(repositoryVariables)/NEW", .fixed(["name": "NEWER", "value": "y"])),
      Call("GET", "\(repositoryVariables)/NEWER"), Call("DELETE", "\(repositoryVariables)/NEWER"),
    ]

  private static let access: JSON = ["visibility": "selected", "selected_repository_ids": [71]]

  private static func scope(_ path: String) -> [Call] {
    [
      Call("GET", path), Call("GET", "\(path)/public-key"), Call("PUT", "\(path)/NEW", .sealed(adding: [:])),
      Call("PUT", "\(path)/NEW", .sealed(adding: [:])), Call("GET", "\(path)/NEW"), Call("DELETE", "\(path)/NEW"),
    ]
  }
}
