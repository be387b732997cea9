import Foundation
import TestSupport
import Testing

@testable import GitHubEmulator

/// GitHub Apps: what they prove, and the tokens that they get.
struct AppTests {
  private static let key = Result { try AppKey() }
  private static let now = 1_800_000_000

  static func state(_ key: AppKey) -> String {
    """
    {"apps": [{"id": 7, "client_id": "Iv23liKeeper", "slug": "keeper", "owner": "acme", "token_lifetime": 60,
       "public_key": "\(key.publicPEM.replacing("\n", with: "\\n"))", "installations": [
         {"id": 51, "owner": "acme", "repositories": ["web"],
          "permissions": {"organization_secrets": "write", "secrets": "read"}},
         {"id": 52, "owner": "octocat", "suspended": true}]}],
     "organizations": {"acme": {"repositories": {"web": {"id": 71}, "api": {"id": 72}},
       "secrets": {"DEPLOY": {"visibility": "all"}}}},
     "users": {"octocat": {}}}
    """
  }

  /// A model with the App, whose time stands still.
  private func emulated(at seconds: Int = now) throws -> Emulated {
    Emulated(model: try GitHubModel(state: Self.state(try Self.key.get()), milliseconds: { seconds * 1_000 }))
  }

  private func assertion(
    _ claims: String = #"{"iat": \#(now - 60), "exp": \#(now + 540), "iss": "7"}"#,
    algorithm: String = "RS256",
    key: AppKey? = nil
  ) throws -> String {
    let head = encoded(Array(#"{"alg": "\#(algorithm)", "typ": "JWT"}"#.utf8)) + "." + encoded(Array(claims.utf8))
    return "\(head).\(encoded(try (key ?? Self.key.get()).signature(of: Array(head.utf8))))"
  }

  private func encoded(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private func mint(_ emulated: Emulated, _ body: JSON = [:]) throws -> EmulatedResponse {
    emulated.send("POST", "/app/installations/51/access_tokens", body: body, token: try assertion())
  }

  private static let exp =
    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
  private static let iat =
    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"

  @Test(
    "times that GitHub does not take are 401 in its words",
    arguments: [
      (#"{"iat": \#(now - 60), "exp": \#(now), "iss": 7}"#, exp), (#"{"iat": \#(now - 60), "iss": 7}"#, exp),
      (#"{"iat": \#(now - 60), "exp": \#(now).5, "iss": 7}"#, exp),
      (
        #"{"iat": \#(now), "exp": \#(now + 601), "iss": 7}"#, "'Expiration time' claim ('exp') is too far in the future"
      ),
      (#"{"iat": \#(now + 1), "exp": \#(now + 60), "iss": 7}"#, iat),
      (#"{"iat": \#(now - 60).25, "exp": \#(now + 60), "iss": 7}"#, iat),
      (#"{"iat": \#(now - 60), "exp": \#(now + 60)}"#, "'Issuer' claim ('iss') must be an Integer"),
    ]
  )
  func times(claims: String, message: String) throws {
    let response = try emulated().get("/app", token: try assertion(claims))
    #expect(response.status == 401)
    #expect(try response.message() == message)
  }

  @Test("the App's number and its client id will do", arguments: ["7", "\"7\"", "\"Iv23liKeeper\""])
  func issuers(issuer: String) throws {
    let claims = #"{"iat": \#(Self.now - 60), "exp": \#(Self.now + 600), "iss": \#(issuer)}"#
    let app = try emulated().get("/app", token: try assertion(claims)).json()
    #expect(app["slug"] == "keeper")
    #expect(app["html_url"] == "https://github.com/apps/keeper")
  }

  @Test("what another key signed, and what is no assertion, is refused")
  func forgeries() throws {
    let emulated = try emulated()
    let forged = try assertion(key: try AppKey())
    for token in [forged, try assertion(algorithm: "none"), "ghs_x", "a.b.c", "..", forged + "."] {
      let response = emulated.get("/app", token: token)
      #expect(response.status == 401)
      #expect(try response.message() == "A JSON web token could not be decoded")
    }
    #expect(emulated.get("/orgs/acme/actions/secrets", token: try assertion()).status == 401)
    let unknown = try assertion(#"{"iat": \#(Self.now), "exp": \#(Self.now + 60), "iss": "9"}"#)
    #expect(emulated.get("/app", token: unknown).status == 404)
  }

  @Test("an installation is found where it is, with what it may do")
  func installations() throws {
    let emulated = try emulated()
    let found = try emulated.get("/orgs/acme/installation", token: try assertion()).json()
    #expect(found["id"] == 51)
    #expect(found["permissions"]?["organization_secrets"] == "write")
    #expect(found["suspended_at"] == .null)
    let suspended = try emulated.get("/users/octocat/installation", token: try assertion()).json()
    #expect(suspended["suspended_at"]?.text != nil)
    for path in ["/users/acme/installation", "/orgs/octocat/installation", "/orgs/nobody/installation"] {
      #expect(emulated.get(path, token: try assertion()).status == 404)
    }
    let response = emulated.send("POST", "/app/installations/52/access_tokens", token: try assertion())
    #expect(response.status == 403)
    #expect(try response.message() == "This installation has been suspended")
  }

  @Test("a token may do what was asked for, sees what its installation sees, and ends")
  func tokens() throws {
    let emulated = try emulated()
    let answer = try mint(emulated, ["permissions": ["organization_secrets": "read"]])
    #expect(answer.status == 201)
    let object = try answer.json()
    #expect(object["permissions"] == ["organization_secrets": "read"])
    #expect(object["expires_at"] == .string(ModelTime(seconds: Self.now + 60).iso8601))
    #expect(object["repository_selection"] == "selected")
    let token = try #require(object["token"]?.text)
    #expect(token.hasPrefix("ghs_"))
    #expect(emulated.get("/orgs/acme/actions/secrets", token: token).status == 200)
    #expect(emulated.send("DELETE", "/orgs/acme/actions/secrets/DEPLOY", token: token).status == 403)
    #expect(emulated.get("/repos/acme/web/actions/secrets", token: token).status == 403)
    #expect(emulated.get("/repos/acme/api", token: token).status == 404)

    let later = try GitHubModel(state: emulated.model.state, milliseconds: { (Self.now + 60) * 1_000 })
    let response = Emulated(model: later).get("/orgs/acme/actions/secrets", token: token)
    #expect(response.status == 401)
    #expect(try response.message() == "Bad credentials")
  }

  @Test(
    "more than the installation has is 422",
    arguments: [
      ["permissions": ["secrets": "write"]], ["permissions": ["administration": "read"]],
      ["permissions": ["nonsense": "read"]], ["repositories": ["api"]], ["repositories": ["nowhere"]],
    ] as [JSON]
  )
  func tooMuch(body: JSON) throws {
    #expect(try mint(try emulated(), body).status == 422)
  }

  @Test("a key that is none is found in the state")
  func state() {
    #expect(throws: StateError(place: "apps[0].public_key", reason: "must be an RSA public key in PEM")) {
      try GitHubModel(state: #"{"apps": [{"id": 1, "public_key": "x"}]}"#)
    }
  }
}
