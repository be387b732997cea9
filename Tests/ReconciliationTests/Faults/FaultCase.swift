import GitHubAPI
import TestSupport
import Testing

/// One fault: a run with it, and then one without.
struct FaultCase {
  /// How a run with a fault ended.
  enum End {
    /// Everything was done in spite of it.
    case overcome
    /// It says that nothing was changed.
    case failed
    /// It says that something was or may have been changed.
    case partlyApplied
  }

  /// No run of the swept world asks so much, however often it tries again.
  private static let mostRequests = 2_000
  /// All pauses of a run together.
  private static let longestPatience = Duration.seconds(3 * 3_600)

  private let trial: Trial
  private let comment: Comment

  /// Prepares a case.
  ///
  /// - Parameters:
  ///   - trial: the world it happens in.
  ///   - description: names the case where it fails.
  init(_ trial: Trial, _ description: String) {
    self.trial = trial
    comment = Comment(rawValue: description)
  }

  /// Runs through a transport in which the fault is, and checks everything.
  ///
  /// - Returns: how the run with the fault ended.
  func run(through transport: any Transport, configuration: GitHubConfiguration? = nil) async throws -> End {
    let before = trial.changeable
    let (run, requests) = try await trial.watchedRun(through: transport, configuration: configuration)
    #expect(requests < Self.mostRequests, comment)
    #expect(trial.clock.now.offset < Self.longestPatience, comment)
    #expect(run.isComplete || trial.vagueTexts(of: run) == [], comment)
    #expect(trial.lies(in: run) == [], comment)
    #expect(run.saysChanged || trial.changeable == before, "says that nothing was changed: \(comment)")
    let texts = run.texts + trial.waitTexts
    #expect(texts.filter { $0.contains(SweptWorld.valueMark) || $0.contains(Trial.token) } == [], comment)
    try await expectConvergence()
    return run.isComplete ? .overcome : run.saysChanged ? .partlyApplied : .failed
  }

  /// Applies once more, with nothing in the way.
  private func expectConvergence() async throws {
    let (next, _) = try await trial.watchedRun(through: trial.transport)
    #expect(next.isComplete, "\(comment): \(next.texts)")
    #expect(SweptWorld.wrongSecrets(in: trial.model) == [], comment)
    #expect(try await trial.remainingSteps() == [], comment)
    #expect(trial.promises.all == [], comment)
  }
}

/// How the runs of a sweep ended.
struct SweepCounts: CustomStringConvertible {
  private let title: String
  private var overcome = 0
  private var failed = 0
  private var partlyApplied = 0

  init(_ title: String) { self.title = title }

  mutating func note(_ end: FaultCase.End) {
    switch end {
    case .overcome: overcome += 1
    case .failed: failed += 1
    case .partlyApplied: partlyApplied += 1
    }
  }

  /// `TITLE: N cases, A overcome, …`.
  var description: String {
    """
    \(title): \(overcome + failed + partlyApplied) cases, \(overcome) overcome, \(failed) failed without a change, \
    \(partlyApplied) partly applied, each put right by the next apply
    """
  }
}
