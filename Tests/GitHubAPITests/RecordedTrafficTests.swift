import Foundation
import SecretModel
import TestSupport
import Testing

@testable import GitHubAPI

/// The client against what the real service was asked and answered.
@Suite(.enabled(if: SharedFolder.isPresent, Comment(rawValue: SharedFolder.absence)))
struct RecordedTrafficTests {
  @Test("an organization's key, a write with a selection, and its repositories are as recorded")
  func organizationSecret() async throws {
    try await replay("Organization.testOrgSecretEdit") { client in
      let organization = Scope.organization(OwnerName(listed: "demoorg"))
      let first = try #require(try await client.repository(named: try RepositoryFullName("demoorg/demo-repo-1")))
      let second = try #require(try await client.repository(named: try RepositoryFullName("demoorg/demo-repo-2")))
      #expect(first.id == RepositoryID(744_692_002))
      #expect(second.visibility == .public)
      #expect(second.isArchived == false)
      let key = try await client.publicKey(of: organization)
      #expect(key.keyID == "3380204578043523366")
      #expect(key.key == "lEcXo0mlVf630hnPSTSCuXmGo2CxuIAKT7RRvZ1QjB4=")
      let value = SecretWrite.Value(encryptedValue: "M+5F", keyID: key.keyID)
      let write = SecretWrite(value: value, access: .selected([first.id, second.id]))
      try await client.putSecret(secret("secret_act_name", in: organization), write)
    }
  }

  @Test("a new secret of an organization and of a repository is written as recorded")
  func creation() async throws {
    let repository = Scope.repository(try RepositoryFullName("demoorg/demo-repo-1"))
    try await replay("Organization.testCreateActionsSecret") { client in
      let organization = Scope.organization(OwnerName(listed: "demoorg"))
      let value = SecretWrite.Value(encryptedValue: "M+5F", keyID: try await client.publicKey(of: organization).keyID)
      try await client.putSecret(secret("secret_name", in: organization), SecretWrite(value: value, access: .all))
    }
    try await replay("Repository.testCreateRepoActionsSecret") { client in
      let value = SecretWrite.Value(encryptedValue: "M+5F", keyID: try await client.publicKey(of: repository).keyID)
      try await client.putSecret(secret("secret_name", in: repository), SecretWrite(value: value, access: .ownScope))
    }
  }

  @Test("a repository's secrets are listed, written and deleted as recorded")
  func repositorySecrets() async throws {
    try await replay("Repository.testRepoSecrets") { client in
      let scope = Scope.repository(try RepositoryFullName("AndrewJDawes/PyGithub"))
      try await exercise(client, scope)
    }
  }

  @Test("an environment's secrets are listed, written, read and deleted as recorded")
  func environmentSecrets() async throws {
    let repository = try RepositoryFullName("AndrewJDawes/PyGithub")
    let scope = Scope.environment(repository, EnvironmentName(listed: "test"))
    try await replay("Environment.testEnvironmentSecrets") { client in try await exercise(client, scope) }
    try await replay("Environment.testEnvironmentSecret") { client in
      let address = secret("secret_name", in: scope)
      let value = SecretWrite.Value(encryptedValue: "M+5F", keyID: try await client.publicKey(of: scope).keyID)
      try await client.putSecret(address, SecretWrite(value: value, access: .ownScope))
      let live = try await client.secret(at: address)
      #expect(live?.access == .ownScope)
      try await client.deleteSecret(at: address)
    }
  }

  @Test("an environment with a slash is made at the recorded path, and a deleted one is missing")
  func environments() async throws {
    let repository = try RepositoryFullName("alson/PyGithub")
    try await replay("Environment.testCreateEnvironment") { client in
      try await client.createEnvironment(EnvironmentName(listed: "test/env"), in: repository)
    }
    try await replay("Environment.testDeleteEnvironment") { client in
      let isThere = try await client.environmentExists(EnvironmentName(listed: "test"), in: repository)
      #expect(!isThere)
    }
  }

  @Test("another store's selection is written with ids as texts and listed without links")
  func dependabotSelection() async throws {
    try await replay("Organization.testCreateDependabotSecretSelected") { client in
      let scope = Scope.organization(OwnerName(listed: "demoorg"))
      let address = SecretAddress(store: .dependabot, scope: scope, name: SecretName(listed: "SECRET_DEP_NAME"))
      let key = try await client.publicKey(of: address.collection)
      let ids: Set = [RepositoryID(744_692_002), RepositoryID(751_491_527)]
      let value = SecretWrite.Value(encryptedValue: "M+5F", keyID: key.keyID)
      try await client.putSecret(address, SecretWrite(value: value, access: .selected(ids)))
      let repositories = try await client.selectedRepositories(of: address)
      #expect(Set(repositories.map(\.id)) == ids)
    }
  }

  @Test("a renamed repository is found under its present name")
  func renamed() async throws {
    try await replay("Repository.testGetRepositoryWith301Redirect") { client in
      let repository = try await client.repository(named: try RepositoryFullName("protoncoin/protoncoin"))
      #expect(repository?.fullName.description == "padima2/protoncoin")
      #expect(client.statistics.requests == 2)
    }
  }

  @Test(
    "both kinds of rate limit are recognized in what was recorded",
    arguments: [
      ("SpecificExceptions.testAuthenticatedRateLimitExceeded", RateLimit.Kind.secondary, Duration?.some(.seconds(60))),
      ("SpecificExceptions.testRateLimitExceeded", .primary, nil),
    ]
  )
  func rateLimits(file: String, kind: RateLimit.Kind, wait: Duration?) throws {
    let exchange = try #require(try RecordedExchange.all(in: file).first { $0.response.status == 403 })
    let message = ServerMessage(exchange.response, submittedBody: false, token: try Token(exampleToken))
    let limit = try #require(RateLimit(exchange.response, message: message))
    #expect(limit.kind == kind)
    #expect(limit.wait == wait)
  }

  @Test("recorded redirects of reads and writes within a rename are followed")
  func recordedRename() throws {
    struct Fixture: Decodable {
      var method: String
      var status: Int
      var rawHeaders: [String]
    }
    let file = "recorded/octokit-fixtures/rename-repository.raw-fixture.json"
    let redirects = try JSONDecoder().decode([Fixture].self, from: SharedFolder.read(file)).filter { $0.status >= 300 }
    #expect(redirects.map(\.status) == [301, 307])
    for fixture in redirects {
      let fields = stride(from: 0, to: fixture.rawHeaders.count, by: 2)
        .map {
          (name: fixture.rawHeaders[$0], value: fixture.rawHeaders[$0 + 1])
        }
      let response = HTTPResponse(status: fixture.status, fields: HeaderFields(fields))
      let method: HTTPRequest.Method = fixture.method == "get" ? .get : .put
      let decision = RedirectDecision(response, method: method, origin: APIURL.gitHub.origin, hops: 0)
      #expect(decision == .follow(target: "/repositories/515436299"))
    }
  }

  /// What both recordings of two secrets hold.
  private func exercise(_ client: GitHubClient, _ scope: Scope) async throws {
    let key = try await client.publicKey(of: scope)
    #expect(key.keyID == "568250167242549743")
    let write = SecretWrite(value: .init(encryptedValue: "M+5F", keyID: key.keyID), access: .ownScope)
    let names = ["SECRET_NAME_ONE", "SECRET_NAME_TWO"]
    for name in names { try await client.putSecret(secret(name, in: scope), write) }
    let listed = try await client.listSecrets(in: scope)
    #expect(listed.keys.sorted().map(\.rawValue) == names)
    for name in names { try await client.deleteSecret(at: secret(name, in: scope)) }
  }

  private func replay(_ file: String, _ body: (GitHubClient) async throws -> Void) async throws {
    let transport = ReplayTransport(try RecordedExchange.all(in: file))
    // The recordings are from before the version of 2026.
    let configuration = GitHubConfiguration(
      apiVersion: .fixed(.v2022),
      tokens: try Token(exampleToken),
      userAgent: "octoseal/test"
    )
    let surroundings = ClientSurroundings(clock: TestClock())
    try await body(GitHubClient(configuration: configuration, transport: transport, surroundings: surroundings))
  }
}

/// Answers as it was recorded, and compares what is asked: method, path and the fields of the body with their types.
private struct ReplayTransport: Transport {
  private let exchanges: [RecordedExchange]

  init(_ exchanges: [RecordedExchange]) { self.exchanges = exchanges }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let path = request.target.prefix { $0 != "?" }
    let recorded = exchanges.first {
      // GitHub folds names of secrets, so the case of the last segment is free.
      $0.method == request.method.rawValue && $0.path.lowercased() == path.lowercased() && $0.response.status != 304
    }
    guard let recorded else {
      Issue.record("nothing recorded for \(request.method.rawValue) \(path)")
      return HTTPResponse(status: 599)
    }
    if let body = request.body { #expect(shape(body) == recorded.body.map(shape)) }
    return recorded.response
  }

  /// The fields of an object with the types of their values.
  private func shape(_ body: [UInt8]) -> [String: String] {
    guard case .object(let fields) = try? JSONDecoder().decode(JSONValue.self, from: Data(body)) else { return [:] }
    return fields.mapValues(\.type)
  }
}
