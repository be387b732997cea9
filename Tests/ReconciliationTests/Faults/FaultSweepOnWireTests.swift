import GitHubAPI
import GitHubEmulator
import TestSupport
import Testing

/// The faults that are about bytes, on real connections.
@Suite("Fault sweep on the wire")
struct FaultSweepOnWireTests {
  private static let reaches = [InjectedFault.Reach.once, .always]

  @Test(
    "a run whose connections fail ends, says what happened and breaks no promise, and the next apply puts everything right",
    arguments: WireFault.allCases
  )
  func sweep(_ kind: WireFault) async throws {
    let start = try await TrialStart.common.value
    var generator = SplitMix64(seed: WireFault.allCases.firstIndex(of: kind) ?? 0)
    let requests = FaultSweepTests.isWhole ? start.requests : [generator.pick(start.requests)]
    var counts = SweepCounts("\(kind.rawValue), \(start.requests.count) requests")
    for request in requests {
      for reach in Self.reaches { counts.note(try await Self.run(kind, reach, at: request, start.trial())) }
    }
    print("fault sweep on the wire: \(counts)")
  }

  private static func run(
    _ kind: WireFault,
    _ reach: InjectedFault.Reach,
    at request: RequestName,
    _ trial: Trial
  ) async throws -> FaultCase.End {
    let server = try await EmulatorServer.start(model: trial.model)
    do {
      let end = try await run(kind, reach, at: request, trial, server)
      try await server.stop()
      return end
    } catch {
      try await server.stop()
      throw error
    }
  }

  private static func run(
    _ kind: WireFault,
    _ reach: InjectedFault.Reach,
    at request: RequestName,
    _ trial: Trial,
    _ server: EmulatorServer
  ) async throws -> FaultCase.End {
    let fault = kind.fault(at: request, reach)
    if let fault { server.model.add(fault) }
    let injected = InjectedFault(request: request, kind: .connectionRefused, reach: reach)
    let configuration = try trial.configuration(apiURL: server.baseURL, timeouts: WireFault.timeouts)
    return try await withTransport(for: configuration) { transport in
      let transport: any Transport = fault == nil ? try RefusedTransport(transport, injected) : transport
      let fault = FaultCase(trial, "\(kind.rawValue), \(reach.rawValue), at \(request)")
      return try await fault.run(through: transport, configuration: configuration)
    }
  }
}
