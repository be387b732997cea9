import SecretModel
import Testing

@testable import GitHubAPI

struct WritingTests {
  private let value = SecretWrite.Value(encryptedValue: "c2Vh/bGVk+w==", keyID: "3380204578043523366")

  @Test(
    "a PUT carries what the level takes, and a selection always with its ids",
    arguments: [
      (SecretWrite.Access.all, #","visibility":"all"}"#),
      (.private, #","visibility":"private"}"#),
      (.selected([RepositoryID(20), RepositoryID(3)]), #","selected_repository_ids":[3,20],"visibility":"selected"}"#),
      (.selected([]), #","selected_repository_ids":[],"visibility":"selected"}"#),
      (.ownScope, "}"),
    ]
  )
  func body(access: SecretWrite.Access, end: String) async throws {
    let body = #"{"encrypted_value":"c2Vh/bGVk+w==","key_id":"3380204578043523366""# + end
    try await withStubs([put("/orgs/acme/actions/secrets/TOKEN", body: body)]) { client in
      try await client.putSecret(secret("token"), SecretWrite(value: value, access: access))
    }
  }

  @Test(
    "a visibility alone goes without a value, and ids in the form that store and version take",
    arguments: [
      (APIVersionChoice.none, #"["3","20"]"#), (.fixed(.v2022), #"["3","20"]"#), (.fixed(.v2026), "[3,20]"),
    ]
  )
  func otherStore(version: APIVersionChoice, ids: String) async throws {
    let body = #"{"selected_repository_ids":\#(ids),"visibility":"selected"}"#
    let address = SecretAddress(store: .dependabot, scope: acme, name: SecretName(listed: "TOKEN"))
    try await withStubs([put("/orgs/acme/dependabot/secrets/TOKEN", body: body)], apiVersion: version) { client in
      let access = SecretWrite.Access.selected([RepositoryID(3), RepositoryID(20)])
      try await client.putSecret(address, SecretWrite(value: nil, access: access))
    }
  }

  @Test("created, updated and anything else of 2xx are the same success", arguments: [200, 201, 204])
  func success(status: Int) async throws {
    let answer = status == 204 ? "" : "{}"
    try await withStubs([put("/orgs/acme/actions/secrets/TOKEN", status: status, answer: answer)]) { client in
      try await client.putSecret(secret("TOKEN"), SecretWrite(value: value, access: .all))
    }
  }

  @Test("a selection that was not read cannot become a write that clears it")
  func unreadSelection() {
    #expect(SecretWrite.Access(AccessState(visibility: .selected)) == nil)
    #expect(SecretWrite.Access(AccessState(visibility: .selected, repositories: [])) == .selected([]))
    #expect(SecretWrite.Access(AccessState(visibility: .all)) == .all)
    #expect(SecretWrite.Access(.ownScope) == .ownScope)
  }

  @Test("the selection is set, extended and reduced at its own endpoints")
  func selection() async throws {
    let base = "/orgs/acme/actions/secrets/TOKEN/repositories"
    let exchanges = [
      put(base, body: #"{"selected_repository_ids":[3,20]}"#),
      put("\(base)/7"),
      exchange(.delete, "\(base)/8", status: 204),
    ]
    try await withStubs(exchanges) { client in
      try await client.setSelectedRepositories(of: secret("TOKEN"), to: [RepositoryID(20), RepositoryID(3)])
      try await client.addSelectedRepository(RepositoryID(7), to: secret("TOKEN"))
      try await client.removeSelectedRepository(RepositoryID(8), from: secret("TOKEN"))
    }
  }

  @Test("a conflict about the selection is not repeated")
  func conflict() async throws {
    let target = "/orgs/acme/actions/secrets/TOKEN/repositories/7"
    try await withStubs([put(target, status: 409)]) { client in
      let error = try await failure { () async throws(GitHubError) in
        try await client.addSelectedRepository(RepositoryID(7), to: secret("TOKEN"))
      }
      #expect(error.kind == .conflict)
      #expect(!error.outcomeUnknown)
    }
  }

  @Test("a secret that is gone already is deleted")
  func deletion() async throws {
    try await withStubs([exchange(.delete, "/repos/acme/web/actions/secrets/TOKEN", status: 404)]) { client in
      try await client.deleteSecret(at: secret("TOKEN", in: .repository(web)))
    }
  }

  @Test("an environment is made with an empty body, which leaves everything at its default")
  func environment() async throws {
    try await withStubs([put("/repos/acme/web/environments/production%2Feu", status: 200, answer: "{}")]) { client in
      try await client.createEnvironment(EnvironmentName(listed: "production/eu"), in: web)
    }
  }

  @Test("requests carry the headers that GitHub wants, and the token in one place only")
  func headers() async throws {
    let transport = StubTransport([put("/orgs/acme/actions/secrets/TOKEN")])
    let configuration = GitHubConfiguration(
      apiVersion: .fixed(.v2022),
      tokens: try Token(exampleToken + "\n"),
      userAgent: "octoseal/1.0.0"
    )
    let client = GitHubClient(configuration: configuration, transport: transport)
    try await client.putSecret(secret("TOKEN"), SecretWrite(value: value, access: .all))
    let request = try #require(transport.received.first)
    #expect(request.fields["accept"] == "application/vnd.github+json")
    #expect(request.fields["USER-AGENT"] == "octoseal/1.0.0")
    #expect(request.fields["X-GitHub-Api-Version"] == "2022-11-28")
    #expect(request.fields["Content-Type"] == "application/json")
    #expect(request.authorization == "Bearer \(exampleToken)")
    var shown = "\(request) \(String(reflecting: request)) \(configuration)"
    dump(request, to: &shown)
    dump(configuration, to: &shown)
    #expect(!shown.contains(exampleToken))
    #expect(!shown.contains(value.encryptedValue))
  }
}
