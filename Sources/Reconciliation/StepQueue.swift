import SecretModel

/// Decides which step of a plan may run next; pure, so that every order can be tested without a network.
struct StepQueue {
  private enum Mark {
    case waiting
    case running
    case ended(StepResult.Status)
  }

  /// A step that can no longer run.
  struct Skipped: Equatable {
    var position: Int
    /// The failed or skipped step that it depended on.
    var because: Int
  }

  private let dependencies: [[Int]]
  private var dependants: [[Int]]
  private var unmet: [Int]
  private var marks: [Mark]
  private var ready: [Int]
  private var heldDeletions: [Int] = []
  private let isDeletion: [Bool]
  private var unfinishedBeforeDeletions: Int

  /// Prepares a queue.
  ///
  /// - Parameters:
  ///   - steps: the steps in the plan's order.
  ///   - dependencies: for each step the earlier ones that must have succeeded.
  init(_ steps: [Step], dependencies: [[Int]]) {
    self.dependencies = dependencies
    dependants = Array(repeating: [], count: steps.count)
    for (position, needed) in dependencies.enumerated() {
      for earlier in needed { dependants[earlier].append(position) }
    }
    unmet = dependencies.map(\.count)
    marks = Array(repeating: .waiting, count: steps.count)
    isDeletion = steps.map { $0.action == .deleteSecret }
    unfinishedBeforeDeletions = isDeletion.count { !$0 }
    ready = []
    for position in steps.indices.reversed() where unmet[position] == 0 { admit(position) }
    releaseDeletionsIfDue()
  }

  /// Takes the next step that may run now, in the plan's order as far as dependencies allow; nil when none may.
  mutating func next() -> Int? {
    guard let position = ready.popLast() else { return nil }
    marks[position] = .running
    return position
  }

  /// Notes how a step ended.
  ///
  /// - Returns: the steps that can no longer run because of it.
  mutating func finish(_ position: Int, _ status: StepResult.Status) -> [Skipped] {
    marks[position] = .ended(status)
    if !isDeletion[position] { unfinishedBeforeDeletions -= 1 }
    var skipped: [Skipped] = []
    if status == .done {
      for dependant in dependants[position].reversed() {
        unmet[dependant] -= 1
        if unmet[dependant] == 0, case .waiting = marks[dependant] { admit(dependant) }
      }
    } else {
      for dependant in dependants[position] {
        guard case .waiting = marks[dependant] else { continue }
        skipped.append(Skipped(position: dependant, because: position))
        skipped += finish(dependant, .skipped)
      }
    }
    releaseDeletionsIfDue()
    return skipped
  }

  /// The steps that were never started, in the plan's order: what is left after an interruption.
  var notStarted: [Int] {
    marks.indices.filter { if case .waiting = marks[$0] { true } else { false } }
  }

  private mutating func admit(_ position: Int) {
    if isDeletion[position], unfinishedBeforeDeletions > 0 {
      heldDeletions.append(position)
    } else {
      ready.append(position)
    }
  }

  private mutating func releaseDeletionsIfDue() {
    guard unfinishedBeforeDeletions == 0, !heldDeletions.isEmpty else { return }
    ready += heldDeletions.sorted(by: >).filter { if case .waiting = marks[$0] { true } else { false } }
    heldDeletions = []
  }
}
