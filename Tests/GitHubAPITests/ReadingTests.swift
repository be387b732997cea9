import SecretModel
import TestSupport
import Testing

@testable import GitHubAPI

struct ReadingTests {
  private let updated = "2024-02-01T23:06:55Z"

  @Test("a listing gives names in upper case, times and visibilities")
  func listing() async throws {
    let body = """
      {"secrets":[{"visibility":"selected","updated_at":"2024-02-01T23:06:55.123+01:00","name":"b","new_field":[1]},
      {"name":"A","updated_at":"\(updated)","visibility":"private"}],"total_count":2}
      """
    let secrets = try await withStubs([get("/orgs/acme/actions/secrets?per_page=100", body)]) {
      try await $0.listSecrets(in: acme)
    }
    #expect(
      secrets == [
        SecretName(listed: "B"): LiveSecret(
          updatedAt: Timestamp(secondsSinceEpoch: 1_706_825_215),
          access: AccessState(visibility: .selected)
        ),
        SecretName(listed: "A"): LiveSecret(
          updatedAt: Timestamp(secondsSinceEpoch: 1_706_828_815),
          access: AccessState(visibility: .private)
        ),
      ]
    )
  }

  @Test("a 404 on a listing is never an empty listing")
  func missingScope() async throws {
    let exchanges = [get("/orgs/acme/actions/secrets?per_page=100", #"{"message":"Not Found"}"#, status: 404)]
    try await withStubs(exchanges) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: acme) }
      #expect(error.isNotFound)
    }
  }

  @Test("a repository's view of its organization's secrets gives names and times")
  func organizationSecretsOfRepository() async throws {
    let body = #"{"total_count":1,"secrets":[{"name":"a","created_at":"\#(updated)","updated_at":"\#(updated)"}]}"#
    let target = "/repos/acme/web/actions/organization-secrets?per_page=100"
    let secrets = try await withStubs([get(target, body)]) { try await $0.organizationSecrets(of: web) }
    #expect(secrets == [SecretName(listed: "A"): Timestamp(secondsSinceEpoch: 1_706_828_815)])
  }

  @Test("a repository's environments are listed by the names that they have there")
  func environments() async throws {
    let body = #"{"total_count":2,"environments":[{"id":1,"name":"Production/EU","url":"x"},{"name":"\u00e4"}]}"#
    let environments = try await withStubs([get("/repos/acme/web/environments?per_page=100", body)]) {
      try await $0.environments(of: web)
    }
    #expect(environments.map(\.spelling) == ["Production/EU", "ä"])
  }

  @Test("a single secret is nil on 404 and found otherwise")
  func single() async throws {
    let target = "/repos/acme/web/environments/production/secrets/TOKEN"
    let body = #"{"name":"TOKEN","created_at":"\#(updated)","updated_at":"\#(updated)"}"#
    try await withStubs([get(target, "{}", status: 404), get(target, body)]) { client in
      #expect(try await client.secret(at: secret("token", in: production)) == nil)
      let found = try await client.secret(at: secret("token", in: production))
      #expect(found?.access == .ownScope)
    }
  }

  @Test(
    "a key id keeps all its digits, as text and as number",
    arguments: [
      (#""3380204578043523366""#, "3380204578043523366"), ("3380204578043523366", "3380204578043523366"),
      ("9223372036854775807", "9223372036854775807"), ("012345".debugDescription, "012345"), ("7", "7"),
    ]
  )
  func keyID(json: String, keyID: String) async throws {
    let exchanges = [get("/orgs/acme/actions/secrets/public-key", #"{"key_id":\#(json),"key":"a2V5"}"#)]
    let key = try await withStubs(exchanges) { try await $0.publicKey(of: acme) }
    #expect(key == PublicKeyReference(keyID: keyID, key: "a2V5"))
  }

  @Test(
    "an answer of another form is an error that names the field and quotes nothing",
    arguments: [
      (
        #"{"total_count":1,"secrets":[{"name":"A","updated_at":"MARKER","visibility":"all"}]}"#, "secrets[0].updated_at"
      ),
      (
        #"{"total_count":1,"secrets":[{"name":"A","updated_at":"2024-01-01T00:00:00Z","visibility":"MARKER"}]}"#,
        "visibility"
      ),
      (#"{"total_count":1,"secrets":[{"name":"A","updated_at":"2024-01-01T00:00:00Z"}]}"#, "visibility"),
      (#"{"total_count":1,"secrets":[{"updated_at":"2024-01-01T00:00:00Z"}]}"#, "secrets[0].name"),
      (#"{"total_count":1}"#, "secrets"),
      (#"{"total_count":"MARKER","secrets":[]}"#, "total_count"),
      (#"<html>MARKER</html>"#, "not JSON"), ("", "empty"), (#"{"total_count":1,"secr"#, "not JSON"), ("[]", "another"),
    ]
  )
  func unreadable(body: String, part: String) async throws {
    // What cannot be read may have been cut, so it is asked for again; a field that is wrong after reading is not.
    let answers = Array(repeating: get("/orgs/acme/actions/secrets?per_page=100", body), count: 4)
    let transport = StubTransport(answers)
    let configuration = GitHubConfiguration(tokens: try Token(exampleToken), userAgent: "octoseal/test")
    let client = GitHubClient(
      configuration: configuration,
      transport: transport,
      surroundings: ClientSurroundings(clock: TestClock())
    )
    let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: acme) }
    guard case .unreadable(let reason) = error.kind else {
      Issue.record("\(error.kind)")
      return
    }
    #expect(reason.contains(part))
    #expect(!error.diagnostic.text.contains("MARKER"))
  }

  @Test("a repository tells its number, its present name, who can read it and whether it is archived")
  func repository() async throws {
    let body =
      #"{"id":744692002,"full_name":"Acme/New","private":true,"visibility":"internal","archived":true,"size":1}"#
    let found = try await withStubs([get("/repos/acme/web", body)]) { try await $0.repository(named: web) }
    let name = RepositoryFullName(owner: OwnerName(listed: "acme"), name: RepositoryName(listed: "new"))
    #expect(
      found == Repository(id: RepositoryID(744_692_002), fullName: name, visibility: .internal, isArchived: true)
    )
    #expect(found?.fullName.description == "Acme/New")
  }

  @Test("an older server's repository says only whether it is private")
  func olderRepository() async throws {
    let body = #"{"id":1,"full_name":"acme/web","private":false}"#
    let found = try await withStubs([get("/repos/acme/web", body)]) { try await $0.repository(named: web) }
    #expect(found?.visibility == .public)
    #expect(found?.isArchived == nil)
  }

  @Test("a repository or environment that cannot be seen is absent")
  func absent() async throws {
    let exchanges = [
      get("/repos/acme/web", #"{"message":"Not Found"}"#, status: 404),
      get("/repos/acme/web/environments/production", #"{"message":"Not Found"}"#, status: 404),
    ]
    try await withStubs(exchanges) { client in
      let repository = try await client.repository(named: web)
      #expect(repository == nil)
      #expect(try await client.environmentExists(EnvironmentName(listed: "production"), in: web) == false)
    }
  }

  @Test("the statistics count every request and keep the latest time of the server")
  func statistics() async throws {
    let exchanges = [
      get("/repos/acme/web", #"{"id":1,"full_name":"acme/web"}"#, ["date": "Thu, 01 Feb 2024 23:06:55 GMT"]),
      get("/repos/acme/web", #"{"id":1,"full_name":"acme/web"}"#, ["Date": "Thu, 01 Feb 2024 23:06:54 GMT"]),
      exchange(.delete, "/orgs/acme/actions/secrets/TOKEN", status: 204),
    ]
    try await withStubs(exchanges) { client in
      _ = try await client.repository(named: web)
      _ = try await client.repository(named: web)
      try await client.deleteSecret(at: secret("TOKEN"))
      #expect(client.statistics.requests == 3)
      #expect(client.statistics.mutations == 1)
      #expect(client.statistics.latestServerDate == Timestamp("2024-02-01T23:06:55Z"))
    }
  }
}
