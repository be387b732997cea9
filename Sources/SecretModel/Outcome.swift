/// What became of a plan.
public struct Outcome: Hashable, Sendable {
  /// The plan that was carried out.
  public var plan: Plan
  /// One result for each step, in the plan's order.
  public var results: [StepResult]
  /// Findings that came up while carrying it out, besides the plan's own.
  public var findings: [Finding]

  /// Joins a plan and its results.
  public init(plan: Plan, results: [StepResult], findings: [Finding] = []) {
    self.plan = plan
    self.results = results
    self.findings = findings
  }

  /// Whether nothing is left to do.
  public var isComplete: Bool { results.allSatisfy { $0.status == .done } }

  /// Whether anything was changed at GitHub.
  public var hasChanges: Bool { results.contains { $0.status == .done || $0.mayHaveHappened } }
}

/// What became of one step.
public struct StepResult: Hashable, Sendable {
  /// The three ends of a step.
  public enum Status: String, Sendable, CaseIterable {
    /// GitHub accepted it, and what it shows now agrees.
    case done
    /// It was tried and did not succeed.
    case failed
    /// It was not tried.
    case skipped
  }

  /// Which step.
  public var step: Step
  /// How it ended.
  public var status: Status
  /// Why it did not succeed, and what to do; nil when it did.
  public var error: String?
  /// Whether a step that failed may have taken effect all the same.
  public var mayHaveHappened: Bool

  /// Describes a result.
  public init(step: Step, status: Status, error: String? = nil, mayHaveHappened: Bool = false) {
    self.step = step
    self.status = status
    self.error = error
    self.mayHaveHappened = mayHaveHappened
  }
}
