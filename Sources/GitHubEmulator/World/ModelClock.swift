/// The model's time: the real one, or one that only moves when told to.
struct ModelClock: Hashable, Sendable {
  /// Where time stands still; nil follows the time given by the surroundings.
  var fixed: ModelTime?
  /// Seconds added by the control endpoint, and by writes when time follows the surroundings.
  var advance = 0
  /// Seconds that pass with each change, so that no test needs to sleep.
  var secondsPerWrite = 0

  func now(at surroundings: Int) -> ModelTime {
    (fixed ?? ModelTime(seconds: surroundings / 1_000)) + advance
  }

  mutating func tick() {
    advance += secondsPerWrite
  }
}
