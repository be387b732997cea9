import Foundation
import Synchronization
import Testing

@testable import GitHubEmulator

/// Rate limits, versions and ETags.
struct LimitTests {
  private func emulated(_ limit: String) throws -> Emulated {
    try Emulated(
      """
      {"clock": {"start": "2026-01-01T00:00:00Z"}, "rate_limit": \(limit),
       "organizations": {"acme": {"repositories": ["web"], "secrets": {"A": "x"}}}}
      """
    )
  }

  private func remaining(_ response: EmulatedResponse) -> Int? {
    response.header("X-RateLimit-Remaining").flatMap { Int($0) }
  }

  @Test("each request is counted, and the headers say so")
  func counts() throws {
    let emulated = try emulated("{\"limit\": 10, \"window\": 60}")
    for used in 1...3 {
      let response = emulated.get(organizationSecrets)
      #expect(response.header("x-ratelimit-limit") == "10")
      #expect(response.header("x-ratelimit-used") == String(used))
      #expect(response.header("x-ratelimit-remaining") == String(10 - used))
      #expect(response.header("x-ratelimit-resource") == "core")
      #expect(response.header("x-ratelimit-reset") == String(1_767_225_600 + 60))
    }
    let core = try emulated.get("/rate_limit").json()["resources"]?["core"]
    #expect(core == ["limit": 10, "used": 3, "remaining": 7, "reset": 1_767_225_660])
  }

  @Test("a spent limit refuses until its window ends", arguments: [403, 429])
  func spent(status: Int) throws {
    let emulated = try emulated("{\"limit\": 2, \"window\": 60, \"status\": \(status)}")
    for _ in 1...2 { #expect(emulated.get(organizationSecrets).status == 200) }
    let refused = emulated.get(organizationSecrets)
    #expect(refused.status == status)
    #expect(try refused.message().hasPrefix("API rate limit exceeded"))
    #expect(remaining(refused) == 0)
    #expect(refused.header("Retry-After") == nil)
    #expect(emulated.get("/rate_limit").status == 200)
    emulated.model.advanceClock(seconds: 60)
    #expect(emulated.get(organizationSecrets).status == 200)
  }

  @Test("what is left can be set from outside")
  func setsRemaining() throws {
    let emulated = try emulated("{\"limit\": 5000}")
    emulated.model.setRemainingRequests(1)
    #expect(emulated.get(organizationSecrets).status == 200)
    #expect(emulated.get(organizationSecrets).status == 403)
  }

  @Test("the secondary limit counts points a minute, five for a write, and says Retry-After")
  func secondary() throws {
    let time = Mutex(0)
    let model = try GitHubModel(
      state: "{\"rate_limit\": {\"points_per_minute\": 7, \"retry_after\": 3}, \"organizations\": {\"acme\": {}}}",
      milliseconds: { time.withLock { $0 } }
    )
    func send(_ method: String) -> EmulatedResponse {
      model.answer(
        EmulatedRequest(
          method: method,
          target: "\(organizationSecrets)/X",
          headers: ["user-agent": "t", "authorization": "token t"],
          authority: "h"
        )
      )
      .response
    }
    #expect(send("DELETE").status == 404)
    #expect(send("GET").status == 404)
    #expect(send("GET").status == 404)
    let refused = send("GET")
    #expect(refused.status == 403)
    #expect(refused.header("retry-after") == "3")
    #expect(try refused.message().hasPrefix("You have exceeded a secondary rate limit"))
    #expect(try refused.json()["documentation_url"]?.text?.hasSuffix("#about-secondary-rate-limits") == true)
    time.withLock { $0 = 60_000 }
    #expect(send("GET").status == 404)
  }

  @Test("a server without limits sends no headers, and /rate_limit is 404")
  func noLimits() throws {
    let emulated = try emulated("\"off\"")
    #expect(emulated.get(organizationSecrets).header("X-RateLimit-Limit") == nil)
    let response = emulated.get("/rate_limit")
    #expect(response.status == 404)
    #expect(try response.message() == "Rate limiting is not enabled.")
  }

  @Test(
    "what the client holds already is 304, free of charge and without a body",
    arguments: [
      organizationSecrets, "\(organizationSecrets)/A", "\(organizationSecrets)/public-key", "/repos/acme/web",
      "/orgs/acme/repos", "/repos/acme/web/actions/secrets", "/meta",
    ]
  )
  func notModified(path: String) throws {
    let emulated = try emulated("{\"limit\": 10}")
    let first = emulated.get(path)
    let tag = try #require(first.header("ETag"))
    #expect(tag.hasPrefix("W/\"") && tag.count == 68)
    for known in [tag, String(tag.dropFirst(2)), "\"other\", \(tag)", "*"] {
      let second = emulated.get(path, headers: ["if-none-match": known])
      #expect(second.status == 304)
      #expect(second.body.isEmpty)
      #expect(remaining(second) == remaining(first))
      #expect(second.header("ETag")?.hasSuffix(String(tag.dropFirst(2))) == true)
    }
    #expect(emulated.get(path, headers: ["if-none-match": "W/\"other\""]).status == 200)
  }

  @Test("a change makes another ETag")
  func etagMoves() throws {
    let emulated = try emulated("{}")
    let tag = try #require(emulated.get(organizationSecrets).header("ETag"))
    try emulated.model.setSecret("A", in: "acme", to: GitHubModel.SecretChange(value: [1]))
    #expect(emulated.get(organizationSecrets, headers: ["if-none-match": tag]).status == 200)
  }

  @Test(
    "a version that the server does not know is 400, and the one it used is named",
    arguments: [
      ("github.com", "2022-11-28", 200), ("github.com", "2026-03-10", 200), ("github.com", "2020-01-01", 400),
      ("ghes-3.20", "2026-03-10", 400), ("ghes-3.20", "2022-11-28", 200), ("ghes-3.7", "2026-03-10", 200),
      ("ghes-3.21", "2026-03-10", 200),
    ]
  )
  func versions(dialect: String, version: String, status: Int) throws {
    let emulated = try emulated("{}")
    #expect(emulated.model.applyDialect(dialect))
    let response = emulated.get(organizationSecrets, headers: ["x-github-api-version": version])
    #expect(response.status == status)
    let selected = response.header("x-github-api-version-selected")
    #expect(selected == (dialect == "ghes-3.7" ? nil : status == 200 ? version : selected))
    #expect(emulated.get(organizationSecrets).status == 200)
  }

  @Test("the rate outside 'resources' is gone in 2026-03-10")
  func rateOfVersions() throws {
    let emulated = try emulated("{}")
    #expect(try emulated.get("/rate_limit").json()["rate"] != nil)
    let headers = ["x-github-api-version": "2026-03-10"]
    #expect(try emulated.get("/rate_limit", headers: headers).json()["rate"] == nil)
  }

  @Test("every answer carries the model's time and an id")
  func commonHeaders() throws {
    let emulated = try emulated("{}")
    let response = emulated.get(organizationSecrets)
    #expect(response.header("Date") == "Thu, 01 Jan 2026 00:00:00 GMT")
    #expect(response.header("X-GitHub-Request-Id")?.split(separator: ":").count == 5)
    #expect(response.header("X-GitHub-Request-Id") != emulated.get("/x").header("X-GitHub-Request-Id"))
  }
}
