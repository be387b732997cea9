import Foundation
import SecretModel
import Testing

@testable import GitHubAPI

/// Every request that the client can make, against GitHub's own description of the API.
@Suite(.enabled(if: SharedFolder.isPresent, Comment(rawValue: SharedFolder.absence)))
struct OpenAPITests {
  @Test(
    "every path, method, query and body is in the description of the server",
    arguments: [
      // The twenty endpoints for Actions secrets, fourteen for Dependabot and Codespaces secrets each, and five about
      // repositories and environments.
      Described(file: "openapi-secrets", choice: .fixed(.v2022), operations: 53),
      Described(file: "openapi-secrets.2026-03-10", choice: .fixed(.v2026), operations: 53),
      Described(file: "openapi-secrets.ghes-3.6", enterprise: "3.6.0", operations: 38),
      Described(file: "openapi-secrets.ghes-3.0", enterprise: "3.0.0", operations: 16),
    ]
  )
  func described(server: Described) async throws {
    let description = try JSONDecoder().decode(JSONValue.self, from: SharedFolder.read("openapi/\(server.file).json"))
    var operations: Set<String> = []
    for request in try await everyRequest(server) {
      let found = try #require(operation(for: request, in: description), "\(request)")
      operations.insert(found.id)
      expectQuery(of: request, in: found.operation, of: description)
      expectBody(of: request, in: found.operation)
    }
    #expect(operations.count == server.operations)
  }

  /// A server and what its description has of the client's requests.
  struct Described: Sendable, CustomTestStringConvertible {
    var file: String
    var choice = APIVersionChoice.automatic
    /// The version of an Enterprise Server.
    var enterprise: String?
    var operations: Int
    var testDescription: String { file }
  }

  private func everyRequest(_ server: Described) async throws -> [HTTPRequest] {
    let transport = Recorder(version: server.enterprise)
    let configuration = GitHubConfiguration(
      apiURL: try APIURL(server.enterprise == nil ? "https://api.github.com" : "https://ghe.example.com"),
      apiVersion: server.choice,
      tokens: try Token(exampleToken),
      userAgent: "octoseal/test"
    )
    let client = GitHubClient(configuration: configuration, transport: transport)
    // The first answer shows what the server is.
    _ = try? await client.repository(named: web)
    let value = SecretWrite.Value(encryptedValue: "YWJj", keyID: "012345678912345678")
    let scopes = [acme, .repository(web), .environment(web, EnvironmentName(listed: "production/eu"))]
    let collections = SecretStore.all.flatMap { store in scopes.map { SecretCollection(store, $0) } }
    for collection in collections where collection.store.levels[collection.scope.kind] != nil {
      let address = SecretAddress(collection, SecretName(listed: "TOKEN"))
      let scope = collection.scope
      let access: [SecretWrite.Access] = scope == acme ? [.all, .selected([RepositoryID(7)])] : [.ownScope]
      _ = try? await client.listSecrets(in: collection)
      _ = try? await client.secret(at: address)
      _ = try? await client.publicKey(of: collection)
      for access in access { try? await client.putSecret(address, SecretWrite(value: value, access: access)) }
      try? await client.deleteSecret(at: address)
      guard scope == acme else { continue }
      _ = try? await client.selectedRepositories(of: address)
      try? await client.setSelectedRepositories(of: address, to: [RepositoryID(7)])
      try? await client.addSelectedRepository(RepositoryID(7), to: address)
      try? await client.removeSelectedRepository(RepositoryID(7), from: address)
    }
    _ = try? await client.firstRepositoryPage(of: OwnerName(listed: "acme"))
    _ = try? await client.organizationSecrets(of: web)
    _ = try? await client.environments(of: web)
    _ = try? await client.environmentExists(EnvironmentName(listed: "production/eu"), in: web)
    try? await client.createEnvironment(EnvironmentName(listed: "production/eu"), in: web)
    return transport.requests.value
  }

  private func operation(for request: HTTPRequest, in description: JSONValue) -> (id: String, operation: JSONValue)? {
    guard case .object(let paths) = description["paths"] else { return nil }
    let segments = request.target.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
    let matches = paths.keys.filter { template in
      let parts = template.split(separator: "/", omittingEmptySubsequences: false)
      return parts.count == segments.count
        && zip(parts, segments)
          .allSatisfy { part, segment in
            part.hasPrefix("{") ? !segment.isEmpty : part == segment
          }
    }
    // A literal segment, such as `public-key`, wins over a variable.
    guard let template = matches.min(by: { $0.count { $0 == "{" } < $1.count { $0 == "{" } }) else { return nil }
    let method = request.method.rawValue.lowercased()
    return paths[template]?[method].map { ("\(method) \(template)", $0) }
  }

  private func expectQuery(of request: HTTPRequest, in operation: JSONValue, of description: JSONValue) {
    let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().first ?? ""
    let names = (operation["parameters"]?.elements ?? [])
      .compactMap { parameter -> String? in
        guard let reference = parameter["$ref"]?.string else { return parameter["name"]?.string }
        let key = String(reference.split(separator: "/").last ?? "")
        return description["components"]?["parameters"]?[key]?["name"]?.string
      }
    for parameter in query.split(separator: "&") {
      #expect(names.contains(String(parameter.prefix { $0 != "=" })), "\(request)")
    }
  }

  private func expectBody(of request: HTTPRequest, in operation: JSONValue) {
    let schema = operation["requestBody"]?["content"]?["application/json"]?["schema"]
    guard let body = request.body else {
      #expect(operation["requestBody"]?["required"] != .bool(true), "\(request)")
      return
    }
    guard case .object(let fields) = try? JSONDecoder().decode(JSONValue.self, from: Data(body)) else {
      Issue.record("\(request) has no object as its body")
      return
    }
    for name in (schema?["required"]?.elements ?? []).compactMap(\.string) {
      #expect(fields[name] != nil, "\(request) lacks '\(name)'")
    }
    for (name, value) in fields {
      let property = schema?["properties"]?[name]
      #expect(types(of: property).contains(value.type), "\(request): '\(name)'")
      let words = property?["enum"]?.elements ?? []
      #expect(words.isEmpty || words.contains(value), "\(request): '\(name)'")
    }
  }

  /// The types that a property may have, with those of a list's items.
  private func types(of property: JSONValue?) -> [String] {
    guard property?["type"]?.string == "array" else { return [property?["type"]?.string].compactMap(\.self) }
    let items = property?["items"]
    return ([items] + (items?["anyOf"]?.elements ?? [])).compactMap { $0?["type"]?.string }.map { "array of \($0)" }
  }

  /// Keeps what was asked and refuses everything but the look-up of a repository.
  private final class Recorder: Transport {
    let requests = Shared<[HTTPRequest]>([])
    private let version: String?

    init(version: String?) { self.version = version }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
      requests.change { $0.append(request) }
      var fields = HeaderFields()
      fields["X-GitHub-Enterprise-Version"] = version
      guard request.target == "/repos/acme/web" else { return HTTPResponse(status: 403, fields: fields) }
      let repository = Array(#"{"id":71,"full_name":"acme/web","private":true}"#.utf8)
      return HTTPResponse(status: 200, fields: fields, body: repository)
    }
  }
}
