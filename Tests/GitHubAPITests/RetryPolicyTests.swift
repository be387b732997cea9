import SecretModel
import Testing

@testable import GitHubAPI

struct RetryPolicyTests {
  private let policy = RetryPolicy()

  private func decision(
    _ failure: RetryPolicy.Failure,
    failures: Int = 1,
    limits: Int = 0,
    limited: Duration = .zero,
    jitter: Double = 0
  ) -> RetryPolicy.Decision {
    let history = RetryPolicy.History(failures: failures, limits: limits, limited: limited)
    return policy.decision(after: failure, history: history, jitter: jitter)
  }

  @Test(
    "what may pass is repeated, what would fail again is not",
    arguments: [
      (RetryPolicy.Failure.noAnswer(.connectionRefused), true), (.noAnswer(.connectionLost), true),
      (.noAnswer(.timedOut), true), (.noAnswer(.connectTimedOut), true), (.noAnswer(.unknownHost), true),
      (.noAnswer(.turnedAway), true), (.noAnswer(.proxy(.tunnelRefused, server: "")), true),
      (.noAnswer(.proxy(.credentialsRefused, server: "")), false),
      (.noAnswer(.tls(reason: "")), false), (.noAnswer(.bodyTooLarge(limit: 1)), false), (.noAnswer(.cancelled), false),
      (.unreadable, true), (.final, false),
      (.status(500, retryAfter: nil), true), (.status(502, retryAfter: nil), true),
      (.status(503, retryAfter: nil), true), (.status(504, retryAfter: nil), true),
      (.status(501, retryAfter: nil), false), (.status(400, retryAfter: nil), false),
      (.status(401, retryAfter: nil), false), (.status(403, retryAfter: nil), false),
      (.status(404, retryAfter: nil), false), (.status(409, retryAfter: nil), false),
      (.status(422, retryAfter: nil), false),
    ]
  )
  func isRepeated(failure: RetryPolicy.Failure, isRepeated: Bool) {
    #expect((decision(failure) != .giveUp) == isRepeated)
  }

  @Test("pauses double, half of each is left to chance, and the fourth failure is the last")
  func backOff() {
    let cut = RetryPolicy.Failure.noAnswer(.connectionLost)
    #expect(decision(cut, failures: 1) == .retry(after: .milliseconds(250)))
    #expect(decision(cut, failures: 1, jitter: 0.5) == .retry(after: .milliseconds(375)))
    #expect(decision(cut, failures: 2) == .retry(after: .milliseconds(500)))
    #expect(decision(cut, failures: 3) == .retry(after: .seconds(1)))
    #expect(decision(cut, failures: 4) == .giveUp)
  }

  @Test("no pause is longer than the longest")
  func longestPause() {
    let patient = RetryPolicy(attempts: 100)
    let history = RetryPolicy.History(failures: 70)
    #expect(patient.decision(after: .unreadable, history: history, jitter: 1) == .retry(after: .seconds(20)))
  }

  @Test("a server that says when to come back is obeyed, within bounds")
  func serviceUnavailable() {
    #expect(decision(.status(503, retryAfter: .seconds(40))) == .retry(after: .seconds(40)))
    #expect(decision(.status(503, retryAfter: .seconds(901))) == .giveUp)
  }

  @Test("a limit holds all requests for as long as the server says, within bounds")
  func limits() throws {
    let limit = try secondaryLimit(retryAfter: "60")
    #expect(decision(limit, limits: 1) == .holdAll(.seconds(60)))
    #expect(decision(limit, limits: 5, limited: .seconds(4_440)) == .holdAll(.seconds(60)))
    #expect(decision(limit, limits: 5, limited: .seconds(4_441)) == .giveUp)
    #expect(decision(limit, limits: 11) == .giveUp)
    let hour = try secondaryLimit(retryAfter: "3601")
    #expect(decision(hour, limits: 1) == .holdAll(.seconds(3_601)))
    let long = try secondaryLimit(retryAfter: "4501")
    #expect(decision(long, limits: 1) == .giveUp)
    let none = try secondaryLimit(retryAfter: "0")
    #expect(decision(none, limits: 1) == .holdAll(.seconds(1)))
  }

  @Test("without a time a secondary limit is waited out for a minute, then two, then four")
  func secondaryLimit() throws {
    let limit = try secondaryLimit(retryAfter: nil)
    #expect(decision(limit, limits: 1) == .holdAll(.seconds(60)))
    #expect(decision(limit, limits: 2) == .holdAll(.seconds(120)))
    #expect(decision(limit, limits: 3) == .holdAll(.seconds(240)))
    #expect(decision(limit, limits: 5) == .giveUp)
  }

  private func secondaryLimit(retryAfter: String?) throws -> RetryPolicy.Failure {
    var response = HTTPResponse(status: 429)
    response.fields["Retry-After"] = retryAfter
    let message = ServerMessage(response, submittedBody: false, token: try Token(exampleToken))
    return .rateLimited(try #require(RateLimit(response, message: message)))
  }
}
