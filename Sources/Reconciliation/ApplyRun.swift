import Planning
import SecretModel

/// The bookkeeping of one apply, without I/O: what ran, what is left, and what the ledger says by now.
struct ApplyRun {
  /// What can come back from the work under way.
  enum Event: Sendable {
    case stepEnded(Int, Result<StepExecutor.Effect, StepExecutor.Failure>)
    case collectionRead(SecretCollection, [Int: ReadBack.Verified])
    case ledgerSaved([Diagnostic])
    case patienceEnded
  }

  var queue: StepQueue
  private(set) var ledger: Ledger
  private var saving = LedgerSaving()
  private var ledgerProblems: [Diagnostic] = []
  private let plan: Plan
  private let desired: DesiredState
  private let live: LiveState
  private var results: [StepResult?]
  private var effects: [Int: StepExecutor.Effect] = [:]
  /// The accepted writes of each collection, in the order in which they were accepted.
  private var accepted: [SecretCollection: [Int]] = [:]
  private var unfinished: [SecretCollection: Int]
  /// The collections of which the ledger does not say everything yet.
  private var unread: Set<SecretCollection>

  init(_ plan: Plan, desired: DesiredState, live: LiveState, ledger: Ledger) {
    self.plan = plan
    self.desired = desired
    self.live = live
    self.ledger = ledger.settled(plan, desired: desired, live: live)
    queue = StepQueue(
      plan.steps,
      dependencies: dependencies(of: plan.steps, repositoryNames: plan.repositoryNames)
    )
    results = Array(repeating: nil, count: plan.steps.count)
    unfinished = Dictionary(
      plan.steps.lazy.compactMap { step in step.secret.map { ($0.collection, 1) } },
      uniquingKeysWith: +
    )
    unread = Set(unfinished.keys)
  }

  /// Why no further step is begun; nil while the run goes on.
  private var stop: Stop?

  /// Whether no further step is to be begun.
  var isStopped: Bool { stop != nil }

  /// How many steps have ended one way or another.
  private(set) var endedCount = 0

  /// Notes an event.
  ///
  /// - Returns: the collections that are finished by it and have something to read back.
  mutating func note(_ event: Event) -> [SecretCollection] {
    switch event {
    case .stepEnded(let position, let result):
      let step = plan.steps[position]
      switch result {
      case .success(let effect):
        effects[position] = effect
        if let secret = step.secret { accepted[secret.collection, default: []].append(position) }
        return end(StepResult(step: step, status: .done), at: position)
      case .failure(let failure) where failure.isHeldUp && !failure.mayHaveHappened:
        stop = .heldUp(failure.diagnostic)
        let reason = String.notTried(because: .heldUp(failure.diagnostic))
        return end(StepResult(step: step, status: .skipped, error: reason), at: position)
      case .failure(let failure):
        return end(
          StepResult(
            step: step,
            status: .failed,
            error: failure.diagnostic.text,
            mayHaveHappened: failure.mayHaveHappened
          ),
          at: position
        )
      }
    case .collectionRead(let collection, let verified):
      for (position, shown) in verified { note(shown, at: position) }
      unread.remove(collection)
      saving.hasNews = true
      return []
    case .ledgerSaved(let problems):
      saving.end(at: .now)
      ledgerProblems = problems
      return []
    case .patienceEnded:
      return []
    }
  }

  /// Notes the end of a step and of all that depended on its success.
  private mutating func end(_ result: StepResult, at position: Int) -> [SecretCollection] {
    results[position] = result
    var ended = [result.step]
    for skipped in queue.finish(position, result.status) {
      let step = plan.steps[skipped.position]
      results[skipped.position] = StepResult(
        step: step,
        status: .skipped,
        error: "not tried, because '\(plan.steps[skipped.because].id)' did not succeed"
      )
      ended.append(step)
    }
    endedCount += ended.count
    let touched = ended.compactMap(\.secret?.collection)
    for collection in touched { unfinished[collection, default: 1] -= 1 }
    let finished = Set(touched).filter { unfinished[$0] == 0 }
    unread.subtract(finished.filter { accepted[$0] == nil })
    return finished.filter { accepted[$0] != nil }.sorted()
  }

  private mutating func note(_ shown: ReadBack.Verified, at position: Int) {
    let step = plan.steps[position]
    guard let address = step.secret else { return }
    let isProtected = desired[address]?.isProtected ?? false
    let record = effects[position]?.record
    switch shown {
    case .live(let secret): ledger.note(address, live: secret, record: record, isProtected: isProtected)
    case .deleted: ledger.note(address, live: nil, record: nil, isProtected: false)
    case .failed(let diagnostic):
      results[position] = StepResult(step: step, status: .failed, error: diagnostic.text, mayHaveHappened: true)
    }
  }

  /// The accepted writes in a collection that a read can show.
  func writes(in collection: SecretCollection) -> [ReadBack.Write] {
    (accepted[collection] ?? [])
      .map { position in
        ReadBack.Write(
          position: position,
          step: plan.steps[position],
          answeredAt: effects[position]?.answeredAt,
          changesValue: changesValue(position)
        )
      }
  }

  /// Whether a step wrote another value than the remembered one, which was live until then.
  private func changesValue(_ position: Int) -> Bool {
    let step = plan.steps[position]
    guard let address = step.secret, let entry = ledger.entries[address] else { return false }
    guard entry.updatedAt == step.before?.updatedAt, let old = entry.value?.fingerprint else { return false }
    guard let new = effects[position]?.record?.fingerprint, new.isComparable(with: old) else { return false }
    return new != old
  }

  /// Whether a save of the ledger has begun and not ended.
  var isSavingLedger: Bool { saving.isUnderWay }

  /// What is to be kept now, and the scopes that will still change it; nil while there is nothing new or it is early.
  mutating func ledgerToSave(pause: Duration) -> (Ledger, unfinished: Set<Scope>)? {
    guard saving.begin(at: .now, pause: pause) else { return nil }
    return (ledger, Set(unread.map(\.scope)))
  }

  /// Gives up what was not started.
  ///
  /// - Returns: the collections in which something was written and nothing read back yet.
  mutating func abandon() -> [SecretCollection] {
    let reason = String.notTried(because: stop ?? .interrupted)
    var collections: Set<SecretCollection> = []
    for position in queue.notStarted where results[position] == nil {
      let step = plan.steps[position]
      results[position] = StepResult(step: step, status: .skipped, error: reason)
      if let secret = step.secret { collections.insert(secret.collection) }
    }
    return collections.filter { accepted[$0] != nil }.sorted()
  }

  /// What became of every step.
  var outcome: Outcome {
    Outcome(
      plan: plan,
      results: zip(plan.steps, results)
        .map { step, result in
          result ?? StepResult(step: step, status: .skipped, error: .notTried(because: stop ?? .interrupted))
        },
      findings: (stop?.diagnostics ?? []).map { Finding(.error, code: $0.code, message: $0.text) }
        + ledgerProblems.map { Finding(.error, code: $0.code, message: $0.text) }
    )
  }
}

/// Why a run ends before its plan does.
enum Stop: Sendable {
  /// Somebody asked for it.
  case interrupted
  /// Limits would hold it up for longer than it may wait.
  case heldUp(Diagnostic)

  /// What is to be said of it besides the steps that are left; an interruption is said by whoever noticed it.
  fileprivate var diagnostics: [Diagnostic] {
    switch self {
    case .interrupted: []
    case .heldUp(let diagnostic): [diagnostic]
    }
  }
}

extension String {
  /// What is said of a step that a run had to leave.
  fileprivate static func notTried(because stop: Stop) -> String {
    switch stop {
    case .interrupted: "not tried, because the run was interrupted"
    case .heldUp: "not tried, because limits would have held it up for longer than '--max-wait'"
    }
  }
}

/// When the ledger is kept during a run: one save at a time, with a pause between their beginnings.
private struct LedgerSaving {
  /// Whether something was noted that no save has begun with.
  var hasNews = false
  private(set) var isUnderWay = false
  private var lastBegun: ContinuousClock.Instant?
  private var lastDuration = Duration.zero

  /// Begins a save if one is due.
  mutating func begin(at now: ContinuousClock.Instant, pause: Duration) -> Bool {
    // A large ledger takes long to write; a tenth of the time is enough for it.
    let pause = max(pause, lastDuration * 10)
    guard hasNews, !isUnderWay, lastBegun.map({ now - $0 >= pause }) ?? true else { return false }
    hasNews = false
    isUnderWay = true
    lastBegun = now
    return true
  }

  /// Notes that the save is over.
  mutating func end(at now: ContinuousClock.Instant) {
    isUnderWay = false
    lastDuration = lastBegun.map { now - $0 } ?? .zero
  }
}
