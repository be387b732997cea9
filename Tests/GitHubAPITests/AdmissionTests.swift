import SecretModel
import Testing

@testable import GitHubAPI

struct PrimaryLimitTests {
  private static let date = "Thu, 01 Feb 2024 23:06:55 GMT"

  private func headers(remaining: String, reset: String = "1706828875", limit: String? = "5000") -> HeaderFields {
    var fields = HeaderFields([
      ("x-ratelimit-remaining", remaining), ("x-ratelimit-reset", reset), ("x-ratelimit-resource", "core"),
      ("date", Self.date),
    ])
    fields["x-ratelimit-limit"] = limit
    return fields
  }

  @Test("the headers of an answer are read by the server's own clock")
  func read() throws {
    let limit = try #require(PrimaryLimit(headers(remaining: "12")))
    #expect(limit.limit == 5_000)
    #expect(limit.remaining == 12)
    #expect(limit.untilReset == .seconds(61))
    #expect(limit.resource == "core")
  }

  @Test("headers that say nothing are passed over", arguments: ["", "-1", "many"])
  func senseless(remaining: String) {
    #expect(PrimaryLimit(headers(remaining: remaining)) == nil)
    #expect(PrimaryLimit(headers(remaining: "5", reset: "soon")) == nil)
    #expect(PrimaryLimit(headers(remaining: "0", reset: "1706908815")) == nil)
    #expect(PrimaryLimit(HeaderFields()) == nil)
  }

  private func seen(_ remaining: Int, untilReset: Int) throws -> PrimaryLimit {
    // One second is added to what the server says, since it speaks of whole seconds.
    let fields = headers(remaining: "\(remaining)", reset: "\(1_706_828_815 - 1 + untilReset)")
    return try #require(PrimaryLimit(fields))
  }

  @Test("answers that come in the wrong order never make more of what is left")
  func order() throws {
    var allowance = PrimaryAllowance(try seen(3, untilReset: 100), at: .zero)
    allowance.note(try seen(9, untilReset: 99), at: .seconds(1))
    #expect(allowance.opening(for: .read, inFlight: 2, reserve: 50, at: .seconds(1)) == .now)
    #expect(allowance.opening(for: .read, inFlight: 3, reserve: 50, at: .seconds(1)) == .afterAnAnswer)
  }

  @Test("a new window gives new requests, and an answer of the old one takes none of them")
  func newWindow() throws {
    var allowance = PrimaryAllowance(try seen(0, untilReset: 10), at: .zero)
    #expect(allowance.opening(for: .read, inFlight: 0, reserve: 50, at: .seconds(9)) == .at(.seconds(10)))
    #expect(allowance.opening(for: .read, inFlight: 0, reserve: 50, at: .seconds(10)) == .now)
    allowance.note(try seen(4_999, untilReset: 3_600), at: .seconds(11))
    allowance.note(try seen(0, untilReset: 0), at: .seconds(12))
    #expect(allowance.opening(for: .read, inFlight: 50, reserve: 50, at: .seconds(12)) == .now)
  }

  @Test("a window that is shorter than the doubt about its end is told from the one before")
  func shortWindow() throws {
    var allowance = PrimaryAllowance(try seen(0, untilReset: 3), at: .zero)
    allowance.note(try seen(40, untilReset: 3), at: .seconds(3))
    #expect(allowance.opening(for: .read, inFlight: 0, reserve: 50, at: .seconds(4)) == .now)
    #expect(allowance.opening(for: .read, inFlight: 40, reserve: 50, at: .seconds(4)) == .afterAnAnswer)
  }

  @Test("writes leave the last requests of the hour to the reads that verify them")
  func reserve() throws {
    let allowance = PrimaryAllowance(try seen(50, untilReset: 100), at: .zero)
    #expect(allowance.opening(for: .write, inFlight: 0, reserve: 50, at: .zero) == .at(.seconds(100)))
    #expect(allowance.opening(for: .write, inFlight: 0, reserve: 40, at: .zero) == .now)
    #expect(allowance.opening(for: .read, inFlight: 49, reserve: 50, at: .zero) == .now)
  }
}

struct ConcurrencyWidthTests {
  @Test("strain halves the width once, however many requests of the same time show it")
  func narrow() {
    var width = ConcurrencyWidth(ceiling: 50)
    let generation = width.generation
    for _ in 1...50 { width.narrow(since: generation) }
    #expect(width.current == 25)
    width.narrow(since: width.generation)
    #expect(width.current == 12)
    for _ in 1...20 { width.narrow(since: width.generation) }
    #expect(width.current == 1)
  }

  @Test("successes widen it slowly, and never beyond the most")
  func widen() {
    var width = ConcurrencyWidth(ceiling: 4)
    width.narrow(since: 0)
    #expect(width.current == 2)
    width.widen()
    #expect(width.current == 2)
    width.widen()
    #expect(width.current == 3)
    for _ in 1...100 { width.widen() }
    #expect(width.current == 4)
  }
}

struct RequestLimitsTests {
  private let gitHub = APIURL.gitHub

  @Test("GitHub's own hosts have the published limits, others none of which anybody knows")
  func hosts() throws {
    #expect(Pace.auto.limits(for: gitHub) == .published)
    #expect(Pace.auto.limits(for: try APIURL("https://api.acme.ghe.com")) == .published)
    #expect(Pace.auto.limits(for: try APIURL("https://github.acme.example/api/v3")) == .unlimited)
    #expect(Pace.auto.limits(for: try APIURL("https://evilghe.com")) == .unlimited)
    #expect(Pace.none.limits(for: gitHub) == .unlimited)
  }

  @Test("a number of writes a minute replaces what is published about writes, and holds everywhere")
  func number() throws {
    let limits = Pace.writesPerMinute(30).limits(for: gitHub)
    #expect(limits.rates.map(\.words) == ["900 points a minute", "30 writes a minute"])
    let elsewhere = Pace.writesPerMinute(30).limits(for: try APIURL("https://github.acme.example/api/v3"))
    #expect(elsewhere.rates.map(\.words) == ["30 writes a minute"])
  }

  @Test(
    "the forecast follows whichever limit takes longest",
    arguments: [
      (reads: 0, writes: 0, minutes: 0), (900, 0, 0), (901, 0, 1), (10_000, 0, 11), (500, 80, 0), (501, 80, 1),
      (0, 81, 1), (276, 620, 61), (0, 60_000, 7_146),
    ]
  )
  func minutes(reads: Int, writes: Int, minutes: Int) {
    #expect(RequestLimits.published.minutes(reads: reads, writes: writes) == minutes)
    #expect(RequestLimits.unlimited.minutes(reads: reads, writes: writes) == 0)
  }

  @Test("more requests at once than GitHub allows are not made")
  func concurrency() {
    #expect(Admission(width: 1_000, limits: .published, longestWait: nil).width.ceiling == 100)
    #expect(Admission(width: 1_000, limits: .unlimited, longestWait: nil).width.ceiling == 1_000)
  }
}
