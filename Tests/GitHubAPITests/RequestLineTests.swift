import Testing

@testable import GitHubAPI

@Suite("The log of requests")
struct RequestLineTests {
  private func line(_ status: Int, _ fields: [(String, String)]) throws -> String {
    let request = HTTPRequest(
      method: .get,
      origin: GitHubConfiguration(tokens: try Token(exampleToken), userAgent: "x").apiURL.origin,
      target: "/orgs/acme/actions/secrets?per_page=100",
      fields: HeaderFields([("X-Secret", "hunter2")]),
      token: try Token(exampleToken),
      body: Array("hunter2".utf8)
    )
    let response = HTTPResponse(
      status: status,
      fields: HeaderFields(fields.map { (name: $0.0, value: $0.1) }),
      body: Array("hunter2".utf8)
    )
    return RequestLine(request: request, result: .success(response), duration: .milliseconds(12), attempt: 1).text
  }

  @Test("it has what helps to find a request at GitHub, and what is left of the limit")
  func facts() throws {
    let fields = [
      ("X-GitHub-Request-Id", "C0DE:1A2B:3C"), ("X-RateLimit-Remaining", "4999"), ("X-RateLimit-Reset", "1795176000"),
      ("Date", "Fri, 20 Nov 2026 11:30:00 GMT"), ("Set-Cookie", "hunter2"),
    ]
    #expect(
      try line(200, fields)
        == "GET /orgs/acme/actions/secrets?per_page=100 200 12 ms, attempt 1, id C0DE:1A2B:3C, 4999 requests left"
    )
  }

  @Test("an answer that was kept is told apart")
  func kept() throws {
    #expect(try line(304, []).hasSuffix("304 12 ms, attempt 1, unchanged since it was kept"))
  }

  @Test(
    "what is no identifier is not repeated",
    arguments: ["", "a b", "\u{1B}[31m", "ü", String(repeating: "a", count: 81)]
  )
  func foreignIdentifier(id: String) throws {
    #expect(try line(200, [("X-GitHub-Request-Id", id)]).hasSuffix("200 12 ms, attempt 1"))
  }
}
