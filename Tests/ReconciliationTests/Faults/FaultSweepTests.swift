import Foundation
import TestSupport
import Testing

/// Every request of a plan and an apply is failed in every way, one by one.
@Suite("Fault sweep")
struct FaultSweepTests {
  /// Whether each way is tried at each request; otherwise a few of them, others for each way.
  static let isWhole = ProcessInfo.processInfo.environment["OCTOSEAL_SWEEP"] == "all"

  @Test(
    "a run with a fault ends, says what happened and breaks no promise, and the next apply puts everything right",
    arguments: SweepSetting.all
  )
  func sweep(_ setting: SweepSetting) async throws {
    let start = try await TrialStart(setting)
    let faults = Self.isWhole ? Self.allFaults(start) : Self.someFaults(start)
    var counts = SweepCounts("\(setting.testDescription), \(start.requests.count) requests")
    for fault in faults {
      let trial = start.trial()
      let transport = FaultyTransport(trial.transport, fault)
      counts.note(try await FaultCase(trial, fault.description).run(through: transport))
    }
    print("fault sweep: \(counts)")
  }

  private static func allFaults(_ start: TrialStart) -> [InjectedFault] {
    start.requests.flatMap { request in
      FaultKind.allCases.flatMap { kind in
        InjectedFault.Reach.allCases.map { InjectedFault(request: request, kind: kind, reach: $0) }
      }
    }
  }

  /// Each way at one request, which a seed chooses, and in a reach that differs from setting to setting.
  private static func someFaults(_ start: TrialStart) -> [InjectedFault] {
    let seed = SweepSetting.all.firstIndex(of: start.setting) ?? 0
    var generator = SplitMix64(seed: seed)
    let reaches = InjectedFault.Reach.allCases
    return FaultKind.allCases.enumerated()
      .map { position, kind in
        let reach = reaches[(position + seed) % reaches.count]
        return InjectedFault(request: generator.pick(start.requests), kind: kind, reach: reach)
      }
  }
}
