#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Planning
import Reconciliation
import Reports
import SecretModel

/// `merge-reports` from the files to the exit status.
struct ReportMerger {
  let session: Session

  /// Writes what the results in some files are together.
  ///
  /// - Throws: `ExitCode` when they are not parts of one.
  func run(_ files: [String]) throws -> ExitStatus {
    let parts = try read(files)
    let refusals = mergeRefusals(parts)
    guard refusals.isEmpty else { try session.fail(.failed, refusals) }
    let missing = missingShards(parts)
    // What there is of an incomplete set is shown, since the other runs did what they say.
    session.say([missing].compactMap { $0 })
    let status = try write(parts)
    return missing == nil ? status : .failed
  }

  private func read(_ files: [String]) throws -> [ResultPart] {
    var parts: [ResultPart] = []
    var problems: [Diagnostic] = []
    for file in files {
      guard let data = FileManager.default.contents(atPath: file) else {
        problems.append(
          Diagnostic(
            code: "merge.unusable",
            message: "'\(file)' cannot be read",
            remedy: "give the files that '--json-into' wrote"
          )
        )
        continue
      }
      do {
        parts.append(try ResultPart(decoding: Array(data), file: file))
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { try session.fail(.failed, problems) }
    return parts
  }

  private func write(_ parts: [ResultPart]) throws -> ExitStatus {
    let context = joined(parts.compactMap(\.document.context))
    let lost = Plan(findings: parts.flatMap(\.document.findingsWithoutResult))
    switch parts.first(where: { $0.document.context != nil })?.document {
    case .outcome:
      let outcomes = parts.compactMap(\.document.outcome)
      let outcome = mergedOutcome(outcomes + [Outcome(plan: Plan(), results: [], findings: lost.findings)])
      try session.write { $0.outcome(outcome, context) }
      return status(of: outcome)
    case .drift:
      let drift = mergedDrift(parts.compactMap(\.document.drift) + [Drift(entries: [], plan: lost)])
      try session.write { $0.drift(drift, context) }
      return !drift.entries.isEmpty ? .differences : drift.plan.findings.hasError ? .failed : .done
    case .plan, .failedRun, nil:
      let plan = mergedPlan(parts.compactMap(\.document.plan) + [lost])
      try session.write { $0.plan(plan, context) }
      return plan.findings.hasError ? .failed : .done
    }
  }

  private func status(of outcome: Outcome) -> ExitStatus {
    if outcome.isComplete, !outcome.findings.hasError { return .done }
    return outcome.hasChanges ? .partlyApplied : .failed
  }

  /// What belongs to all of them; they agree about manifest and server.
  private func joined(_ contexts: [ReportContext]) -> ReportContext {
    // By shard, so that the order in which the files are given makes no difference; without shards there is none.
    let sorted = contexts.sorted { ($0.shard?.index ?? 0, $0.liveDigest) < ($1.shard?.index ?? 0, $1.liveDigest) }
    return ReportContext(
      manifestDigest: sorted.first?.manifestDigest ?? "",
      liveDigest: joinedLiveDigest(sorted.map(\.liveDigest)),
      apiURL: sorted.first?.apiURL ?? "",
      requestsMade: sorted.reduce(0) { $0 + $1.requestsMade },
      cost: ApplyCost(sideBySide: sorted.map(\.cost)),
      adopted: sorted.reduce(0) { $0 + $1.adopted },
      diagnostics: session.diagnostics
    )
  }
}

extension [Finding] {
  fileprivate var hasError: Bool { contains { $0.severity == .error } }
}

extension ResultDocument {
  fileprivate var context: ReportContext? {
    switch self {
    case .plan(_, let context), .outcome(_, let context), .drift(_, let context): context
    case .failedRun: nil
    }
  }

  fileprivate var plan: Plan? { if case .plan(let plan, _) = self { plan } else { nil } }

  fileprivate var outcome: Outcome? { if case .outcome(let outcome, _) = self { outcome } else { nil } }

  fileprivate var drift: Drift? { if case .drift(let drift, _) = self { drift } else { nil } }

  fileprivate var findingsWithoutResult: [Finding] { if case .failedRun(let findings) = self { findings } else { [] } }
}
