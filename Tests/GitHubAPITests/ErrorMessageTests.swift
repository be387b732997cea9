import SecretModel
import Testing

@testable import GitHubAPI

/// The complete text of every failure that a person can meet, with an example of its cause.
struct ErrorMessageTests {
  private static let listing = "/repos/acme/web/environments/production/secrets?per_page=100"

  struct Case: Sendable, CustomTestStringConvertible {
    var status: Int
    var body = "{}"
    var fields: KeyValuePairs<String, String> = [:]
    var text: String
    var testDescription: String { "\(status) \(body.prefix(60))" }
  }

  @Test("a refused listing says where, what, and what to do", arguments: cases)
  func message(example: Case) async throws {
    let attempts = example.status >= 500 ? 4 : 1
    let exchanges = Array(
      repeating: get(Self.listing, example.body, status: example.status, example.fields),
      count: attempts
    )
    try await withStubs(exchanges) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: production) }
      #expect(error.diagnostic.text == "acme/web:production: " + example.text)
      #expect(error.status == example.status)
      #expect(!error.outcomeUnknown)
    }
  }

  static let permission =
    "the repository permission 'Environments: read' (a classic token: the scope 'repo')"

  private static let endpoint = "for 'GET /repos/{owner}/{repository}/environments/{environment}/secrets'"

  private static let settings = "; add the scope at https://github.com/settings/tokens"

  static let cases: [Case] = [
    Case(
      status: 401,
      body: #"{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","status":"401"}"#,
      text:
        "GitHub answered 401 to a listing of secrets: 'bad credentials'; set OCTOSEAL_TOKEN to a valid token; it may have expired or been revoked"
    ),
    Case(
      status: 403,
      body: #"{"message":"Resource not accessible by personal access token"}"#,
      fields: ["X-Accepted-GitHub-Permissions": "environments=read"],
      text:
        "GitHub answered 403 to a listing of secrets: 'resource not accessible by personal access token'; the token needs \(permission) \(endpoint) (GitHub asks for 'environments=read')\(settings)"
    ),
    Case(
      status: 403,
      body: #"{"message":"Resource not accessible by integration"}"#,
      text:
        "GitHub answered 403 to a listing of secrets: 'resource not accessible by integration'; the token needs \(permission) \(endpoint)\(settings)"
    ),
    Case(
      status: 403,
      body: #"{"message":"Must have admin rights to Repository."}"#,
      fields: ["X-Accepted-OAuth-Scopes": "", "x-oauth-scopes": "read:org, gist"],
      text:
        "GitHub answered 403 to a listing of secrets: 'admin rights are needed'; the token needs \(permission) \(endpoint) (the token has 'read:org, gist')\(settings)"
    ),
    Case(
      status: 403,
      body: #"{"message":"Resource protected by organization SAML enforcement."}"#,
      fields: ["X-GitHub-SSO": "required; url=https://github.com/orgs/acme/sso?authorization_request=A1"],
      text:
        "GitHub answered 403 to a listing of secrets: the token is not authorized for the organization's single sign-on; authorize the token at https://github.com/orgs/acme/sso?authorization_request=A1"
    ),
    Case(
      status: 404,
      body: "",
      fields: ["X-GitHub-SSO": "required"],
      text:
        "GitHub answered 404 to a listing of secrets: the token is not authorized for the organization's single sign-on; authorize the token under 'Configure SSO' in its settings"
    ),
    Case(
      status: 403,
      body: #"{"message":"Repository was archived so is read-only."}"#,
      text:
        "GitHub answered 403 to a listing of secrets: the repository is archived and so is read-only; unarchive the repository, or remove it from the manifest"
    ),
    Case(
      status: 403,
      body: #"{"message":"Sorry. Your account\u001b[31m was\u0000 suspended.\nAsk \u202eadmin"}"#,
      text:
        "GitHub answered 403 to a listing of secrets: 'Sorry. Your account [31m was suspended. Ask admin'; the token needs \(permission) \(endpoint)\(settings)"
    ),
    Case(
      status: 403,
      body: #"{"message":"no entry for \#(exampleToken)"}"#,
      text: "GitHub answered 403 to a listing of secrets; the token needs \(permission) \(endpoint)\(settings)"
    ),
    Case(
      status: 404,
      body: #"{"message":"Not Found"}"#,
      text:
        "GitHub answered 404 to a listing of secrets: it does not exist, or the token cannot see it; check the spelling, and that the token has \(permission)"
    ),
    Case(
      status: 409,
      text:
        "GitHub answered 409 to a listing of secrets; repositories can be chosen only while the visibility is 'selected'; plan anew"
    ),
    Case(
      status: 410,
      body: #"{"message":"This endpoint is gone"}"#,
      text:
        "GitHub answered 410 to a listing of secrets: 'This endpoint is gone'; set 'api_version' to one that the server supports"
    ),
    Case(
      status: 400,
      body: #"{"message":"The provided API version '2099-01-01' is not supported."}"#,
      text:
        "GitHub answered 400 to a listing of secrets: 'the API version is not supported'; set 'api_version' to one that the server supports"
    ),
    Case(
      status: 422,
      body: #"{"message":"Validation Failed","errors":[{"resource":"X","message":"page is too large"},"text"]}"#,
      text:
        "GitHub answered 422 to a listing of secrets: 'Validation Failed'; check the secret in the manifest against GitHub's rules for names, values and selected repositories"
    ),
    Case(
      status: 418,
      body: "teapot",
      text: "GitHub answered 418 to a listing of secrets; check that 'api_url' is the root of GitHub's REST API"
    ),
    Case(
      status: 502,
      body: "<html><body>Bad \u{1B}[2J Gateway</body></html>",
      text:
        "GitHub answered 502 to a listing of secrets after 4 attempts; run again later; githubstatus.com tells whether GitHub has a fault"
    ),
    Case(
      status: 500,
      body: #"{"message":"Server Error"}"#,
      text:
        "GitHub answered 500 to a listing of secrets after 4 attempts: 'Server Error'; run again later; githubstatus.com tells whether GitHub has a fault"
    ),
    Case(
      status: 429,
      fields: ["Retry-After": "4800", "Date": "Thu, 01 Feb 2024 23:00:00 GMT"],
      text:
        "GitHub answered 429 to a listing of secrets, a rate limit that ends at 2024-02-02T00:20:00Z; run again later; what was done stays done"
    ),
    Case(
      status: 403,
      body: #"{"message":"API rate limit exceeded for user ID 1."}"#,
      fields: [
        "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1706833200", "Date": "Thu, 01 Feb 2024 23:00:00 GMT",
      ],
      text:
        "GitHub answered 403 to a listing of secrets, a rate limit that ends at 2024-02-02T00:20:01Z: 'the hourly rate limit was exceeded'; run again later; what was done stays done"
    ),
  ]

  @Test(
    "without an answer the cause is named in words",
    arguments: [
      (TransportError.connectionRefused, "got no answer after 4 attempts: the connection was refused"),
      (.unknownHost, "got no answer after 4 attempts: the name of the host is not known"),
      (.connectTimedOut, "got no answer after 4 attempts: the connection did not stand in time"),
      (.connectionLost, "got no answer after 4 attempts: the connection was lost"),
      (.timedOut, "got no answer after 4 attempts: it took too long"),
      (
        .tls(reason: "the server's certificate is not trusted"),
        "got no answer: the server's certificate is not trusted"
      ),
      (.bodyTooLarge(limit: 9), "got no answer: the body is larger than 9 bytes"),
      (.turnedAway, "got no answer after 4 attempts: the server did not take the request"),
      (
        .proxy(.tunnelRefused, server: "proxy:80"),
        "got no answer after 4 attempts: the proxy 'proxy:80' did not connect to the server"
      ),
      (
        .proxy(.credentialsRefused, server: "proxy:80"),
        "got no answer: the proxy 'proxy:80' wants a user and password, or others than it got"
      ),
    ]
  )
  func noAnswer(cause: TransportError, event: String) async throws {
    let exchanges = Array(repeating: failing(.get, Self.listing, cause), count: event.contains("attempts") ? 4 : 1)
    try await withStubs(exchanges) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.listSecrets(in: production) }
      #expect(error.diagnostic.message == "acme/web:production: a listing of secrets \(event)")
      #expect(error.diagnostic.remedy != nil)
    }
  }

  @Test("each level and call names the permission that it needs")
  func permissions() async throws {
    let environment = EnvironmentName(listed: "production")
    let repository = Scope.repository(web)
    let value = SecretWrite(value: nil, access: .ownScope)
    let calls: [(String, (GitHubClient) async throws(GitHubError) -> Void)] = [
      (
        "organization permission 'Secrets: read'",
        { client throws(GitHubError) in _ = try await client.listSecrets(in: acme) }
      ),
      (
        "organization permission 'Secrets: write'",
        { client throws(GitHubError) in try await client.putSecret(secret("A"), value) }
      ),
      (
        "repository permission 'Secrets: read'",
        { client throws(GitHubError) in _ = try await client.publicKey(of: repository) }
      ),
      (
        "repository permission 'Secrets: write'",
        { client throws(GitHubError) in try await client.deleteSecret(at: secret("A", in: repository)) }
      ),
      (
        "repository permission 'Environments: write'",
        { client throws(GitHubError) in try await client.putSecret(secret("A", in: production), value) }
      ),
      (
        "repository permission 'Administration: write'",
        { client throws(GitHubError) in try await client.createEnvironment(environment, in: web) }
      ),
      (
        "repository permission 'Actions: read'",
        { client throws(GitHubError) in _ = try await client.environmentExists(environment, in: web) }
      ),
      (
        "repository permission 'Metadata: read'",
        { client throws(GitHubError) in _ = try await client.repository(named: web) }
      ),
    ]
    for (permission, call) in calls {
      let client = GitHubClient(
        configuration: GitHubConfiguration(tokens: try Token(exampleToken), userAgent: "octoseal/test"),
        transport: Refusal()
      )
      let error = try await failure { () async throws(GitHubError) in try await call(client) }
      #expect(error.diagnostic.text.contains("the token needs the \(permission)"), "\(error.diagnostic)")
    }
  }

  private struct Refusal: Transport {
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse { HTTPResponse(status: 403) }
  }
}
