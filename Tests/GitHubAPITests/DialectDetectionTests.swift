import SecretModel
import TestSupport
import Testing

@testable import GitHubAPI

/// How the client finds out what it talks to, and what it costs.
struct DialectDetectionTests {
  private static let apiURL = "https://ghe.example.com/api/v3"
  private static let byName = "/api/v3/repos/acme/web/environments/production/secrets?per_page=100"
  private static let byID = "/api/v3/repositories/71/environments/production/secrets?per_page=100"
  private static let web71 = #"{"id":71,"full_name":"acme/web","private":true}"#
  private static let organization = "/api/v3/orgs/acme/actions/secrets?per_page=100"

  private func enterprise(
    _ version: String,
    _ target: String,
    _ body: String = "{}",
    status: Int = 200
  ) -> StubTransport.Exchange {
    get(target, body, status: status, ["X-GitHub-Enterprise-Version": version])
  }

  private func withServer<Value>(
    _ exchanges: [StubTransport.Exchange],
    version: APIVersionChoice = .automatic,
    url: String = apiURL,
    _ body: (GitHubClient) async throws -> Value
  ) async throws -> (value: Value, requests: [HTTPRequest]) {
    let transport = StubTransport(exchanges)
    let configuration = GitHubConfiguration(
      apiURL: try APIURL(url),
      apiVersion: version,
      tokens: try Token(exampleToken),
      userAgent: "octoseal/test"
    )
    let surroundings = ClientSurroundings(clock: TestClock(), jitter: { 0.5 })
    let client = GitHubClient(configuration: configuration, transport: transport, surroundings: surroundings)
    let value = try await body(client)
    transport.expectAllUsed()
    return (value, transport.received)
  }

  @Test("at GitHub's own hosts nothing has to be found out", arguments: ["api.github.com", "api.octocorp.ghe.com"])
  func gitHub(host: String) async throws {
    let exchanges = [get("/orgs/acme/actions/secrets?per_page=100", secretPage(1...1, total: 1))]
    let (_, requests) = try await withServer(exchanges, url: "https://\(host)") { try await $0.listSecrets(in: acme) }
    #expect(requests.map { $0.fields["X-GitHub-Api-Version"] } == ["2026-03-10"])
  }

  @Test("elsewhere the first answer says it, and no other request is made in vain")
  func firstAnswer() async throws {
    let names = ["a", "b", "c", "d"]
    let paths = names.map { "environments/\($0)/secrets?per_page=100" }
    let transport = LearningServer(version: "3.4.0", paths: paths)
    let configuration = GitHubConfiguration(
      apiURL: try APIURL(Self.apiURL),
      tokens: try Token(exampleToken),
      userAgent: "octoseal/test"
    )
    let client = GitHubClient(configuration: configuration, transport: transport)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in names {
        let scope = Scope.environment(web, EnvironmentName(listed: name))
        group.addTask { _ = try await client.listSecrets(in: scope) }
      }
      try await group.waitForAll()
    }
    let requests = transport.requests.value
    #expect(requests.count { $0.target.hasPrefix("/api/v3/repos/acme/web/environments/") } == 1)
    #expect(requests.count { $0.target == "/api/v3/repos/acme/web" } == 1)
    #expect(Set(requests.map(\.target)).isSuperset(of: paths.map { "/api/v3/repositories/71/\($0)" }))
    #expect(requests.count == 6)
    #expect(requests.first?.fields["X-GitHub-Api-Version"] == "2022-11-28")
    #expect(requests.first?.authorization.hasPrefix("Bearer ") == true)
    #expect(requests.dropFirst().allSatisfy { $0.fields["X-GitHub-Api-Version"] == nil })
    #expect(requests.dropFirst().allSatisfy { $0.fields["Accept"] == "application/vnd.github.v3+json" })
    #expect(requests.dropFirst().allSatisfy { $0.authorization.hasPrefix("token ") })
  }

  /// Has environments by the repository's id alone, and takes its time.
  private final class LearningServer: Transport {
    let requests = Shared<[HTTPRequest]>([])
    private let version: String
    private let targets: Set<String>

    init(version: String, paths: [String]) {
      self.version = version
      targets = Set(paths.map { "/api/v3/repositories/71/\($0)" })
    }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
      requests.change { $0.append(request) }
      for _ in 0..<100 { await Task.yield() }
      let isRepository = request.target == "/api/v3/repos/acme/web"
      let body = isRepository ? DialectDetectionTests.web71 : secretPage([], total: 0)
      return HTTPResponse(
        status: isRepository || targets.contains(request.target) ? 200 : 404,
        fields: HeaderFields([("X-GitHub-Enterprise-Version", version)]),
        body: Array(body.utf8)
      )
    }
  }

  @Test("a first request that never gets an answer lets the others try")
  func noFirstAnswer() async throws {
    let failures = (0..<4).map { _ in failing(.get, Self.organization, .connectionRefused) }
    let found = enterprise("3.20.0", "/api/v3/repos/acme/web/actions/secrets?per_page=100", secretPage([], total: 0))
    let (results, _) = try await withServer(failures + [found]) { client in
      async let first: Bool = (try? await client.listSecrets(in: acme)) != nil
      async let second: Bool = (try? await client.listSecrets(in: .repository(web))) != nil
      return (await first, await second)
    }
    #expect(results == (false, true))
  }

  @Test("where environments are found by the repository's id, it is looked up once")
  func environmentsByID() async throws {
    let exchanges = [
      enterprise("3.7.2", Self.byName, status: 404), enterprise("3.7.2", "/api/v3/repos/acme/web", Self.web71),
      enterprise("3.7.2", Self.byID, secretPage([], total: 0)),
      enterprise("3.7.2", "/api/v3/repositories/71/environments/a%2Fb/secrets?per_page=100", secretPage([], total: 0)),
      exchange(.put, "/api/v3/repositories/71/environments/production/secrets/TOKEN", status: 201, answer: "{}"),
    ]
    _ = try await withServer(exchanges) { client in
      #expect(try await client.listSecrets(in: production).isEmpty)
      #expect(try await client.listSecrets(in: .environment(web, EnvironmentName(listed: "a/b"))).isEmpty)
      let value = SecretWrite.Value(encryptedValue: "YWJj", keyID: "1")
      try await client.putSecret(secret("TOKEN", in: production), SecretWrite(value: value, access: .ownScope))
    }
  }

  @Test("a renamed repository is noticed although its id is not redirected")
  func renamedByID() async throws {
    let there = "https://ghe.example.com/api/v3/repositories/71"
    let exchanges = [
      enterprise("3.7.2", Self.organization, secretPage([], total: 0)),
      get("/api/v3/repos/acme/web", status: 301, ["Location": there]),
      get("/api/v3/repositories/71", #"{"id":71,"full_name":"acme/site","private":true}"#),
      get(Self.byID, secretPage([], total: 0)),
    ]
    let (subjects, _) = try await withServer(exchanges) { client in
      _ = try await client.listSecrets(in: acme)
      _ = try await client.listSecrets(in: production)
      return client.statistics.redirectedSubjects
    }
    #expect(subjects == ["acme/web:production"])
  }

  @Test("further pages are followed as the server links to them")
  func pagesByID() async throws {
    let next = "\(Self.byID)&page=2"
    let links = "<https://ghe.example.com\(next)>; rel=\"next\", <https://ghe.example.com\(next)>; rel=\"last\""
    let headers: KeyValuePairs = ["X-GitHub-Enterprise-Version": "3.6.0", "Link": links]
    func page(_ names: ClosedRange<Int>) -> String { secretPage(names, total: 101) }
    let exchanges = [
      enterprise("3.6.0", Self.organization, secretPage([], total: 0)),
      enterprise("3.6.0", "/api/v3/repos/acme/web", Self.web71),
      get(Self.byID, page(1...100), headers), get(next, page(101...101)),
    ]
    let (secrets, _) = try await withServer(exchanges) { client in
      _ = try await client.listSecrets(in: acme)
      return try await client.listSecrets(in: production)
    }
    #expect(secrets.count == 101)
  }

  @Test("what a server does not have is an error that names its version and costs no request")
  func notOffered() async throws {
    let exchanges = [enterprise("3.1.9", Self.organization, secretPage([], total: 0))]
    _ = try await withServer(exchanges) { client in
      _ = try await client.listSecrets(in: acme)
      let environments = try await failure { () async throws(GitHubError) in
        _ = try await client.listSecrets(in: production)
      }
      #expect(
        environments.diagnostic.text == "acme/web:production: Enterprise Server 3.1.9 has no environments; "
          + "take the environment out of the manifest, or upgrade the server to 3.2 or later"
      )
      let variables = try await failure { () async throws(GitHubError) in _ = try await client.variable("A", of: acme) }
      #expect(
        variables.diagnostic.text == "acme: Enterprise Server 3.1.9 has no Actions variables; "
          + "set 'ledger' to a file, or upgrade the server to 3.8 or later"
      )
    }
  }

  @Test("a version of the API that is refused is left out from then on", arguments: [400, 410])
  func refusedVersion(status: Int) async throws {
    let refusal = #"{"message":"\"2026-03-10\" is not a supported API version"}"#
    let listing = "/orgs/acme/actions/secrets?per_page=100"
    let exchanges = [
      get(listing, refusal, status: status), get(listing, refusal, status: status),
      get(listing, secretPage([], total: 0)), get(listing, secretPage([], total: 0)),
    ]
    let (_, requests) = try await withServer(exchanges, url: "https://api.github.com") { client in
      _ = try await client.listSecrets(in: acme)
      _ = try await client.listSecrets(in: acme)
    }
    #expect(requests.map { $0.fields["X-GitHub-Api-Version"] } == ["2026-03-10", "2022-11-28", nil, nil])
  }

  @Test("a refused version that the user chose is an error that says what to set")
  func refusedChoice() async throws {
    let refusal = #"{"message":"\"2026-03-10\" is not a supported version of the REST API"}"#
    let exchanges = [enterprise("3.20.1", Self.organization, refusal, status: 400)]
    _ = try await withServer(exchanges, version: .fixed(.v2026)) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: acme) }
      #expect(
        error.diagnostic.text
          == "acme: GitHub answered 400 to a listing of secrets, since Enterprise Server 3.20.1 does "
          + "not know the API version '2026-03-10'; set 'github.api_version' to 'auto', or to '2022-11-28' or 'none'"
      )
    }
  }

  @Test(
    "a server that takes neither the version nor the media type of today is asked in its own form",
    arguments: [400, 415]
  )
  func oldForm(status: Int) async throws {
    let exchanges = [
      enterprise("3.0.0", Self.organization, status: status),
      enterprise("3.0.0", Self.organization, secretPage(1...1, total: 1)),
    ]
    let (secrets, requests) = try await withServer(exchanges) { try await $0.listSecrets(in: acme) }
    #expect(secrets.count == 1)
    #expect(requests.map { $0.fields["Accept"] } == ["application/vnd.github+json", "application/vnd.github.v3+json"])
  }

  @Test("a server that does not say what it is is asked once, and only when it matters")
  func silentServer() async throws {
    let exchanges = [
      get(Self.organization, secretPage([], total: 0)), get(Self.byName, status: 404),
      get("/api/v3/meta", #"{"verifiable_password_authentication":true,"installed_version":"3.4.1"}"#),
      get("/api/v3/repos/acme/web", Self.web71), get(Self.byID, secretPage([], total: 0)),
    ]
    let (dialect, _) = try await withServer(exchanges) { client in
      _ = try await client.listSecrets(in: acme)
      #expect(client.dialect.server == .silent)
      _ = try await client.listSecrets(in: production)
      return client.dialect
    }
    #expect(dialect.abilities == ServerAbilities(name: "Enterprise Server 3.4.1", organizationPutNeedsValue: false))
  }

  @Test("a server that says nothing of itself at all keeps its 404")
  func silentToTheEnd() async throws {
    let exchanges = [
      get(Self.byName, status: 404), get("/api/v3/meta", status: 404), get(Self.byName, status: 404),
    ]
    _ = try await withServer(exchanges) { client in
      for _ in 1...2 {
        let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: production)
        }
        #expect(error.isNotFound)
      }
    }
  }

  @Test("ids go as texts where the documents say so, in the one request in which they do")
  func textIDs() async throws {
    let secretPath = "/api/v3/orgs/acme/actions/secrets/TOKEN"
    let exchanges = [
      enterprise("3.0.0", Self.organization, secretPage([], total: 0)),
      put(secretPath, body: #"{"selected_repository_ids":["7"],"visibility":"selected"}"#, status: 204),
      put("\(secretPath)/repositories", body: #"{"selected_repository_ids":[7]}"#),
    ]
    _ = try await withServer(exchanges) { client in
      _ = try await client.listSecrets(in: acme)
      try await client.putSecret(secret("TOKEN"), SecretWrite(value: nil, access: .selected([RepositoryID(7)])))
      try await client.setSelectedRepositories(of: secret("TOKEN"), to: [RepositoryID(7)])
    }
  }
}
