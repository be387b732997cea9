/// Requests in the order of asking.
///
/// Both ends cost constant time, since tens of thousands may wait.
struct WaitingLine: Sendable {
  private var tickets: [UInt64] = []
  private var head = 0
  private var withdrawn: Set<UInt64> = []

  /// How many wait.
  var count: Int { tickets.count - head - withdrawn.count }

  /// The one that asked first.
  var first: UInt64? {
    mutating get {
      while head < tickets.count, withdrawn.remove(tickets[head]) != nil { head += 1 }
      return head < tickets.count ? tickets[head] : nil
    }
  }

  /// Adds one at the end.
  mutating func append(_ ticket: UInt64) { tickets.append(ticket) }

  /// Takes one out wherever it stands.
  mutating func withdraw(_ ticket: UInt64) { withdrawn.insert(ticket) }

  /// Takes the first one out.
  mutating func removeFirst() {
    head += 1
    if head * 2 > tickets.count {
      tickets.removeFirst(head)
      head = 0
    }
  }

  /// Takes all out.
  mutating func removeAll() -> [UInt64] {
    let all = tickets[head...].filter { !withdrawn.contains($0) }
    tickets = []
    head = 0
    withdrawn = []
    return all
  }
}
