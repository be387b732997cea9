public import Logging
import SecretModel

/// What a client takes from the world around it, so that tests can stand in for it.
public struct ClientSurroundings: Sendable {
  /// Measures and waits.
  public var clock: any Clock<Duration>
  /// A number in 0..<1 that spreads retries.
  public var jitter: @Sendable () -> Double
  /// Gets one debug line for each request.
  public var logger: Logger
  /// Keeps answers between runs; nil keeps none.
  public var cache: (any ResponseCache)?
  /// Hears of every pause of more than a second.
  public var onWait: @Sendable (RequestWait) -> Void

  /// Uses the real clock and chance, logs as `github`, keeps no answers and tells nobody of pauses, unless told otherwise.
  public init(
    clock: any Clock<Duration> = ContinuousClock(),
    jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
    logger: Logger = Logger(label: "github"),
    cache: (any ResponseCache)? = nil,
    onWait: @escaping @Sendable (RequestWait) -> Void = { _ in }
  ) {
    self.clock = clock
    self.jitter = jitter
    self.logger = logger
    self.cache = cache
    self.onWait = onWait
  }
}

extension ClientSurroundings {
  /// Tells of a pause, if it is long enough to be noticed.
  func report(_ pause: Duration, reason: String, serverDate: Timestamp?) {
    guard pause > .seconds(1) else { return }
    let until = serverDate?.advanced(bySeconds: pause.roundedUpSeconds)
    onWait(RequestWait(duration: pause, until: until, reason: reason))
  }
}
