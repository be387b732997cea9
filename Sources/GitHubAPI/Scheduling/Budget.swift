/// What one token may still ask for, and when; pure.
struct Budget: Sendable {
  private var windows: [RateWindow]
  private var allowances: [String: PrimaryAllowance] = [:]
  private var hold: Admission.Wait?
  private var inFlight = 0
  private let reserve: Int

  /// Starts with everything left.
  ///
  /// - Parameters:
  ///   - limits: what is kept to before the server says anything.
  ///   - reserve: how many requests of an hour writes leave to the reads that verify them.
  init(_ limits: RequestLimits, reserve: Int) {
    windows = limits.rates.map { RateWindow($0) }
    self.reserve = reserve
  }

  /// Whether a request may go.
  enum Opening: Hashable, Sendable {
    /// It may.
    case now
    /// When one of those under way is answered.
    case afterAnAnswer
    /// When a wait is over.
    case after(Admission.Wait)
  }

  /// When a request of this kind may go.
  mutating func opening(for kind: RequestKind, at now: Duration) -> Opening {
    var waits = [hold].compactMap(\.self)
    for index in windows.indices {
      let end = windows[index].opening(for: kind, at: now)
      waits.append(Admission.Wait(end: end, reason: "GitHub allows \(windows[index].rate.words)"))
    }
    // All endpoints of secrets count as `core`; what is left of other resources says nothing of them.
    let allowance = allowances["core"]
    let primary = allowance?.opening(for: kind, inFlight: inFlight, reserve: reserve, at: now)
    if case .at(let end) = primary { waits.append(Admission.Wait(end: end, reason: allowance?.words ?? "")) }
    if let longest = waits.max(by: { $0.end < $1.end }), longest.end > now { return .after(longest) }
    return primary == .afterAnAnswer ? .afterAnAnswer : .now
  }

  /// Notes that a request goes now.
  mutating func begin(_ kind: RequestKind, at now: Duration) {
    inFlight += 1
    for index in windows.indices { windows[index].spend(kind, at: now) }
  }

  /// Notes that a request was answered or lost.
  mutating func end() { inFlight -= 1 }

  /// Takes in what an answer says of the primary limit.
  mutating func note(_ seen: PrimaryLimit, at now: Duration) {
    if allowances[seen.resource] == nil {
      allowances[seen.resource] = PrimaryAllowance(seen, at: now)
    } else {
      allowances[seen.resource]?.note(seen, at: now)
    }
  }

  /// Keeps every request back that was not sent yet.
  mutating func hold(until wait: Admission.Wait) {
    if wait.end > (hold?.end ?? .zero) { hold = wait }
  }
}
