/// A clock that counts from the moment it was made, so that instants of any clock can be stored and compared.
struct StopClock: Sendable {
  /// The time since it was made.
  let elapsed: @Sendable () -> Duration
  /// Waits; throws when the task is cancelled.
  let sleep: @Sendable (Duration) async throws -> Void

  /// Counts on a clock.
  init(_ clock: some Clock<Duration>) {
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    sleep = { try await clock.sleep(for: $0) }
  }
}
