import SecretModel
import Synchronization
import Testing

@testable import GitHubAPI

struct RequestSchedulerTests {
  @Test("never more requests are under way than allowed, and as many as allowed", arguments: [1, 3, 50])
  func width(width: Int) async {
    let scheduler = RequestScheduler(width: width, clock: StopClock(ContinuousClock()))
    let counter = Shared((now: 0, most: 0, all: 0))
    await withTaskGroup { group in
      for _ in 1...200 {
        group.addTask {
          try? await scheduler.run {
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
    let scheduler = RequestScheduler(width: 1, clock: StopClock(ContinuousClock()))
    let gate = Gate()
    let order = Shared<[Int]>([])
    let first = Task { try await scheduler.run { await gate.wait() } }
    await gate.waitUntilReached()
    var waiting: [Task<Void, any Error>] = []
    for number in 1...5 {
      waiting.append(Task { try await scheduler.run { order.change { $0.append(number) } } })
      while scheduler.waitingCount < number { await Task.yield() }
    }
    waiting[2].cancel()
    await #expect(throws: CancellationError.self) { try await waiting[2].value }
    gate.open()
    try await first.value
    for index in [0, 1, 3, 4] { try await waiting[index].value }
    #expect(order.value == [1, 2, 4, 5])
  }

  @Test("a task that is cancelled before it asks gets no turn and takes none away")
  func cancelledBefore() async throws {
    let scheduler = RequestScheduler(width: 1, clock: StopClock(ContinuousClock()))
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      _ = try await scheduler.run { Issue.record("it must not run") }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    let answer = try await scheduler.run { 7 }
    #expect(answer == 7)
  }

  @Test("a hold keeps back what was not sent yet, and is news only once")
  func hold() async throws {
    let clock = TestClock()
    let scheduler = RequestScheduler(width: 2, clock: StopClock(clock))
    #expect(scheduler.hold(for: .seconds(60)))
    #expect(!scheduler.hold(for: .seconds(61)))
    #expect(scheduler.hold(for: .seconds(120)))
    try await scheduler.run { () }
    #expect(clock.now.offset == .seconds(120))
    #expect(scheduler.hold(for: .seconds(1)))
  }

  @Test("the time that limits have lasted counts from the first one after a success")
  func limitedTime() async throws {
    let clock = TestClock()
    let scheduler = RequestScheduler(width: 1, clock: StopClock(clock))
    #expect(scheduler.noteLimit() == .zero)
    try await clock.sleep(for: .seconds(30))
    #expect(scheduler.noteLimit() == .seconds(30))
    scheduler.noteSuccess()
    #expect(scheduler.noteLimit() == .zero)
  }

  @Test("a client that is cancelled while it pauses ends at once")
  func cancelledPause() async throws {
    let transport = StubTransport([failing(.get, "/repos/acme/web", .connectionLost)])
    var configuration = GitHubConfiguration(token: try Token(exampleToken), userAgent: "octoseal/test")
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
