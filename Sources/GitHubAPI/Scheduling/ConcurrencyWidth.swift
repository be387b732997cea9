/// How many requests may be under way at once: fewer after the server was overtaxed, slowly more again; pure.
///
/// Halved by a sign of strain and widened by one after as many successes as it is wide, as TCP does.
struct ConcurrencyWidth: Sendable {
  /// The most.
  let ceiling: Int
  /// How many now.
  private(set) var current: Int
  /// Counts the halvings, so that requests that were sent before one cannot cause another.
  private(set) var generation = 0
  private var successes = 0

  init(ceiling: Int) {
    self.ceiling = max(1, ceiling)
    current = self.ceiling
  }

  /// Notes that the server showed strain in answer to a request of that generation.
  mutating func narrow(since sent: Int) {
    guard sent == generation else { return }
    current = max(1, current / 2)
    generation += 1
    successes = 0
  }

  /// Notes that a request succeeded.
  mutating func widen() {
    guard current < ceiling else { return }
    successes += 1
    guard successes >= current else { return }
    current += 1
    successes = 0
  }
}
