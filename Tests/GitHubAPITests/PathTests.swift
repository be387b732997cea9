import SecretModel
import Testing

@testable import GitHubAPI

struct PathTests {
  @Test(
    "an environment's name is one path segment, whatever stands in it",
    arguments: [
      ("production", "production"),
      ("production/eu", "production%2Feu"),
      ("a b", "a%20b"),
      ("100%", "100%25"),
      ("a%2Fb", "a%252Fb"),
      ("what?", "what%3F"),
      ("#1", "%231"),
      ("prüfung", "pr%C3%BCfung"),
      ("生产", "%E7%94%9F%E4%BA%A7"),
      ("🚀", "%F0%9F%9A%80"),
      ("a/../b", "a%2F..%2Fb"),
      ("x;y=z&w+v@u:t,s", "x%3By%3Dz%26w%2Bv%40u%3At%2Cs"),
      ("{owner}", "%7Bowner%7D"),
      ("-._~", "-._~"),
    ]
  )
  func environmentName(name: String, segment: String) async throws {
    let environment = EnvironmentName(listed: name)
    let exchanges = [
      get("/repos/acme/web/environments/\(segment)"),
      get("/repos/acme/web/environments/\(segment)/secrets?per_page=100", secretPage([], total: 0)),
    ]
    try await withStubs(exchanges) { client in
      let isThere = try await client.environmentExists(environment, in: web)
      #expect(isThere)
      #expect(try await client.listSecrets(in: .environment(web, environment)).isEmpty)
    }
  }

  @Test("the path of an Enterprise Server stands before every path")
  func enterprisePrefix() async throws {
    let exchanges = [get("/api/v3/orgs/acme/actions/secrets?per_page=100", secretPage(1...1, total: 1))]
    let secrets = try await withStubs(exchanges, apiURL: "https://ghe.example.com/api/v3/") {
      try await $0.listSecrets(in: acme)
    }
    #expect(secrets.count == 1)
  }

  @Test("a store without secrets at a level says so and sends nothing")
  func missingLevel() async throws {
    try await withStubs([]) { client in
      let error = try await failure { () async throws(GitHubError) in
        _ = try await client.listSecrets(in: SecretCollection(.dependabot, production))
      }
      #expect(error.diagnostic.text == "acme/web:production (Dependabot): there are no such secrets at this level")
    }
  }
}
