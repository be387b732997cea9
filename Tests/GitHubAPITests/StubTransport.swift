import SecretModel
import Synchronization
import TestSupport
import Testing

@testable import GitHubAPI

/// Answers requests from a list of expectations; anything unexpected, and anything unused, fails the test.
final class StubTransport: Transport {
  /// One expected request and its answer; `body` is checked when it is given.
  struct Exchange: Sendable {
    var method: HTTPRequest.Method
    var target: String
    var body: String?
    var result: Result<HTTPResponse, TransportError>
  }

  private struct State {
    var expected: [Exchange]
    var received: [HTTPRequest] = []
  }

  private let state: Mutex<State>

  init(_ expected: [Exchange]) { state = Mutex(State(expected: expected)) }

  var received: [HTTPRequest] { state.withLock { $0.received } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let result: Result<HTTPResponse, TransportError>? = state.withLock { state in
      state.received.append(request)
      let index = state.expected.firstIndex { $0.method == request.method && $0.target == request.target }
      guard let index else { return nil }
      let exchange = state.expected.remove(at: index)
      if let body = exchange.body { #expect(text(request.body ?? []) == body) }
      return exchange.result
    }
    guard let result else {
      Issue.record("unexpected request: \(request.method.rawValue) \(request.target)")
      return HTTPResponse(status: 599)
    }
    return try result.get()
  }

  func expectAllUsed(_ place: SourceLocation = #_sourceLocation) {
    let unused = state.withLock { $0.expected.map { "\($0.method.rawValue) \($0.target)" } }
    #expect(unused.isEmpty, sourceLocation: place)
  }
}

func get(
  _ target: String,
  _ body: String = "{}",
  status: Int = 200,
  _ fields: KeyValuePairs<String, String> = [:]
) -> StubTransport.Exchange {
  exchange(.get, target, status: status, answer: body, fields)
}

func put(_ target: String, body: String? = nil, status: Int = 204, answer: String = "") -> StubTransport.Exchange {
  exchange(.put, target, sent: body, status: status, answer: answer)
}

func exchange(
  _ method: HTTPRequest.Method,
  _ target: String,
  sent: String? = nil,
  status: Int,
  answer: String = "",
  _ fields: KeyValuePairs<String, String> = [:]
) -> StubTransport.Exchange {
  let headers = HeaderFields(fields.map { (name: $0.key, value: $0.value) })
  let response = HTTPResponse(status: status, fields: headers, body: Array(answer.utf8))
  return StubTransport.Exchange(method: method, target: target, body: sent, result: .success(response))
}

func failing(_ method: HTTPRequest.Method, _ target: String, _ error: TransportError) -> StubTransport.Exchange {
  StubTransport.Exchange(method: method, target: target, body: nil, result: .failure(error))
}

/// Runs a body with a client that talks to stubs, and checks that all were used.
func withStubs<Value>(
  _ exchanges: [StubTransport.Exchange],
  apiURL: String = "https://api.github.com",
  apiVersion: APIVersionChoice = .none,
  clock: TestClock = TestClock(),
  onWait: @escaping @Sendable (RequestWait) -> Void = { _ in },
  _ place: SourceLocation = #_sourceLocation,
  _ body: (GitHubClient) async throws -> Value
) async throws -> Value {
  let transport = StubTransport(exchanges)
  var configuration = GitHubConfiguration(
    apiVersion: apiVersion,
    tokens: try Token(exampleToken),
    userAgent: "octoseal/test"
  )
  configuration.apiURL = try APIURL(apiURL)
  let surroundings = ClientSurroundings(clock: clock, jitter: { 0.5 }, onWait: onWait)
  let client = GitHubClient(configuration: configuration, transport: transport, surroundings: surroundings)
  let value = try await body(client)
  transport.expectAllUsed(place)
  return value
}

/// The error that a call throws; a call that succeeds fails the test.
func failure(
  _ place: SourceLocation = #_sourceLocation,
  of call: () async throws(GitHubError) -> Void
) async throws -> GitHubError {
  try await #require(throws: GitHubError.self, sourceLocation: place) { try await call() }
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

typealias SourceLocation = Testing.SourceLocation

let exampleToken = "ghp_exampleTokenThatMustNeverBeShown"
