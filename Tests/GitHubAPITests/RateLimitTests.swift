import SecretModel
import Testing

@testable import GitHubAPI

struct RateLimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var status = 403
    var message: String?
    var fields: KeyValuePairs<String, String> = [:]
    var kind: RateLimit.Kind?
    var wait: Duration?
    var documentation = ""
    var testDescription: String { "\(status) \(message ?? "") \(fields)" }
  }

  @Test("limits are recognized in every form, and nothing else is taken for one", arguments: cases)
  func recognized(example: Case) throws {
    let message = example.message.map { #""message":"\#($0)","# } ?? ""
    let body = #"{\#(message)"documentation_url":"\#(example.documentation)"}"#
    let fields = HeaderFields(example.fields.map { (name: $0.key, value: $0.value) })
    let response = HTTPResponse(status: example.status, fields: fields, body: Array(body.utf8))
    let token = try Token(exampleToken)
    let limit = RateLimit(response, message: ServerMessage(response, submittedBody: true, token: token))
    #expect(limit?.kind == example.kind)
    #expect(limit?.wait == example.wait)
  }

  private static let date = "Thu, 01 Feb 2024 23:06:55 GMT"
  private static let docs = "https://docs.github.com/free-pro-team@latest/rest/overview"

  static let cases: [Case] = [
    Case(
      message: "API rate limit exceeded for user ID 1. (But here's the good news)",
      fields: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1706828875", "Date": date],
      kind: .primary,
      wait: .seconds(61)
    ),
    Case(
      status: 429,
      fields: ["x-ratelimit-remaining": "0", "x-ratelimit-reset": "1706828815", "date": date],
      kind: .primary,
      wait: .seconds(1)
    ),
    Case(
      message: "API rate limit exceeded",
      fields: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1706828000", "Date": date],
      kind: .primary,
      wait: .seconds(1)
    ),
    Case(message: "API rate limit exceeded", fields: ["X-RateLimit-Remaining": "0"], kind: .primary),
    Case(
      message: "You have exceeded a secondary rate limit and have been temporarily blocked",
      fields: ["Retry-After": "60"],
      kind: .secondary,
      wait: .seconds(60)
    ),
    Case(message: "You have exceeded a secondary rate limit. Please wait a few minutes.", kind: .secondary),
    Case(message: "Please wait a few minutes before you try again.", kind: .secondary),
    Case(message: "You have triggered an abuse detection mechanism.", kind: .secondary),
    Case(message: "Slow down", kind: .secondary, documentation: "\(docs)/rate-limits#about-secondary-rate-limits"),
    Case(message: "Slow down", kind: .secondary, documentation: "\(docs)#abuse-rate-limits"),
    Case(status: 429, kind: .secondary),
    Case(
      status: 429,
      fields: ["Retry-After": "Thu, 01 Feb 2024 23:07:55 GMT", "Date": date],
      kind: .secondary,
      wait: .seconds(60)
    ),
    Case(status: 429, fields: ["Retry-After": "soon"], kind: .secondary),
    Case(status: 429, fields: ["Retry-After": "-5"], kind: .secondary, wait: .zero),
    Case(status: 429, fields: ["Retry-After": "99999999999999"], kind: .secondary, wait: .seconds(86_400)),
    Case(
      status: 429,
      fields: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9223372036854775807", "Date": date],
      kind: .primary,
      wait: .seconds(86_401)
    ),
    Case(message: "Resource not accessible by integration", fields: ["X-RateLimit-Remaining": "12"]),
    Case(message: "Resource not accessible by integration", fields: ["X-RateLimit-Remaining": "0"]),
    Case(message: "Must have admin rights to Repository."),
    Case(status: 404, message: "API rate limit exceeded"),
    Case(status: 503, fields: ["Retry-After": "5"]),
  ]

  @Test(
    "dates of headers are read, and nothing else",
    arguments: [
      ("Thu, 01 Feb 2024 23:06:55 GMT", "2024-02-01T23:06:55Z"),
      ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
      ("Thu, 31 Feb 2024 23:06:55 GMT", nil), ("2024-02-01T23:06:55Z", nil), ("", nil),
      ("Thu, 01 Foo 2024 23:06:55 GMT", nil),
      ("Thu, 1 Feb 2024 23:06:55 GMT", nil), ("Thu, 01 Feb 2024 23:06:55 CET", nil),
    ]
  )
  func dates(text: String, instant: String?) {
    #expect(Timestamp(httpDate: text)?.description == instant)
  }
}
