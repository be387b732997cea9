import Synchronization

/// The one place that every request passes: so many at once, in the order of asking, and none while a limit holds.
final class RequestScheduler: Sendable {
  private struct State {
    var free: Int
    var waiting: [UInt64: CheckedContinuation<Bool, Never>] = [:]
    /// The tickets in the order of asking; those of cancelled waiters are no longer in `waiting`.
    var line = Line()
    var nextTicket: UInt64 = 0
    var heldUntil = Duration.zero
    var limitedSince: Duration?
  }

  private let state: Mutex<State>
  private let clock: StopClock

  /// Lets `width` requests through at once.
  init(width: Int, clock: StopClock) {
    state = Mutex(State(free: width))
    self.clock = clock
  }

  /// Runs one request when its turn comes.
  ///
  /// - Throws: `CancellationError` when the task is cancelled before that.
  func run<Value: Sendable>(_ request: () async -> Value) async throws(CancellationError) -> Value {
    guard await takeTurn() else { throw CancellationError() }
    defer { giveTurn() }
    do {
      while let pause = remainingHold { try await clock.sleep(pause) }
    } catch {
      throw CancellationError()
    }
    return await request()
  }

  /// Keeps every request back that was not sent yet.
  ///
  /// - Returns: whether this is news worth telling, since many requests run into one limit together.
  func hold(for wait: Duration) -> Bool {
    let now = clock.elapsed()
    return state.withLock { state in
      let end = now + wait
      // Requests that ran into one limit together learn of it within a few seconds of each other.
      let isNews = end > state.heldUntil + .seconds(5) || state.heldUntil <= now
      state.heldUntil = max(state.heldUntil, end)
      return isNews
    }
  }

  /// Notes that a limit was hit.
  ///
  /// - Returns: how long limits have been hit without one success in between.
  func noteLimit() -> Duration {
    let now = clock.elapsed()
    return state.withLock { state in
      let since = state.limitedSince ?? now
      state.limitedSince = since
      return now - since
    }
  }

  /// Notes that a request passed.
  func noteSuccess() {
    state.withLock { $0.limitedSince = nil }
  }

  /// How many requests wait for their turn.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  private var remainingHold: Duration? {
    let now = clock.elapsed()
    let heldUntil = state.withLock { $0.heldUntil }
    return heldUntil > now ? heldUntil - now : nil
  }

  /// Waits for a turn; false when the task was cancelled first.
  private func takeTurn() async -> Bool {
    let ticket = state.withLock { state in
      defer { state.nextTicket += 1 }
      return state.nextTicket
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { enqueue($0, ticket: ticket) }
    } onCancel: {
      // Absent before it was enqueued; `enqueue` then sees the cancellation itself.
      state.withLock { $0.waiting.removeValue(forKey: ticket) }?.resume(returning: false)
    }
  }

  private func enqueue(_ continuation: CheckedContinuation<Bool, Never>, ticket: UInt64) {
    let answer: Bool? = state.withLock { state in
      // Asked under the lock, so that a cancellation comes either before this or finds the entry.
      if Task.isCancelled { return false }
      if state.free > 0 {
        state.free -= 1
        return true
      }
      state.waiting[ticket] = continuation
      state.line.append(ticket)
      return nil
    }
    if let answer { continuation.resume(returning: answer) }
  }

  private func giveTurn() {
    let next = state.withLock { state in
      while let ticket = state.line.popFirst() {
        if let waiter = state.waiting.removeValue(forKey: ticket) { return Optional(waiter) }
      }
      state.free += 1
      return nil
    }
    next?.resume(returning: true)
  }
}

/// A queue whose ends both cost constant time, since tens of thousands of requests may wait.
private struct Line {
  private var tickets: [UInt64] = []
  private var head = 0

  mutating func append(_ ticket: UInt64) { tickets.append(ticket) }

  mutating func popFirst() -> UInt64? {
    guard head < tickets.count else { return nil }
    defer {
      head += 1
      if head * 2 > tickets.count {
        tickets.removeFirst(head)
        head = 0
      }
    }
    return tickets[head]
  }
}
