import SecretModel
import Synchronization
import TestSupport
import Testing

@testable import GitHubAPI

private let token = BudgetID("token")

struct RequestSchedulerTests {
  private func scheduler(
    width: Int,
    limits: RequestLimits = .unlimited,
    longestWait: Duration? = nil,
    clock: any Clock<Duration> = ContinuousClock(),
    onWait: @escaping @Sendable (Duration, String) -> Void = { _, _ in }
  ) -> RequestScheduler {
    RequestScheduler(
      Admission(width: width, limits: limits, longestWait: longestWait),
      clock: StopClock(clock),
      onWait: onWait
    )
  }

  @Test("never more requests are under way than allowed, and as many as allowed", arguments: [1, 3, 50])
  func width(width: Int) async {
    let scheduler = scheduler(width: width)
    let counter = Shared((now: 0, most: 0, all: 0))
    await withTaskGroup { group in
      for _ in 1...200 {
        group.addTask {
          try? await scheduler.run(.read, token) { _ in
            counter.change { counter in
              counter.now += 1
              counter.all += 1
              counter.most = max(counter.most, counter.now)
            }
            // Long enough for all others to ask.
            try? await Task.sleep(for: .milliseconds(width == 1 ? 1 : 5))
            counter.change { $0.now -= 1 }
          }
        }
      }
    }
    #expect(counter.value.most == width)
    #expect(counter.value.all == 200)
  }

  @Test("requests go in the order of asking, and one that is cancelled while it waits leaves no gap")
  func orderAndCancellation() async throws {
    let scheduler = scheduler(width: 1)
    let gate = Gate()
    let order = Shared<[Int]>([])
    let first = Task { try await scheduler.run(.write, token) { _ in await gate.wait() } }
    await gate.waitUntilReached()
    var waiting: [Task<Void, any Error>] = []
    for number in 1...5 {
      waiting.append(Task { try await scheduler.run(.write, token) { _ in order.change { $0.append(number) } } })
      while scheduler.waitingCount < number { await Task.yield() }
    }
    waiting[2].cancel()
    await #expect(throws: RequestScheduler.Refusal.cancelled) { try await waiting[2].value }
    gate.open()
    try await first.value
    for index in [0, 1, 3, 4] { try await waiting[index].value }
    #expect(order.value == [1, 2, 4, 5])
    #expect(scheduler.waitingCount == 0)
  }

  @Test("a task that is cancelled before it asks gets no turn and takes none away")
  func cancelledBefore() async throws {
    let scheduler = scheduler(width: 1)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try await scheduler.run(.read, token) { _ in Issue.record("it must not run") }
    }
    task.cancel()
    await #expect(throws: RequestScheduler.Refusal.cancelled) { try await task.value }
    let answer = try await scheduler.run(.read, token) { _ in 7 }
    #expect(answer == 7)
  }

  @Test("a hold keeps back what was not sent yet, and is said once however many wait for it")
  func hold() async throws {
    let clock = TestClock()
    let waits = Shared<[String]>([])
    let scheduler = scheduler(width: 2, clock: clock) { wait, reason in waits.change { $0.append("\(wait) \(reason)") }
    }
    let turn = try await scheduler.run(.read, token) { $0 }
    scheduler.hold(turn, for: .seconds(60), reason: "a limit", isStrain: false)
    scheduler.hold(turn, for: .seconds(61), reason: "a limit", isStrain: false)
    await withTaskGroup { group in
      for _ in 1...20 { group.addTask { try? await scheduler.run(.read, token) { _ in () } } }
    }
    #expect(clock.now.offset == .seconds(61))
    #expect(waits.value == ["61.0 seconds a limit"])
  }

  @Test("a limit of one token does not hold up another's requests")
  func budgetsSideBySide() async throws {
    let clock = TestClock()
    let scheduler = scheduler(width: 2, clock: clock)
    let turn = try await scheduler.run(.read, BudgetID("acme")) { $0 }
    scheduler.hold(turn, for: .seconds(60), reason: "a limit", isStrain: false)
    try await scheduler.run(.read, BudgetID("umbrella")) { _ in () }
    #expect(clock.now.offset == .zero)
    try await scheduler.run(.read, BudgetID("acme")) { _ in () }
    #expect(clock.now.offset == .seconds(60))
  }

  @Test("what would have to wait for longer than allowed is refused at once, with the time and the reason")
  func longestWait() async throws {
    let clock = TestClock()
    let scheduler = scheduler(width: 2, longestWait: .seconds(90), clock: clock)
    let turn = try await scheduler.run(.read, token) { $0 }
    scheduler.hold(turn, for: .seconds(60), reason: "a limit", isStrain: false)
    try await scheduler.run(.read, token) { _ in () }
    scheduler.hold(turn, for: .seconds(40), reason: "another", isStrain: false)
    await #expect(throws: RequestScheduler.Refusal.heldUp(.seconds(40), reason: "another")) {
      try await scheduler.run(.write, token) { _ in () }
    }
    #expect(clock.now.offset == .seconds(60))
  }

  @Test("the time that limits have lasted counts from the first one after a success")
  func limitedTime() async throws {
    let clock = TestClock()
    let scheduler = scheduler(width: 1, clock: clock)
    #expect(scheduler.noteLimit() == .zero)
    try await clock.sleep(for: .seconds(30))
    #expect(scheduler.noteLimit() == .seconds(30))
    scheduler.noteSuccess()
    #expect(scheduler.noteLimit() == .zero)
  }

  @Test(
    "writes leave at the published pace, and take as long as the forecast says",
    arguments: [1, 80, 81, 160, 161, 500, 501, 620, 1_001]
  )
  func pace(writes: Int) async throws {
    let clock = TestClock()
    let scheduler = scheduler(width: 50, limits: .published, clock: clock)
    let times = Shared<[Duration]>([])
    for _ in 1...writes {
      try await scheduler.run(.write, token) { _ in times.change { $0.append(clock.now.offset) } }
    }
    for (rate, most) in [(Duration.seconds(60), 80), (.seconds(3_600), 500)] {
      for start in times.value { #expect(times.value.count { $0 >= start && $0 < start + rate } <= most) }
    }
    let minutes = RequestLimits.published.minutes(reads: 0, writes: writes)
    let taken = try #require(times.value.last)
    // Each window is half a second longer than what it stands for, and there are at most twenty of them here.
    #expect(taken >= .seconds(60 * minutes) && taken <= .seconds(60 * minutes + 10))
  }

  @Test("reads go on while writes are held up by the pace")
  func readsBesideWrites() async throws {
    let clock = HandClock()
    let limits = RequestLimits(concurrent: nil, rates: [RequestRate(.writes, 1, every: .seconds(60))])
    let scheduler = scheduler(width: 2, limits: limits, clock: clock)
    try await scheduler.run(.write, token) { _ in () }
    let second = Task { try await scheduler.run(.write, token) { _ in () } }
    while clock.sleeperCount < 1 { await Task.yield() }
    try await scheduler.run(.read, token) { _ in () }
    #expect(scheduler.waitingCount == 1)
    clock.advance(by: .seconds(61))
    try await second.value
  }

  @Test("a client that is cancelled while it pauses ends at once")
  func cancelledPause() async throws {
    let transport = StubTransport([failing(.get, "/repos/acme/web", .connectionLost)])
    var configuration = GitHubConfiguration(tokens: try Token(exampleToken), userAgent: "octoseal/test")
    configuration.retries = RetryPolicy(firstPause: .seconds(3_600), longestPause: .seconds(3_600))
    let client = GitHubClient(configuration: configuration, transport: transport)
    let task = Task { try await client.repository(named: web) }
    while transport.received.isEmpty { await Task.yield() }
    task.cancel()
    let error = await #expect(throws: GitHubError.self) { try await task.value }
    #expect(error?.isCancelled == true)
  }
}

/// Holds up whoever waits at it until it is opened.
private final class Gate: Sendable {
  private let state = Mutex<(isOpen: Bool, isReached: Bool, waiting: CheckedContinuation<Void, Never>?)>(
    (false, false, nil)
  )

  func wait() async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        state.isReached = true
        if !state.isOpen { state.waiting = continuation }
        return state.isOpen
      }
      if isOpen { continuation.resume() }
    }
  }

  func waitUntilReached() async {
    while !state.withLock({ $0.isReached }) { await Task.yield() }
  }

  func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      return state.waiting
    }
    waiting?.resume()
  }
}
