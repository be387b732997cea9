import SecretModel
import Testing

@testable import Reconciliation

@Suite("Which step may run next")
struct StepQueueTests {
  private func step(_ action: Step.Action, _ name: String) -> Step {
    Step(
      action,
      SecretAddress(store: .actions, scope: .organization(OwnerName(listed: "acme")), name: SecretName(listed: name)),
      reason: .missing,
      before: nil,
      after: nil,
      at: nil
    )
  }

  private func drain(_ queue: inout StepQueue) -> [Int] {
    var taken: [Int] = []
    while let position = queue.next() { taken.append(position) }
    return taken
  }

  @Test("independent steps are ready at once, in the plan's order")
  func independent() {
    var queue = StepQueue([step(.createSecret, "A"), step(.createSecret, "B")], dependencies: [[], []])
    #expect(drain(&queue) == [0, 1])
    #expect(queue.notStarted == [])
  }

  @Test("a step waits for all that it depends on")
  func waits() {
    var queue = StepQueue(
      [step(.createSecret, "A"), step(.createSecret, "B"), step(.removeRepository, "C")],
      dependencies: [[], [], [0, 1]]
    )
    #expect(drain(&queue) == [0, 1])
    #expect(queue.finish(1, .done) == [])
    #expect(drain(&queue) == [])
    #expect(queue.finish(0, .done) == [])
    #expect(drain(&queue) == [2])
  }

  @Test("deletions wait for everything else, whatever becomes of it")
  func deletionsLast() {
    var queue = StepQueue(
      [step(.createSecret, "A"), step(.createSecret, "B"), step(.deleteSecret, "C")],
      dependencies: [[], [], []]
    )
    #expect(drain(&queue) == [0, 1])
    #expect(queue.finish(0, .done) == [])
    #expect(drain(&queue) == [])
    #expect(queue.finish(1, .failed) == [])
    #expect(drain(&queue) == [2])
  }

  @Test("a failed step fails its dependants and theirs, not its neighbours")
  func failure() {
    var queue = StepQueue(
      [step(.createEnvironment, "E"), step(.createSecret, "A"), step(.createSecret, "B"), step(.deleteSecret, "C")],
      dependencies: [[], [0], [], [1]]
    )
    #expect(drain(&queue) == [0, 2])
    #expect(
      queue.finish(0, .failed) == [
        StepQueue.Skipped(position: 1, because: 0), StepQueue.Skipped(position: 3, because: 1),
      ]
    )
    #expect(queue.finish(2, .done) == [])
    #expect(drain(&queue) == [])
    #expect(queue.notStarted == [])
  }

  @Test("what was not started is left after an interruption")
  func interruption() {
    var queue = StepQueue([step(.createSecret, "A"), step(.createSecret, "B")], dependencies: [[], [0]])
    #expect(queue.next() == 0)
    #expect(queue.notStarted == [1])
  }
}
