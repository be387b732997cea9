/// Decides which request may go next: by the width, and by the budget of its token; pure.
///
/// Requests of one budget and kind go in the order of asking, so that the writes of a scope leave in the plan's order. A
/// read need not wait behind a write that a limit holds up.
struct Admission: Sendable {
  /// What is waited for.
  struct Wait: Hashable, Sendable {
    /// When it is over.
    var end: Duration
    var reason: String
  }

  /// What to do now.
  enum Next: Hashable, Sendable {
    /// This request goes.
    case admit(ticket: UInt64, generation: Int)
    /// These can only go after more waiting than is allowed.
    case refuse(tickets: [UInt64], Wait)
    /// Nothing may go before that; all of the waits there are.
    case wait([Wait])
  }

  private struct LineID: Hashable {
    var budget: BudgetID
    var kind: RequestKind
  }

  private(set) var width: ConcurrencyWidth
  /// A budget of which nothing was spent.
  private let fresh: Budget
  private let longestWait: Duration?
  private var budgets: [BudgetID: Budget] = [:]
  private var lines: [LineID: WaitingLine] = [:]
  private var lineIDs: [LineID] = []
  private var inFlight = 0
  private var heldBefore = Duration.zero
  private var heldSince: Duration?

  /// Starts without requests.
  ///
  /// - Parameters:
  ///   - width: the most requests at once, unless the limits say fewer.
  ///   - limits: what holds for each budget.
  ///   - longestWait: for how long limits may hold up requests in all; nil for no bound.
  init(width: Int, limits: RequestLimits, longestWait: Duration?) {
    self.width = ConcurrencyWidth(ceiling: min(width, limits.concurrent ?? width))
    // As many scopes as steps may be under way can still need a look at what was written to them.
    fresh = Budget(limits, reserve: self.width.ceiling)
    self.longestWait = longestWait
  }

  /// Puts a request in its line.
  mutating func enqueue(_ ticket: UInt64, _ kind: RequestKind, _ budget: BudgetID) {
    let id = LineID(budget: budget, kind: kind)
    if lines[id] == nil { lineIDs.append(id) }
    lines[id, default: WaitingLine()].append(ticket)
  }

  /// Takes a request that nobody wants any more out of its line.
  mutating func withdraw(_ ticket: UInt64, _ kind: RequestKind, _ budget: BudgetID) {
    lines[LineID(budget: budget, kind: kind)]?.withdraw(ticket)
  }

  /// Decides, and notes that an admitted request goes.
  mutating func next(at now: Duration) -> Next {
    guard inFlight < width.current else { return .wait([]) }
    var first: (ticket: UInt64, line: LineID)?
    var waits: [(line: LineID, wait: Wait)] = []
    for id in lineIDs {
      guard let ticket = lines[id]?.first else { continue }
      switch budgets[id.budget, default: fresh].opening(for: id.kind, at: now) {
      case .now:
        if ticket < first?.ticket ?? .max { first = (ticket, id) }
      case .afterAnAnswer:
        break
      case .after(let wait):
        waits.append((id, wait))
      }
    }
    noteHold(!waits.isEmpty, at: now)
    for (id, wait) in waits where isTooLong(wait, at: now) {
      return .refuse(tickets: lines[id]?.removeAll() ?? [], wait)
    }
    guard let (ticket, id) = first else { return .wait(waits.map(\.wait)) }
    lines[id]?.removeFirst()
    inFlight += 1
    budgets[id.budget, default: fresh].begin(id.kind, at: now)
    return .admit(ticket: ticket, generation: width.generation)
  }

  /// Notes whether limits hold up any line now; the time that they do is counted once, however many lines wait.
  private mutating func noteHold(_ isHeld: Bool, at now: Duration) {
    if isHeld {
      heldSince = heldSince ?? now
    } else if let since = heldSince {
      heldBefore += now - since
      heldSince = nil
    }
  }

  private func isTooLong(_ wait: Wait, at now: Duration) -> Bool {
    guard let longestWait else { return false }
    return heldBefore + (wait.end - (heldSince ?? now)) > longestWait
  }

  /// Notes that a request was answered or lost.
  mutating func end(_ budget: BudgetID) {
    inFlight -= 1
    budgets[budget]?.end()
  }

  /// Notes that the server answered as it should.
  mutating func noteSuccess() { width.widen() }

  /// Notes that the server was overtaxed when it answered a request of that generation.
  mutating func noteStrain(generation: Int) { width.narrow(since: generation) }

  /// Takes in what an answer says of the primary limit.
  mutating func note(_ seen: PrimaryLimit, of budget: BudgetID, at now: Duration) {
    budgets[budget, default: fresh].note(seen, at: now)
  }

  /// Keeps back every request of a budget that was not sent yet.
  mutating func hold(_ budget: BudgetID, until wait: Wait) {
    budgets[budget, default: fresh].hold(until: wait)
  }

  /// How many requests wait for their turn.
  var waitingCount: Int { lines.values.reduce(0) { $0 + $1.count } }
}
