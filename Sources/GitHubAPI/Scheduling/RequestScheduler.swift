import Synchronization

/// The one place that every request passes: lets requests through as `Admission` decides, and sleeps in between.
final class RequestScheduler: Sendable {
  /// The right to send one request; given back by `end`.
  struct Turn: Hashable, Sendable {
    let budget: BudgetID
    /// Tells whether the width was narrowed since.
    let generation: Int
  }

  /// Why a request gets no turn.
  enum Refusal: Error, Hashable, Sendable {
    /// Its task was cancelled.
    case cancelled
    /// Limits would hold it up for longer than is allowed; how long still, and which.
    case heldUp(Duration, reason: String)
  }

  private typealias Answer = Result<Turn, Refusal>

  private struct Waiter {
    var continuation: CheckedContinuation<Answer, Never>
    var kind: RequestKind
    var budget: BudgetID
  }

  private struct State {
    var admission: Admission
    var waiters: [UInt64: Waiter] = [:]
    var nextTicket: UInt64 = 0
    /// When the earliest timer rings.
    var wakesAt: Duration?
    /// The end of the wait that was last reported.
    var reportedUntil: Duration?
    var limitedSince: Duration?
  }

  private let state: Mutex<State>
  private let clock: StopClock
  private let onWait: @Sendable (Duration, _ reason: String) -> Void

  /// Lets requests through within limits.
  ///
  /// - Parameters:
  ///   - admission: the rules.
  ///   - clock: measures and sleeps.
  ///   - onWait: hears how long is waited and why; once for a wait that many requests share.
  init(
    _ admission: Admission,
    clock: StopClock,
    onWait: @escaping @Sendable (Duration, _ reason: String) -> Void = { _, _ in }
  ) {
    state = Mutex(State(admission: admission))
    self.clock = clock
    self.onWait = onWait
  }

  /// Runs one request when its turn comes.
  ///
  /// - Throws: `Refusal` when there is no turn.
  func run<Value: Sendable>(
    _ kind: RequestKind,
    _ budget: BudgetID,
    _ request: (Turn) async -> Value
  ) async throws(Refusal) -> Value {
    let turn = try await takeTurn(kind, budget).get()
    let value = await request(turn)
    state.withLock { $0.admission.end(budget) }
    letThrough()
    return value
  }

  /// Keeps every request of a budget back that was not sent yet, because an answer said so.
  func hold(_ turn: Turn, for wait: Duration, reason: String, isStrain: Bool) {
    let now = clock.elapsed()
    state.withLock { state in
      state.admission.hold(turn.budget, until: Admission.Wait(end: now + wait, reason: reason))
      if isStrain { state.admission.noteStrain(generation: turn.generation) }
    }
  }

  /// Notes that a server failed in a way that fewer requests may mend.
  func noteStrain(_ turn: Turn) {
    state.withLock { $0.admission.noteStrain(generation: turn.generation) }
  }

  /// Takes in what an answer says of the primary limit.
  func note(_ seen: PrimaryLimit, _ turn: Turn) {
    let now = clock.elapsed()
    state.withLock { $0.admission.note(seen, of: turn.budget, at: now) }
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
    state.withLock { state in
      state.limitedSince = nil
      state.admission.noteSuccess()
    }
  }

  /// How many requests wait for their turn.
  var waitingCount: Int { state.withLock { $0.admission.waitingCount } }

  /// How many requests may be under way at once by now.
  var width: Int { state.withLock { $0.admission.width.current } }

  private func takeTurn(_ kind: RequestKind, _ budget: BudgetID) async -> Answer {
    let ticket = state.withLock { state in
      defer { state.nextTicket += 1 }
      return state.nextTicket
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enqueue(Waiter(continuation: continuation, kind: kind, budget: budget), ticket: ticket)
      }
    } onCancel: {
      // Absent before it was enqueued; `enqueue` then sees the cancellation itself.
      withdraw(ticket)?.resume(returning: .failure(.cancelled))
    }
  }

  private func enqueue(_ waiter: Waiter, ticket: UInt64) {
    let isCancelled = state.withLock { state in
      // Asked under the lock, so that a cancellation comes either before this or finds the entry.
      if Task.isCancelled { return true }
      state.waiters[ticket] = waiter
      state.admission.enqueue(ticket, waiter.kind, waiter.budget)
      return false
    }
    if isCancelled {
      waiter.continuation.resume(returning: .failure(.cancelled))
    } else {
      letThrough()
    }
  }

  private func withdraw(_ ticket: UInt64) -> CheckedContinuation<Answer, Never>? {
    state.withLock { state in
      guard let waiter = state.waiters.removeValue(forKey: ticket) else { return nil }
      state.admission.withdraw(ticket, waiter.kind, waiter.budget)
      return waiter.continuation
    }
  }

  /// Lets all requests through that may go, and sets a timer for the next one that may not.
  private func letThrough() {
    let now = clock.elapsed()
    var answers: [(CheckedContinuation<Answer, Never>, Answer)] = []
    let waits = state.withLock { state in
      while true {
        switch state.admission.next(at: now) {
        case .admit(let ticket, let generation):
          guard let waiter = state.waiters.removeValue(forKey: ticket) else {
            preconditionFailure("who is in a line waits")
          }
          answers.append((waiter.continuation, .success(Turn(budget: waiter.budget, generation: generation))))
        case .refuse(let tickets, let wait):
          for ticket in tickets {
            guard let waiter = state.waiters.removeValue(forKey: ticket) else { continue }
            answers.append((waiter.continuation, .failure(.heldUp(wait.end - now, reason: wait.reason))))
          }
        case .wait(let waits):
          return waits
        }
      }
    }
    for (continuation, answer) in answers { continuation.resume(returning: answer) }
    guard let next = waits.min(by: { $0.end < $1.end }) else { return }
    report(waits, at: now)
    wake(at: next.end, from: now)
  }

  private func wake(at end: Duration, from now: Duration) {
    let isEarlier = state.withLock { state in
      guard end < state.wakesAt ?? .seconds(Int64.max) else { return false }
      state.wakesAt = end
      return true
    }
    guard isEarlier else { return }
    let clock = clock
    Task { [weak self] in
      try? await clock.sleep(end - now)
      self?.ring(end)
    }
  }

  private func ring(_ end: Duration) {
    state.withLock { state in
      if state.wakesAt == end { state.wakesAt = nil }
    }
    letThrough()
  }

  /// Reports the longest wait, unless it ends about when one that was reported does.
  private func report(_ waits: [Admission.Wait], at now: Duration) {
    guard let longest = waits.max(by: { $0.end < $1.end }) else { return }
    let isNews = state.withLock { state in
      // Requests that ran into one limit together learn of it within a few seconds of each other.
      guard state.reportedUntil.map({ longest.end > $0 + .seconds(5) || $0 <= now }) ?? true else { return false }
      state.reportedUntil = longest.end
      return true
    }
    if isNews { onWait(longest.end - now, longest.reason) }
  }
}
