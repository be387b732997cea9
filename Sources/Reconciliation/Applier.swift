public import GitHubAPI
import Planning
public import SecretModel

/// Carries a plan out: in its order, as far as its steps allow, and never further than it can vouch for.
public struct Applier: Sendable {
  private let client: GitHubClient
  private let values: ValueReader
  private let keys: SealingKeys
  private let permissions: PermissionCheck
  private let readBackPauses: [Duration]
  private let ledgerPause: Duration
  private let concurrency: Int
  private let isInterrupted: @Sendable () -> Bool
  private let onProgress: @Sendable (_ done: Int, _ total: Int) -> Void
  private let ledgerStore: (any LedgerStore)?

  /// Prepares to carry out plans.
  ///
  /// - Parameters:
  ///   - client: the connection to GitHub.
  ///   - values: where values are read from when a step needs them.
  ///   - concurrency: how many steps may run at once.
  ///   - readBackPauses: the pauses between attempts to see an own write.
  ///   - ledgerPause: how far apart two saves of the ledger begin at least, the last one excepted: writing a large one
  ///     after each of a thousand scopes would cost more than losing the last second.
  ///   - isInterrupted: asked before each new step; true lets the steps under way end and starts no other.
  ///   - onProgress: called after each step with how many have ended.
  ///   - ledgerStore: where the ledger is kept after each finished scope; nil to keep none.
  public init(
    client: GitHubClient,
    values: ValueReader,
    concurrency: Int,
    readBackPauses: [Duration] = defaultReadBackPauses,
    ledgerPause: Duration = .seconds(1),
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    onProgress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in },
    ledgerStore: (any LedgerStore)?
  ) {
    self.client = client
    self.values = values
    keys = SealingKeys(client)
    permissions = PermissionCheck(client: client)
    self.concurrency = max(1, concurrency)
    self.readBackPauses = readBackPauses
    self.ledgerPause = ledgerPause
    self.isInterrupted = isInterrupted
    self.onProgress = onProgress
    self.ledgerStore = ledgerStore
  }

  /// How long a read-back waits for its own write: three seconds in all.
  public static let defaultReadBackPauses: [Duration] = [100, 200, 400, 800, 1_500].map { .milliseconds($0) }

  /// Every reason not to begin, found without changing anything; empty when there is none.
  public func preflight(_ plan: Plan, live: LiveState) async -> [Diagnostic] {
    await Preflight(client: client, values: values, keys: keys, permissions: permissions).problems(plan, live: live)
  }

  /// Carries a plan out and verifies it.
  ///
  /// - Parameters:
  ///   - plan: the plan; its preflight had no problem.
  ///   - desired: what it was made for.
  ///   - live: what it was made from.
  ///   - ledger: what was remembered before.
  ///   - successors: for a secret that is deleted and moves to where this run does not write, the places it moves to.
  /// - Returns: what became of each step.
  public func apply(
    _ plan: Plan,
    desired: DesiredState,
    live: LiveState,
    ledger: Ledger,
    successors: [SecretAddress: [SecretAddress]] = [:]
  ) async -> Outcome {
    var run = ApplyRun(plan, desired: desired, live: live, ledger: ledger)
    let deletions = DeletionCheck(client, plan: plan, live: live, successors: successors)
    let executor = StepExecutor(client: client, values: values, keys: keys, deletions: deletions)
    await withTaskGroup(of: ApplyRun.Event.self) { group in
      group.addTask { await untilPatienceEnds() }
      var running = 0
      var reading = 0
      while true {
        while running < concurrency, !isInterrupted(), !run.isStopped, let position = run.queue.next() {
          let step = plan.steps[position]
          group.addTask { await carryOut(step, at: position, executor) }
          running += 1
        }
        guard running + reading > 0 || run.isSavingLedger, let event = await group.next() else { break }
        switch event {
        case .stepEnded: running -= 1
        case .collectionRead: reading -= 1
        case .ledgerSaved: break
        case .patienceEnded: group.cancelAll()
        }
        for collection in run.note(event) {
          let writes = run.writes(in: collection)
          let size = live.listingSize(of: collection)
          group.addTask { .collectionRead(collection, await readBack.verify(collection, writes, listingSize: size)) }
          reading += 1
        }
        if let (ledger, unfinished) = run.ledgerToSave(pause: ledgerPause) {
          group.addTask { .ledgerSaved(await save(ledger, unfinished: unfinished)) }
        }
        onProgress(run.endedCount, plan.steps.count)
      }
      group.cancelAll()
    }
    await finishInterrupted(&run, live)
    _ = run.note(.ledgerSaved(await save(run.ledger, unfinished: [])))
    return run.outcome
  }

  /// Waits for an interruption, and then as long as requests under way may take.
  ///
  /// What is not in flight but waits for its next attempt, perhaps for minutes, is called off then.
  private func untilPatienceEnds() async -> ApplyRun.Event {
    while !isInterrupted(), (try? await Task.sleep(for: .milliseconds(100))) != nil {}
    try? await Task.sleep(for: .seconds(5))
    return .patienceEnded
  }

  private func carryOut(_ step: Step, at position: Int, _ executor: StepExecutor) async -> ApplyRun.Event {
    do {
      return .stepEnded(position, .success(try await executor.carryOut(step)))
    } catch {
      return .stepEnded(position, .failure(error))
    }
  }

  private var readBack: ReadBack {
    ReadBack(client: client, pauses: readBackPauses, sleep: { try await ContinuousClock().sleep(for: $0) })
  }

  /// Reads back what was written where an interruption left something unfinished.
  private func finishInterrupted(_ run: inout ApplyRun, _ live: LiveState) async {
    for collection in run.abandon() {
      let size = live.listingSize(of: collection)
      let verified = await readBack.verify(collection, run.writes(in: collection), listingSize: size)
      _ = run.note(.collectionRead(collection, verified))
    }
  }

  /// Keeps the ledger.
  ///
  /// - Returns: why it could not be kept; empty when it is.
  private func save(_ ledger: Ledger, unfinished: Set<Scope>) async -> [Diagnostic] {
    do {
      try await ledgerStore?.save(ledger, unfinished: unfinished)
      return []
    } catch {
      return error.diagnostics
    }
  }
}
