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
  private let limits: RequestLimits
  private let longestWait: Duration?
  private var budgets: [BudgetID: Budget] = [:]
  private var lines: [LineID: WaitingLine] = [:]
  private var lineIDs: [LineID] = []
  private var inFlight = 0

  /// Starts without requests.
  ///
  /// - Parameters:
  ///   - width: the most requests at once, unless the limits say fewer.
  ///   - limits: what holds for each budget.
  ///   - longestWait: how long limits may hold up one line in all; nil for no bound.
  init(width: Int, limits: RequestLimits, longestWait: Duration?) {
    self.width = ConcurrencyWidth(ceiling: min(width, limits.concurrent ?? width))
    self.limits = limits
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
    var waits: [Wait] = []
    for id in lineIDs {
      guard let ticket = lines[id]?.first else { continue }
      switch budgets[id.budget, default: Budget(limits)].opening(for: id.kind, at: now) {
      case .now:
        if ticket < first?.ticket ?? .max { first = (ticket, id) }
      case .afterAnAnswer:
        break
      case .after(let wait):
        let held = lines[id]?.hold(from: now, until: wait.end) ?? .zero
        if let longestWait, held > longestWait {
          return .refuse(tickets: lines[id]?.removeAll() ?? [], wait)
        }
        waits.append(wait)
      }
    }
    guard let (ticket, id) = first else { return .wait(waits) }
    lines[id]?.removeFirst(at: now)
    inFlight += 1
    budgets[id.budget, default: Budget(limits)].begin(id.kind, at: now)
    return .admit(ticket: ticket, generation: width.generation)
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
    budgets[budget, default: Budget(limits)].note(seen, at: now)
  }

  /// Keeps back every request of a budget that was not sent yet.
  mutating func hold(_ budget: BudgetID, until wait: Wait) {
    budgets[budget, default: Budget(limits)].hold(until: wait)
  }

  /// How many requests wait for their turn.
  var waitingCount: Int { lines.values.reduce(0) { $0 + $1.count } }
}
