import Logging
import SecretModel
import TestSupport
import Testing

@testable import GitHubAPI

struct RetryTests {
  private let target = "/repos/acme/web"
  private let found = #"{"id":7,"full_name":"acme/web"}"#
  private let write = SecretWrite(value: .init(encryptedValue: "YQ==", keyID: "1"), access: .all)
  private let put = "/orgs/acme/actions/secrets/TOKEN"

  @Test("a read survives any three failures of network and server")
  func read() async throws {
    let clock = TestClock()
    let exchanges = [
      failing(.get, target, .connectionLost), get(target, "<html>", status: 502), get(target, #"{"id":7,"full"#),
      get(target, found),
    ]
    try await withStubs(exchanges, clock: clock) { client in
      let repository = try await client.repository(named: web)
      #expect(repository?.id == RepositoryID(7))
      #expect(clock.sleeps == [.milliseconds(375), .milliseconds(750), .milliseconds(1_500)])
    }
  }

  @Test("a write whose answer was lost is repeated, since repeating it changes nothing")
  func write() async throws {
    let lost = StubTransport.Exchange(method: .put, target: put, body: nil, result: .failure(.connectionLost))
    try await withStubs([lost, exchange(.put, put, status: 504), exchange(.put, put, status: 204)]) { client in
      try await client.putSecret(secret("TOKEN"), write)
      #expect(client.statistics.mutations == 3)
    }
  }

  @Test(
    "an error says whether a write may have taken effect",
    arguments: [
      (TransportError.connectionRefused, false), (.unknownHost, false), (.connectTimedOut, false),
      (.turnedAway, false), (.proxy(.connectionRefused, server: "proxy:80"), false),
      (.connectionLost, true), (.timedOut, true),
    ]
  )
  func outcome(cause: TransportError, isUnknown: Bool) async throws {
    try await withStubs(Array(repeating: failing(.put, put, cause), count: 4)) { client in
      let error = try await failure { () async throws(GitHubError) in
        try await client.putSecret(secret("TOKEN"), write)
      }
      #expect(error.outcomeUnknown == isUnknown)
      #expect(error.diagnostic.text.contains("may have taken effect") == isUnknown)
    }
  }

  @Test("one unknown outcome is not forgotten because of what came after it")
  func unknownOutcome() async throws {
    let answer = exchange(.put, put, status: 422, answer: "{}")
    try await withStubs([failing(.put, put, .timedOut), answer]) { client in
      let error = try await failure { () async throws(GitHubError) in
        try await client.putSecret(secret("TOKEN"), write)
      }
      #expect(error.kind == .rejected)
      #expect(error.outcomeUnknown)
    }
  }

  @Test("a refused write is not repeated and did not take effect", arguments: [400, 401, 403, 404, 409, 410, 422])
  func refused(status: Int) async throws {
    try await withStubs([exchange(.put, put, status: status)]) { client in
      let error = try await failure { () async throws(GitHubError) in
        try await client.putSecret(secret("TOKEN"), write)
      }
      #expect(!error.outcomeUnknown)
    }
  }

  @Test("a limit is waited out and said, with the time by the server's clock at which it ends")
  func limit() async throws {
    let waits = Shared<[String]>([])
    let clock = TestClock()
    let date = "Thu, 01 Feb 2024 23:06:55 GMT"
    let exchanges = [
      get(target, "", status: 429, ["Retry-After": "60", "Date": date]),
      get(target, found),
    ]
    try await withStubs(exchanges, clock: clock, onWait: { wait in waits.change { $0.append(wait.description) } }) {
      _ = try await $0.repository(named: web)
    }
    #expect(waits.value == ["waiting 61 s until 2024-02-01T23:07:56Z: GitHub's secondary rate limit was reached"])
    #expect(clock.now.offset == .milliseconds(60_125))
  }

  @Test("a pause after a failure is said when it is long, with the failure")
  func longPause() async throws {
    let waits = Shared<[String]>([])
    let exchanges = [get(target, "", status: 503, ["Retry-After": "5"]), get(target, found)]
    try await withStubs(exchanges, onWait: { wait in waits.change { $0.append(wait.description) } }) {
      _ = try await $0.repository(named: web)
    }
    #expect(waits.value == ["waiting 5 s: acme/web: GitHub answered 503 to a look-up of the repository"])
  }

  @Test("a limit that lasts longer than patience is an error at once")
  func longLimit() async throws {
    let clock = TestClock()
    try await withStubs([get(target, "", status: 429, ["Retry-After": "4501"])], clock: clock) { client in
      let error = try await failure { () async throws(GitHubError) in _ = try await client.repository(named: web) }
      #expect(error.isRateLimit)
      #expect(clock.sleeps.isEmpty)
    }
  }

  @Test("limits that never end are given up within a bounded time")
  func endlessLimit() async throws {
    let clock = TestClock()
    let transport = Always(response: HTTPResponse(status: 429, fields: HeaderFields([("Retry-After", "120")])))
    let configuration = GitHubConfiguration(tokens: try Token(exampleToken), userAgent: "octoseal/test")
    let surroundings = ClientSurroundings(clock: clock)
    let client = GitHubClient(configuration: configuration, transport: transport, surroundings: surroundings)
    await withTaskGroup { group in
      for _ in 1...200 { group.addTask { _ = try? await client.repository(named: web) } }
    }
    #expect(clock.now.offset <= .seconds(75 * 60))
  }

  @Test("the log has one line for each request, without the token and without bodies")
  func log() async throws {
    let lines = Shared<[String]>([])
    let transport = StubTransport([failing(.put, put, .connectionLost), exchange(.put, put, status: 204)])
    var logger = Logger(label: "test") { _ in LineHandler { line in lines.change { $0.append(line) } } }
    logger.logLevel = .trace
    let configuration = GitHubConfiguration(tokens: try Token(exampleToken), userAgent: "octoseal/test")
    let surroundings = ClientSurroundings(clock: TestClock(), logger: logger)
    let client = GitHubClient(configuration: configuration, transport: transport, surroundings: surroundings)
    try await client.putSecret(secret("TOKEN"), write)
    #expect(
      lines.value == [
        "debug PUT /orgs/acme/actions/secrets/TOKEN connectionLost 0 ms, attempt 1",
        "debug PUT /orgs/acme/actions/secrets/TOKEN 204 0 ms, attempt 2",
      ]
    )
  }

  private struct Always: Transport {
    var response: HTTPResponse
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse { response }
  }
}

private struct LineHandler: LogHandler {
  var logLevel = Logger.Level.trace
  var metadata: Logger.Metadata = [:]
  var receive: @Sendable (String) -> Void

  init(receive: @escaping @Sendable (String) -> Void) { self.receive = receive }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { receive("\(event.level) \(event.message)") }
}
