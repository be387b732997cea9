import SecretModel
import Testing

@testable import GitHubAPI

/// How each server is spoken to.
struct ServerDialectTests {
  /// A server and all that is particular about it.
  struct Row: Sendable, CustomTestStringConvertible {
    var server: ServerIdentity
    var version: String?
    var accept = "application/vnd.github+json"
    var scheme = AuthorizationScheme.bearer
    var environments: ServerDialect.EnvironmentPaths? = .byName
    var ids = false
    var needsValue = true
    var hasVariables = true
    var listsOrganizationSecrets = true

    var testDescription: String { server.name }
  }

  private static let old = "application/vnd.github.v3+json"

  @Test("every server gets what its documents say", arguments: rows)
  func documented(row: Row) {
    let dialect = ServerDialect(of: row.server, choice: .automatic)
    #expect(dialect.apiVersion?.rawValue == row.version)
    #expect(dialect.accept == row.accept)
    #expect(dialect.authorizationScheme == row.scheme)
    #expect((dialect.has(.environments) ? dialect.environmentPaths : nil) == row.environments)
    #expect(dialect.writesSelectionAsTexts == row.ids)
    #expect(dialect.organizationPutNeedsValue == row.needsValue)
    #expect(dialect.has(.variables) == row.hasVariables)
    #expect(dialect.has(.organizationSecretsOfRepository) == row.listsOrganizationSecrets)
  }

  private static let rows = [
    Row(server: .gitHub, version: "2026-03-10"),
    Row(server: .silent, version: "2022-11-28"),
    Row(server: enterprise(4, 0), version: "2026-03-10"),
    Row(server: enterprise(3, 21), version: "2026-03-10"),
    Row(server: enterprise(3, 20), version: "2022-11-28"),
    Row(server: enterprise(3, 12), version: "2022-11-28"),
    Row(server: enterprise(3, 11), version: "2022-11-28", needsValue: false),
    Row(server: enterprise(3, 9), version: "2022-11-28", needsValue: false),
    Row(server: enterprise(3, 8), needsValue: false, listsOrganizationSecrets: false),
    Row(
      server: enterprise(3, 7),
      environments: .byRepositoryID,
      needsValue: false,
      hasVariables: false,
      listsOrganizationSecrets: false
    ),
    Row(
      server: enterprise(3, 5),
      environments: .byRepositoryID,
      needsValue: false,
      hasVariables: false,
      listsOrganizationSecrets: false
    ),
    Row(
      server: enterprise(3, 2),
      accept: old,
      scheme: .token,
      environments: .byRepositoryID,
      needsValue: false,
      hasVariables: false,
      listsOrganizationSecrets: false
    ),
    Row(
      server: enterprise(3, 1),
      accept: old,
      scheme: .token,
      environments: nil,
      ids: true,
      needsValue: false,
      hasVariables: false,
      listsOrganizationSecrets: false
    ),
    Row(
      server: enterprise(2, 22),
      accept: old,
      scheme: .token,
      environments: nil,
      ids: true,
      needsValue: false,
      hasVariables: false,
      listsOrganizationSecrets: false
    ),
  ]

  private static func enterprise(_ major: Int, _ minor: Int) -> ServerIdentity {
    .enterprise(EnterpriseVersion(major, minor))
  }

  @Test("what the user chooses is asked for, whatever the server is")
  func choice() {
    for server in [ServerIdentity.gitHub, .silent, Self.enterprise(3, 0), Self.enterprise(3, 21)] {
      for version in APIVersion.allCases {
        #expect(ServerDialect(of: server, choice: .fixed(version)).apiVersion == version)
        #expect(ServerDialect(of: server, choice: .fixed(version), refused: [version]).apiVersion == version)
      }
      #expect(ServerDialect(of: server, choice: .none).apiVersion == nil)
    }
  }

  @Test("a version that was refused is followed by the one before, and at last by none")
  func refusal() {
    func version(_ server: ServerIdentity, without refused: Set<APIVersion>) -> APIVersion? {
      ServerDialect(of: server, choice: .automatic, refused: refused).apiVersion
    }
    #expect(version(.gitHub, without: [.v2026]) == .v2022)
    #expect(version(.gitHub, without: [.v2026, .v2022]) == nil)
    #expect(version(.silent, without: [.v2022]) == nil)
  }

  @Test(
    "a server's name for itself is read as far as it has numbers",
    arguments: [
      ("3.21.0", "3.21.0"), ("3.21.0.rc1", "3.21.0"), ("3.7", "3.7"), ("3.12.4-beta", "3.12.4"), ("2.22.22", "2.22.22"),
      ("", nil), ("3", nil), ("three.two", nil), ("3.", nil), (".3", nil), ("-3.2", nil),
      ("99999999999999999999.1", nil), ("3.x", nil),
    ] as [(String, String?)]
  )
  func version(text: String, shown: String?) {
    #expect(EnterpriseVersion(text)?.description == shown)
  }

  @Test("a server is what its answers say")
  func identity() {
    func server(_ fields: KeyValuePairs<String, String>) -> ServerIdentity {
      ServerIdentity(HeaderFields(fields.map { (name: $0.key, value: $0.value) }))
    }
    #expect(server(["x-github-enterprise-version": "3.9.2"]) == .enterprise(EnterpriseVersion(3, 9)))
    #expect(server(["x-github-api-version-selected": "2022-11-28"]) == .gitHub)
    #expect(
      server(["X-GitHub-Enterprise-Version": "\u{1B}[31m", "x-github-api-version-selected": "2022-11-28"]) == .gitHub
    )
    #expect(server([:]) == .silent)
  }

  @Test("a JSON Web Token has no word but 'Bearer' before it, other tokens have that of the server")
  func authorization() throws {
    let token = try Token("ghp_example")
    #expect(token.authorization(.token) == "token ghp_example")
    #expect(token.authorization(.bearer) == "Bearer ghp_example")
    #expect(try Token("eyJhbGciOiJSUzI1NiJ9.e30.c2ln").authorization(.token) == "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
  }
}
