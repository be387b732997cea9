import GitHubAPI
import GitHubEmulator
import TestSupport
import Testing

/// What somebody else changes between octoseal's listing and its writes.
@Suite("Concurrent change")
struct ConcurrentChangeTests {
  @Test(
    "a change meanwhile is detected or does no harm, and the next apply puts everything right",
    arguments: ConcurrentChange.ofSecrets + ConcurrentChange.ofDoomedSecrets + ConcurrentChange.ofAccess
      + ConcurrentChange.ofRepositories
  )
  func change(_ change: ConcurrentChange) async throws { try await expectConvergence(after: change) }

  @Test("an environment that somebody makes meanwhile keeps its rules")
  func environment() async throws {
    let trial = try await TrialStart.common.value.trial()
    let inPreflight = Moment.after(.get, "/web/actions/secrets/public-key")
    let transport = ChangingTransport(trial.transport, trial.model, at: inPreflight) {
      try $0.makeEnvironment("staging", settings: "{\"wait_timer\": 30}")
    }
    #expect(try await trial.run(through: transport).unfinishedSteps == [])
    #expect(transport.hasChanged)
    #expect(trial.model.state.contains("\"wait_timer\": 30"), "the rules of the environment are gone")
  }

  private func expectConvergence(after change: ConcurrentChange) async throws {
    let trial = try await TrialStart.common.value.trial()
    let transport = ChangingTransport(trial.transport, trial.model, at: change.moment, change.change)
    let run = try await trial.run(through: transport)
    #expect(transport.hasChanged)
    #expect(run.unfinishedSteps == change.unfinished.sorted(), "\(run.texts)")
    #expect(trial.vagueTexts(of: run) == [])
    for secret in change.kept { #expect(trial.model.isTheirs(secret), "\(secret)") }

    try change.repair(trial.model)
    let next = try await trial.run(through: trial.transport)
    #expect(next.isComplete, "\(next.texts)")
    #expect(SweptWorld.wrongSecrets(in: trial.model) == [])
    #expect(try await trial.remainingSteps() == [])
  }
}
