import Testing

@testable import GitHubEmulator

/// What tokens see and may do.
struct TokenTests {
  private static let state = """
    {"organizations": {"acme": {
       "repositories": {"web": {"id": 71, "environments": ["production"]}, "api": {"id": 72, "visibility": "public"}},
       "secrets": {"DEPLOY": {"visibility": "selected", "repositories": ["web"]}}},
       "other": {"repositories": ["hidden"]}},
     "tokens": [
       {"name": "reader", "token": "r", "organizations": ["acme"], "permissions": {"organization_secrets": "read",
         "secrets": "read", "environments": "read", "actions": "read", "organization_actions_variables": "read",
         "actions_variables": "read"}},
       {"name": "writer", "token": "w", "organizations": ["Acme"], "permissions": {"organization_secrets": "write",
         "secrets": "write", "environments": "write", "actions": "read", "administration": "write",
         "organization_actions_variables": "write", "actions_variables": "write"}},
       {"name": "nothing", "token": "n", "permissions": {}},
       {"name": "blind", "token": "b", "kind": "app", "permissions": {"metadata": "none"}},
       {"name": "classic", "token": "c", "kind": "classic", "permissions": {"secrets": "read"}},
       {"name": "narrow", "token": "1", "repositories": ["acme/web"]},
       {"name": "all", "token": "a", "kind": "classic"}]}
    """

  @Test(
    "no token and an unknown one are 401",
    arguments: [
      nil, "Bearer unknown", "Bearer", "Bearer ", "Basic cjpy", "r", "",
    ]
  )
  func unauthenticated(header: String?) throws {
    let headers = header.map { ["authorization": $0] } ?? [:]
    let emulated = try Emulated(Self.state)
    for path in [organizationSecrets, "/repos/acme/web", "/rate_limit", "/nothing"] {
      let response = emulated.send("GET", path, headers: headers, token: nil)
      #expect(response.status == 401)
      let isEmpty = headers["authorization"]?.isEmpty ?? true
      #expect(try response.message() == (isEmpty ? "Requires authentication" : "Bad credentials"))
      #expect(response.header("X-RateLimit-Limit") == nil)
    }
  }

  @Test("both words before a token work, in any case", arguments: ["Bearer r", "token r", "bearer r", "TOKEN r"])
  func schemes(header: String) throws {
    let headers = ["authorization": header]
    #expect(try Emulated(Self.state).send("GET", organizationSecrets, headers: headers, token: nil).status == 200)
  }

  @Test("a world that names no tokens lets any token do everything, and none nothing")
  func anyToken() throws {
    let emulated = try Emulated()
    #expect(emulated.get(organizationSecrets, token: "whatever").status == 200)
    #expect(emulated.get(organizationSecrets, token: nil).status == 401)
  }

  @Test("a request without a User-Agent is refused")
  func userAgent() throws {
    let response = try Emulated().get(organizationSecrets, headers: ["user-agent": ""])
    #expect(response.status == 403)
    #expect(String(decoding: response.body, as: UTF8.self).contains("User-Agent"))
  }

  @Test(
    "what a fine-grained token lacks is 403, with what would be needed",
    arguments: [
      ("GET", organizationSecrets, "organization_secrets=read"),
      ("GET", "\(organizationSecrets)/public-key", "organization_secrets=read"),
      ("PUT", "\(organizationSecrets)/NEW", "organization_secrets=write"),
      ("DELETE", "\(organizationSecrets)/DEPLOY", "organization_secrets=write"),
      ("GET", "\(organizationSecrets)/DEPLOY/repositories", "organization_secrets=read"),
      ("PUT", "\(organizationSecrets)/DEPLOY/repositories", "organization_secrets=write"),
      ("GET", repositorySecrets, "secrets=read"), ("PUT", "\(repositorySecrets)/NEW", "secrets=write"),
      ("GET", "/repos/acme/web/actions/organization-secrets", "secrets=read"),
      ("GET", organizationVariables, "organization_actions_variables=read"),
      ("POST", organizationVariables, "organization_actions_variables=write"),
      ("PATCH", "\(organizationVariables)/STAGE", "organization_actions_variables=write"),
      ("GET", "\(organizationVariables)/STAGE/repositories", "organization_actions_variables=read"),
      ("PUT", "\(organizationVariables)/STAGE/repositories/71", "organization_actions_variables=write"),
      ("GET", "\(repositoryVariables)/MODE", "actions_variables=read"),
      ("DELETE", "\(repositoryVariables)/MODE", "actions_variables=write"),
      ("GET", environmentSecrets, "environments=read"), ("PUT", "\(environmentSecrets)/NEW", "environments=write"),
      ("GET", "/repos/acme/web/environments/production", "actions=read"),
      ("PUT", "/repos/acme/web/environments/new", "administration=write"),
    ]
  )
  func missingPermission(method: String, path: String, needed: String) throws {
    let response = try Emulated(Self.state).send(method, path, body: [:], token: "n")
    #expect(response.status == 403)
    #expect(try response.message() == "Resource not accessible by personal access token")
    #expect(response.header("X-Accepted-GitHub-Permissions") == needed)
  }

  @Test(
    "a token that may read may not write",
    arguments: [
      ("PUT", "\(organizationSecrets)/NEW"), ("DELETE", "\(organizationSecrets)/DEPLOY"),
      ("PUT", "\(organizationSecrets)/DEPLOY/repositories/72"), ("PUT", "\(repositorySecrets)/NEW"),
      ("PUT", "\(environmentSecrets)/NEW"), ("PUT", "/repos/acme/web/environments/new"),
      ("POST", organizationVariables), ("PATCH", "\(organizationVariables)/STAGE"),
      ("PUT", "\(organizationVariables)/STAGE/repositories"), ("POST", repositoryVariables),
      ("DELETE", "\(repositoryVariables)/MODE"),
    ]
  )
  func readersDoNotWrite(method: String, path: String) throws {
    let emulated = try Emulated(Self.state)
    #expect(emulated.send(method, path, body: [:], token: "r").status == 403)
    #expect(emulated.send(method, path, body: [:], token: "w").status != 403)
  }

  @Test(
    "refusals speak to the kind of token",
    arguments: [
      ("b", "Resource not accessible by integration"), ("c", "Must have admin rights to Repository."),
    ]
  )
  func wordsOfRefusals(token: String, message: String) throws {
    let response = try Emulated(Self.state).get(organizationSecrets, token: token)
    #expect(response.status == 403)
    #expect(try response.message() == message)
    #expect(response.header("X-Accepted-OAuth-Scopes") == (token == "c" ? "admin:org" : nil))
  }

  @Test(
    "what a token does not see is 404",
    arguments: [
      ("r", "/orgs/other"), ("r", "/orgs/other/actions/secrets"), ("r", "/repos/other/hidden"),
      ("1", "/repos/acme/api"), ("1", "/repos/acme/api/actions/secrets"), ("1", "/repositories/72"),
    ]
  )
  func invisible(token: String, path: String) throws {
    let emulated = try Emulated(Self.state)
    #expect(emulated.get(path, token: token).status == 404)
    #expect(emulated.get(path, token: "a").status == 200)
  }

  @Test("a listing of repositories shows what the token sees")
  func visibleRepositories() throws {
    let listed = try Emulated(Self.state).get("/orgs/acme/repos", token: "1").json().elements
    #expect(listed?.map { $0["name"] } == ["web"])
  }

  @Test("metadata is needed to look up a repository and to select it")
  func metadata() throws {
    let emulated = try Emulated(Self.state)
    #expect(emulated.get("/repos/acme/web", token: "b").status == 403)
    #expect(emulated.get("/repos/acme/web", token: "n").status == 200)
  }

  @Test("environments of a public repository can be read without a permission")
  func publicEnvironments() throws {
    let emulated = try Emulated(Self.state)
    #expect(emulated.get("/repos/acme/api/environments", token: "n").status == 200)
    #expect(emulated.get("/repos/acme/web/environments", token: "n").status == 403)
  }

  @Test("/meta needs no token, and says the version of an Enterprise Server")
  func meta() throws {
    let emulated = try Emulated(Self.state)
    #expect(try emulated.get("/meta", token: nil).json()["installed_version"] == nil)
    #expect(emulated.model.applyDialect("ghes-3.20"))
    let response = emulated.get("/meta", token: nil)
    #expect(try response.json()["installed_version"] == "3.20.0")
    #expect(response.header("X-GitHub-Enterprise-Version") == "3.20.0")
  }
}
