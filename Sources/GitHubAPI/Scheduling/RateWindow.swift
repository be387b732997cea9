/// Counts what was spent of a rate within its window; pure.
struct RateWindow: Sendable {
  /// A server counts a request when it arrives, which may be a little sooner or later than it was sent.
  private static let margin = Duration.milliseconds(500)

  let rate: RequestRate
  private var spent: [(time: Duration, cost: Int)] = []
  private var head = 0
  private var sum = 0

  init(_ rate: RequestRate) { self.rate = rate }

  /// When a request of this kind may go; a time that has passed means now.
  mutating func opening(for kind: RequestKind, at now: Duration) -> Duration {
    let cost = rate.cost(of: kind)
    guard cost > 0 else { return now }
    forget(before: now)
    var surplus = sum + cost - rate.most
    var position = head
    var opening = now
    while surplus > 0, position < spent.count {
      surplus -= spent[position].cost
      opening = spent[position].time + rate.window + Self.margin
      position += 1
    }
    return opening
  }

  /// Counts a request that goes now.
  mutating func spend(_ kind: RequestKind, at now: Duration) {
    let cost = rate.cost(of: kind)
    guard cost > 0 else { return }
    spent.append((now, cost))
    sum += cost
  }

  private mutating func forget(before now: Duration) {
    while head < spent.count, spent[head].time + rate.window + Self.margin <= now {
      sum -= spent[head].cost
      head += 1
    }
    if head * 2 > spent.count {
      spent.removeFirst(head)
      head = 0
    }
  }
}
