import CSodium
import Foundation
import Testing

@testable import GitHubEmulator

/// A model that is asked without a network, as a client would ask it.
struct Emulated {
  let model: GitHubModel

  init(model: GitHubModel) { self.model = model }

  init(_ state: String = Emulated.smallState) throws {
    model = try GitHubModel(state: state)
  }

  /// One organization with everything that the tests need.
  static let smallState = """
    {"clock": {"start": "2026-01-01T00:00:00Z", "per_write": 1},
     "organizations": {"Acme": {
       "id": 7,
       "repositories": {
         "web": {"id": 71, "environments": {"production": {}, "production/eu": {}}, "secrets": {"DSN": "dsn-value"}},
         "api": {"id": 72, "visibility": "public"},
         "attic": {"id": 73, "archived": true, "environments": ["production"], "secrets": {"OLD": "x"}},
         "renamed": {"id": 74, "renamed_from": ["former"], "secrets": {"MOVED": "x"}}},
       "secrets": {
         "NPM_TOKEN": {"value": "npm-value", "visibility": "all"},
         "INTERNAL": {"value": "internal-value", "visibility": "private"},
         "DEPLOY": {"value": "deploy-value", "visibility": "selected", "repositories": ["web", "api"]}},
       "variables": {
         "STAGE": {"value": "test", "visibility": "private"},
         "REGION": {"value": "north", "visibility": "selected", "repositories": ["web", "api"]}}}},
     "users": {"octocat": {"id": 8, "repositories": {"hello": {"id": 81, "secrets": ["GREETING"]}}}}}
    """

  func send(
    _ method: String,
    _ path: String,
    body: JSON? = nil,
    headers: [String: String] = [:],
    token: String? = "t"
  ) -> EmulatedResponse {
    send(method, path, bytes: body?.bytes ?? [], headers: headers, token: token)
  }

  func send(
    _ method: String,
    _ path: String,
    bytes: [UInt8],
    headers: [String: String] = [:],
    token: String? = "t"
  ) -> EmulatedResponse {
    var headers = headers
    headers["user-agent"] = headers["user-agent"] ?? "tests"
    if let token { headers["authorization"] = "Bearer \(token)" }
    let request = EmulatedRequest(
      method: method,
      target: path,
      headers: headers,
      body: bytes,
      authority: "emulator.test"
    )
    return model.answer(request).response
  }

  func get(_ path: String, headers: [String: String] = [:], token: String? = "t") -> EmulatedResponse {
    send("GET", path, headers: headers, token: token)
  }

  func change(_ change: (inout EmulatorSwitches) -> Void) {
    var switches = model.switches
    change(&switches)
    model.switches = switches
  }

  /// A PUT's body with the value sealed for the scope whose secrets are under `path`.
  func sealed(_ value: String, for path: String, adding members: JSON = [:]) throws -> JSON {
    try sealed(Array(value.utf8), for: path, adding: members)
  }

  func sealed(_ value: [UInt8], for path: String, adding members: JSON = [:]) throws -> JSON {
    let key = try get("\(path)/public-key").json()
    let publicKey = try #require(key["key"]?.text.flatMap { Data(base64Encoded: $0) })
    let box: [JSONMember] = [
      JSONMember(key: "encrypted_value", value: .string(seal(value, for: [UInt8](publicKey)))),
      JSONMember(key: "key_id", value: try #require(key["key_id"])),
    ]
    return .object(box + (members.members ?? []))
  }

  /// Reads the public key, seals and puts.
  func put(_ value: String, _ path: String, _ name: String, adding members: JSON = [:]) throws -> EmulatedResponse {
    send("PUT", "\(path)/\(name)", body: try sealed(value, for: path, adding: members))
  }
}

/// A sealed box in base64.
func seal(_ value: [UInt8], for publicKey: [UInt8]) -> String {
  var box = [UInt8](repeating: 0, count: value.count + crypto_box_sealbytes())
  crypto_box_seal(&box, value, UInt64(value.count), publicKey)
  return Data(box).base64EncodedString()
}

extension EmulatedResponse {
  func json() throws -> JSON { try JSON(parsing: body) }

  func message() throws -> String { try #require(try json()["message"]?.text) }

  /// The names of a listing of secrets.
  func secretNames() throws -> [String] { try names("secrets") }

  /// The names of a listing of variables.
  func variableNames() throws -> [String] { try names("variables") }

  private func names(_ key: String) throws -> [String] {
    try #require(try json()[key]?.elements).compactMap { $0["name"]?.text }
  }

  func links() -> [String: String] {
    var links: [String: String] = [:]
    for link in (header("Link") ?? "").components(separatedBy: ", ") where !link.isEmpty {
      let parts = link.components(separatedBy: "; ")
      links[parts[1].replacing("rel=", with: "").replacing("\"", with: "")] = String(parts[0].dropFirst().dropLast())
    }
    return links
  }
}

let organizationSecrets = "/orgs/acme/actions/secrets"
let organizationVariables = "/orgs/acme/actions/variables"
let repositoryVariables = "/repos/acme/web/actions/variables"
let repositorySecrets = "/repos/acme/web/actions/secrets"
let environmentSecrets = "/repos/acme/web/environments/production/secrets"
let slashSecrets = "/repos/acme/web/environments/production%2Feu/secrets"
