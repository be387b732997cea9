#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Planning
import Reports
import SecretModel

/// Which steps apply carries out: those of now, those of now if they were reviewed, or those that were saved.
enum ReviewedPlan {
  /// The plan of now.
  case none
  /// The plan of now, if it has the steps that were saved (`--expect`).
  case expected(SavedPlan)
  /// The saved steps, if nothing moved since.
  case saved(SavedPlan)

  /// Reads the plan that the options name.
  ///
  /// - Throws: `ExitCode` 1 after saying why it cannot be used.
  init(_ options: ApplyOptions, _ session: Session) throws {
    if let path = options.planFile {
      self = .saved(try Self.read(path, session))
    } else if let path = options.expect {
      self = .expected(try Self.read(path, session))
    } else {
      self = .none
    }
  }

  private static func read(_ path: String, _ session: Session) throws -> SavedPlan {
    guard let data = FileManager.default.contents(atPath: path) else {
      try session.fail(
        .failed,
        [
          Diagnostic(
            code: "plan.unusable",
            message: "the plan '\(path)' cannot be read",
            remedy: "make it with 'octoseal plan --out'"
          )
        ]
      )
    }
    do {
      return try SavedPlan(decoding: Array(data), file: path)
    } catch {
      try session.fail(.failed, [error])
    }
  }

  /// The plan to carry out, and why it must not be.
  ///
  /// - Parameters:
  ///   - input: what is desired, live and remembered now.
  ///   - context: the digests of now; given a plan, since it counts requests.
  /// - Returns: the plan, and one refusal for each thing that is not as it was reviewed.
  func plan(_ input: PlanInput, context: (Plan) -> ReportContext) -> (plan: Plan, refusals: [Diagnostic]) {
    switch self {
    case .none:
      return (Planning.plan(input), [])
    case .expected(let reviewed):
      let plan = Planning.plan(input)
      let origin = originRefusals(reviewed, context(plan), code: "guard.not_reviewed")
      return (plan, origin + reviewRefusals(current: plan.steps, reviewed: reviewed.steps))
    case .saved(let saved):
      let (plan, moved) = Planning.plan(carryingOut: saved.steps, input)
      let now = context(plan)
      let refusals = originRefusals(saved, now, code: "guard.stale_plan") + manifestRefusals(saved, now) + moved
      guard refusals.isEmpty, saved.liveDigest != now.liveDigest else { return (plan, refusals) }
      return (plan, otherMovements(Planning.plan(input), saved))
    }
  }

  /// How many steps the plan of now has that are not among those to be carried out.
  func laterSteps(_ input: PlanInput, _ plan: Plan) -> Int {
    guard case .saved = self else { return 0 }
    let carriedOut = Set(plan.steps.map(\.id))
    return Planning.plan(input).steps.count { !carriedOut.contains($0.id) }
  }

  /// What to say when the plan is for another server or another part of the manifest.
  private func originRefusals(_ saved: SavedPlan, _ now: ReportContext, code: String) -> [Diagnostic] {
    guard saved.shard == now.shard else {
      let made = saved.shard.map { "with '--shard \($0)'" } ?? "without '--shard'"
      return [
        Diagnostic(
          code: code,
          message:
            "the plan was made \(made), and this run is \(now.shard.map { "for shard \($0)" } ?? "for all shards")",
          remedy: saved.shard.map { "pass '--shard \($0)' here too" } ?? "leave '--shard' out, or plan anew with it"
        )
      ]
    }
    guard saved.apiURL != now.apiURL else { return [] }
    return [
      Diagnostic(
        code: code,
        message: "the plan was made for '\(saved.apiURL)', and this run is for '\(now.apiURL)'",
        remedy: "plan anew for this server"
      )
    ]
  }

  private func manifestRefusals(_ saved: SavedPlan, _ now: ReportContext) -> [Diagnostic] {
    guard saved.manifestDigest != now.manifestDigest else { return [] }
    return [
      Diagnostic(
        code: "guard.stale_plan",
        message: "the manifest is not the one that the plan was made from",
        remedy: "check out the commit of the plan, or plan anew and have it reviewed"
      )
    ]
  }

  /// What to say when every step still holds and yet something moved.
  private func otherMovements(_ current: Plan, _ saved: SavedPlan) -> [Diagnostic] {
    let news = reviewRefusals(current: current.steps, reviewed: saved.steps)
    let hint = "something that the plan was made from has moved since, although none of its steps is touched"
    return [
      Diagnostic(
        code: "guard.stale_plan",
        message: hint,
        remedy: "plan anew; if it was made with '--only', pass the same here"
      )
    ]
      + news.map { new in
        var new = new
        new.code = "guard.stale_plan"
        return new
      }
  }
}
