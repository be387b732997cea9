import Foundation
import Testing

@testable import GitHubEmulator

/// The control endpoints, as a shell script would use them.
struct ControlTests {
  private let model: GitHubModel
  private let routes: ControlRoutes

  init() throws {
    model = try GitHubModel(state: Emulated.smallState)
    routes = ControlRoutes(model: model)
  }

  private func send(_ method: String, _ path: String, _ body: String = "") -> EmulatedResponse {
    let request = EmulatedRequest(
      method: method,
      target: "/_emulator/\(path)",
      headers: [:],
      body: Array(body.utf8),
      authority: "h"
    )
    return routes.answer(request)
  }

  @Test("values are shown by scope and name")
  func values() throws {
    try model.setSecret("BINARY", in: "acme/web", to: GitHubModel.SecretChange(value: [255]))
    let values = try send("GET", "values").json()
    #expect(values["Acme"]?["DEPLOY"] == "deploy-value")
    #expect(values["Acme/web"] == ["BINARY": ["value_base64": "/w=="], "DSN": "dsn-value"])
    #expect(values["Acme/web:production"] == nil)
  }

  @Test("secrets are set and deleted as somebody else would")
  func secrets() throws {
    let body =
      "{\"scope\": \"acme\", \"name\": \"new\", \"value\": \"v\", \"visibility\": \"selected\", "
      + "\"repositories\": [\"api\"]}"
    #expect(send("PUT", "secret", body).status == 204)
    #expect(model.secret("NEW", in: "acme")?.repositories == ["api"])
    #expect(send("PUT", "secret", "{\"scope\": \"acme\", \"name\": \"NEW\", \"visibility\": \"all\"}").status == 204)
    #expect(model.secret("NEW", in: "acme")?.value == Array("v".utf8))
    #expect(send("DELETE", "secret", "{\"scope\": \"acme\", \"name\": \"NEW\"}").status == 204)
    #expect(send("DELETE", "secret?scope=acme%2Fweb&name=DSN").status == 204)
    #expect(model.secret("DSN", in: "acme/web") == nil)
  }

  @Test("variables are set, shown and deleted as somebody else would")
  func variables() throws {
    let body = "{\"scope\": \"acme\", \"name\": \"new\", \"value\": \"v\", \"repositories\": [\"api\"]"
    #expect(send("PUT", "variable", body + ", \"visibility\": \"selected\"}").status == 204)
    #expect(model.variable("NEW", in: "acme")?.repositories == ["api"])
    #expect(send("PUT", "variable", "{\"scope\": \"acme\", \"name\": \"NEW\", \"visibility\": \"all\"}").status == 204)
    #expect(model.variable("NEW", in: "acme")?.value == "v")
    #expect(send("PUT", "variable", "{\"scope\": \"acme/web\", \"name\": \"MODE\", \"value\": \"\"}").status == 204)
    let shown = try send("GET", "variables").json()
    #expect(shown["Acme"] == ["NEW": "v", "REGION": "north", "STAGE": "test"])
    #expect(shown["Acme/web"] == ["MODE": ""])
    #expect(send("DELETE", "variable", "{\"scope\": \"acme\", \"name\": \"NEW\"}").status == 204)
    #expect(send("DELETE", "variable?scope=acme%2Fweb&name=mode").status == 204)
    #expect(model.variables.keys.sorted() == ["Acme"])
  }

  @Test("the rest of the world is changed too")
  func otherChanges() throws {
    let emulated = try Emulated()
    let routes = ControlRoutes(model: emulated.model)
    func post(_ path: String, _ body: String) -> Int {
      let target = "/_emulator/\(path)"
      let bytes = Array(body.utf8)
      return
        routes.answer(
          EmulatedRequest(method: "POST", target: target, headers: [:], body: bytes, authority: "h")
        )
        .status
    }
    let key = emulated.get("\(repositorySecrets)/public-key").body
    #expect(post("rotate-key", "{\"scope\": \"acme/web\"}") == 204)
    #expect(emulated.get("\(repositorySecrets)/public-key").body != key)
    #expect(post("clock", "{\"seconds\": 3600}") == 204)
    #expect(emulated.get("/meta").header("Date") == "Thu, 01 Jan 2026 01:00:00 GMT")
    #expect(post("switches", "{\"list_order\": \"reversed\", \"lag_reads\": 1}") == 204)
    #expect(emulated.model.switches.listOrder == .reversed)
    #expect(post("repository", "{\"repository\": \"acme/web\", \"archived\": true, \"name\": \"site\"}") == 204)
    #expect(try emulated.get("/repos/acme/site").json()["archived"] == true)
    #expect(post("rate-limit", "{\"remaining\": 0}") == 204)
    #expect(emulated.get(organizationSecrets).status == 403)
  }

  @Test("repositories are made, transferred and deleted as somebody else would")
  func repositories() throws {
    let emulated = try Emulated()
    let routes = ControlRoutes(model: emulated.model)
    func send(_ method: String, _ body: String) -> Int {
      let target = "/_emulator/repository"
      return
        routes.answer(
          EmulatedRequest(method: method, target: target, headers: [:], body: Array(body.utf8), authority: "h")
        )
        .status
    }
    #expect(send("PUT", "{\"repository\": \"acme/new\"}") == 204)
    #expect(send("PUT", "{\"repository\": \"acme/new\"}") == 400)
    #expect(emulated.get("/repos/acme/new/actions/secrets").status == 200)

    let id = try emulated.get("/repos/acme/web").json()["id"]
    #expect(send("POST", "{\"repository\": \"acme/web\", \"owner\": \"octocat\", \"name\": \"site\"}") == 204)
    #expect(try emulated.get("/repos/octocat/site").json()["id"] == id)
    #expect(emulated.get("/repos/acme/web").status == 301)
    #expect(emulated.model.secret("DSN", in: "octocat/site") != nil)
    #expect(emulated.model.secret("DEPLOY", in: "acme")?.repositories == ["api"])

    #expect(send("DELETE", "{\"repository\": \"octocat/site\"}") == 204)
    #expect(send("DELETE", "{\"repository\": \"octocat/site\"}") == 400)
    #expect(emulated.get("/repos/acme/web").status == 404)
    #expect(emulated.get("/repos/octocat/site").status == 404)
    #expect(send("PUT", "{\"repository\": \"acme/web\"}") == 204)
    #expect(try emulated.get(repositorySecrets).secretNames() == [])
    #expect(try GitHubModel(state: emulated.model.state).state == emulated.model.state)
  }

  @Test("faults are added, counted and cleared")
  func faults() throws {
    let body =
      "{\"method\": \"PUT\", \"path\": \"/orgs/*\", \"nth\": 3, \"moment\": \"after\", \"status\": 503, "
      + "\"headers\": {\"Retry-After\": \"1\"}, \"body\": {\"message\": \"Server Error\"}}"
    #expect(send("POST", "faults", body).status == 204)
    #expect(
      send("POST", "faults", "{\"reset\": true, \"hang_ms\": 5, \"times\": 2, \"cut_body_at\": 1, \"trickle_ms\": 9}")
        .status == 204
    )
    let answer = Fault.Answer(status: 503, headers: ["Retry-After": "1"], body: "{\"message\":\"Server Error\"}")
    #expect(
      model.faults.map(\.fault) == [
        Fault(method: "PUT", path: "/orgs/*", nth: 3, moment: .after, answer: answer),
        Fault(times: 2, hang: 5, trickle: 9, resetsConnection: true, keptBytes: 1),
      ]
    )
    let listed = try send("GET", "faults").json()["faults"]?.elements
    #expect(listed?.map { $0["struck"] } == [0, 0])
    #expect(send("DELETE", "faults").status == 204)
    #expect(model.faults.isEmpty)
  }

  @Test("the log is shown and emptied")
  func log() throws {
    let request = EmulatedRequest(method: "GET", target: "/meta?x=1", headers: [:], authority: "h")
    model.log(request, status: 200, tokenName: nil, wasStruck: false)
    let logged = try #require(try send("GET", "requests").json()["requests"]?.elements?.first)
    #expect(logged["method"] == "GET" && logged["path"] == "/meta?x=1" && logged["status"] == 200)
    #expect(logged["token"] == .null)
    #expect(send("DELETE", "requests").status == 204)
    #expect(model.requests.isEmpty)
  }

  @Test("the whole state can be had")
  func state() throws {
    #expect(String(decoding: send("GET", "state").body, as: UTF8.self) == model.state)
    #expect(try send("GET", "switches").json()["list_order"] == "alphabetical")
  }

  @Test(
    "what is wrong is 400 with its place, what is not there 404",
    arguments: [
      ("PUT", "secret", "{\"scope\": \"acme/none\", \"name\": \"A\"}", 400), ("PUT", "secret", "{", 400),
      ("PUT", "secret", "{\"scope\": \"acme\"}", 400),
      ("DELETE", "secret", "{\"scope\":\"acme\",\"name\":\"NO\"}", 400),
      ("PUT", "variable", "{\"scope\": \"acme/web:production\", \"name\": \"A\"}", 400),
      ("PUT", "variable", "{\"scope\": \"acme\", \"name\": \"A\", \"value\": 1}", 400),
      ("DELETE", "variable", "{\"scope\":\"acme\",\"name\":\"NO\"}", 400),
      ("POST", "clock", "{}", 400), ("POST", "clock", "{\"seconds\": -1}", 400),
      ("POST", "switches", "{\"x\": 1}", 400),
      ("POST", "faults", "{\"status\": 1}", 400), ("POST", "faults", "{\"body\": \"x\"}", 400),
      ("POST", "faults", "{\"moment\": \"never\"}", 400), ("PUT", "repository", "{\"repository\": \"web\"}", 400),
      ("DELETE", "repository", "{\"repository\": \"acme/no\"}", 400),
      ("POST", "repository", "{\"repository\": \"acme/web\", \"owner\": \"nobody\"}", 400),
      ("POST", "rotate-key", "{\"scope\": 1}", 400),
      ("GET", "nothing", "", 404), ("POST", "requests", "{}", 404),
    ]
  )
  func complaints(method: String, path: String, body: String, status: Int) throws {
    let before = model.state
    let response = send(method, path, body)
    #expect(response.status == status)
    #expect(try !response.message().isEmpty)
    #expect(model.state == before)
  }
}
