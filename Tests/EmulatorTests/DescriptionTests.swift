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

  @Test("the operations on secrets, their methods and paths are those of the description")
  func coversTheDescription() throws {
    let paths = try #require(try SharedFiles.description("openapi-secrets.json")["paths"]?.members)
    var described: Set<String> = []
    for path in paths {
      for operation in path.value.members ?? [] {
        guard let id = operation.value["operationId"]?.text, id.hasPrefix("actions/"), !id.contains("variable") else {
          continue
        }
        described.insert("\(operation.key.uppercased()) \(path.key) \(id)")
      }
    }
    let emulated = RouteTable.documented.filter { $0.operation.rawValue.hasPrefix("actions/") }
    #expect(described.count == 20)
    #expect(Set(emulated.map { "\($0.method) \($0.template) \($0.operation.rawValue)" }) == described)
  }

  @Test("every answer fits the schema of its status", arguments: Described.all)
  func answersFitTheSchemas(described: Described) throws {
    let description = try SharedFiles.description(described.file)
    let emulated = try Emulated()
    #expect(emulated.model.applyDialect(described.dialect))
    // Old servers write `key_id` as a number although their own description says text.
    emulated.change { $0.writesKeyIDAsNumber = false }
    let headers = described.version.map { ["x-github-api-version": $0] } ?? [:]
    var checked: Set<String> = []
    for call in try Self.calls(emulated) {
      let operations = Self.operations(of: description, call: call)
      guard let operation = operations.first else { continue }
      let response = emulated.send(call.method, call.path, body: call.body, headers: headers)
      let id = try #require(operation["operationId"]?.text)
      var documented = try #require(operation["responses"]?[String(response.status)], "\(id): \(response.status)")
      if let reference = documented["$ref"]?.text {
        documented = SchemaChecker(description: description).resolve(reference)
      }
      checked.insert("\(id) \(response.status)")
      guard let schema = documented["content"]?["application/json"]?["schema"] else {
        #expect(response.body.isEmpty, "\(id)")
        continue
      }
      let problems = SchemaChecker(description: description).problems(of: try response.json(), against: schema)
      #expect(problems.isEmpty, "\(id) \(response.status): \(problems)")
    }
    let covered = Set(checked.compactMap { $0.split(separator: " ").first.map(String.init) })
    #expect(covered == Self.emulatedOperations(of: description), "\(checked.sorted())")
    if described.version != nil { #expect(checked.contains("actions/create-or-update-org-secret 201")) }
  }

  private struct Call {
    var method: String
    var path: String
    var template: String
    var body: JSON?
  }

  /// A conversation in which every operation succeeds, in both ways where there are two.
  private static func calls(_ emulated: Emulated) throws -> [Call] {
    let organization = "/orgs/{org}/actions/secrets"
    let one = "\(organization)/{secret_name}"
    let repository = "/repos/{owner}/{repo}/actions/secrets"
    let newOrganizationSecret = try emulated.sealed(
      "a",
      for: organizationSecrets,
      adding: ["visibility": "selected", "selected_repository_ids": [71]]
    )
    let newRepositorySecret = try emulated.sealed("a", for: repositorySecrets)
    let environment = "/repos/{owner}/{repo}/environments/{environment_name}"
    var calls = [
      Call(method: "GET", path: organizationSecrets, template: organization),
      Call(method: "GET", path: "\(organizationSecrets)/public-key", template: "\(organization)/public-key"),
      Call(method: "PUT", path: "\(organizationSecrets)/NEW", template: one, body: newOrganizationSecret),
      Call(method: "PUT", path: "\(organizationSecrets)/NEW", template: one, body: newOrganizationSecret),
      Call(method: "GET", path: "\(organizationSecrets)/NEW", template: one),
      Call(method: "GET", path: "\(organizationSecrets)/NEW/repositories", template: "\(one)/repositories"),
      Call(
        method: "PUT",
        path: "\(organizationSecrets)/NEW/repositories",
        template: "\(one)/repositories",
        body: ["selected_repository_ids": [71, 72]]
      ),
      Call(
        method: "PUT",
        path: "\(organizationSecrets)/NEW/repositories/73",
        template: "\(one)/repositories/{repository_id}"
      ),
      Call(
        method: "DELETE",
        path: "\(organizationSecrets)/NEW/repositories/73",
        template: "\(one)/repositories/{repository_id}"
      ),
      Call(
        method: "PUT",
        path: "\(organizationSecrets)/INTERNAL/repositories/73",
        template: "\(one)/repositories/{repository_id}"
      ),
      Call(method: "DELETE", path: "\(organizationSecrets)/NEW", template: one),
      Call(method: "GET", path: repositorySecrets, template: repository),
      Call(method: "GET", path: "\(repositorySecrets)/public-key", template: "\(repository)/public-key"),
      Call(method: "PUT", path: "\(repositorySecrets)/NEW", template: "\(repository)/{secret_name}",
        body: newRepositorySecret),
      Call(method: "PUT", path: "\(repositorySecrets)/NEW", template: "\(repository)/{secret_name}",
        body: newRepositorySecret),
      Call(method: "GET", path: "\(repositorySecrets)/NEW", template: "\(repository)/{secret_name}"),
      Call(method: "DELETE", path: "\(repositorySecrets)/NEW", template: "\(repository)/{secret_name}"),
      Call(
        method: "GET",
        path: "/repos/acme/web/actions/organization-secrets",
        template: "/repos/{owner}/{repo}/actions/organization-secrets"
      ),
      Call(method: "GET", path: "/orgs/acme/repos", template: "/orgs/{org}/repos"),
      Call(method: "GET", path: "/repos/acme/web", template: "/repos/{owner}/{repo}"),
      Call(method: "GET", path: "/repos/acme/former", template: "/repos/{owner}/{repo}"),
      Call(method: "GET", path: "/repos/acme/absent", template: "/repos/{owner}/{repo}"),
      Call(method: "GET", path: "/repos/acme/web/environments", template: "/repos/{owner}/{repo}/environments"),
      Call(method: "GET", path: "/repos/acme/web/environments/production", template: environment),
      Call(
        method: "PUT",
        path: "/repos/acme/web/environments/new",
        template: environment,
        body: [
          "wait_timer": 5,
          "deployment_branch_policy": ["protected_branches": true, "custom_branch_policies": false],
        ]
      ),
      Call(method: "GET", path: "/rate_limit", template: "/rate_limit"),
      Call(method: "GET", path: "/meta", template: "/meta"),
    ]
    for (template, path) in [
      ("\(environment)/secrets", environmentSecrets),
      ("/repositories/{repository_id}/environments/{environment_name}/secrets",
        "/repositories/71/environments/production/secrets"),
    ] {
      guard emulated.get("\(path)/public-key").status == 200 else { continue }
      let body = try emulated.sealed("a", for: path)
      let single = "\(template)/{secret_name}"
      calls += [
        Call(method: "GET", path: path, template: template),
        Call(method: "GET", path: "\(path)/public-key", template: "\(template)/public-key"),
        Call(method: "PUT", path: "\(path)/NEW", template: single, body: body),
        Call(method: "PUT", path: "\(path)/NEW", template: single, body: body),
        Call(method: "GET", path: "\(path)/NEW", template: single),
        Call(method: "DELETE", path: "\(path)/NEW", template: single),
      ]
    }
    return calls
  }

  private static func operations(of description: JSON, call: Call) -> [JSON] {
    [description["paths"]?[call.template]?[call.method.lowercased()]].compactMap { $0 }
  }

  /// The operations of a description that the emulator has.
  private static func emulatedOperations(of description: JSON) -> Set<String> {
    let ids = (description["paths"]?.members ?? []).flatMap { path in
      (path.value.members ?? []).compactMap { $0.value["operationId"]?.text }
    }
    return Set(ids.filter { Operation(rawValue: $0) != nil })
  }
}
