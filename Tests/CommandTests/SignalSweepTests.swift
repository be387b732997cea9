import Foundation
import GitHubEmulator
import TestSupport
import Testing

/// The program is killed or asked to end at each request of an apply.
@Suite("Signal sweep")
struct SignalSweepTests {
  /// Whether it is tried at each request; otherwise at a few.
  private static let isWhole = ProcessInfo.processInfo.environment["OCTOSEAL_SWEEP"] == "all"
  private static let momentsOfTheFewest = 3

  @Test(
    "a program that is killed or asked to end breaks no promise, and the next apply puts everything right",
    arguments: [SIGKILL, SIGTERM]
  )
  func sweep(_ signal: Int32) async throws {
    let start = try await SignalledWorld.start()
    var generator = SplitMix64(seed: signal)
    let every = 1...start.requestCount
    let moments = Self.isWhole ? Array(every) : (0..<Self.momentsOfTheFewest).map { _ in generator.pick(Array(every)) }
    var ends: [String: Int] = [:]
    for (position, number) in moments.enumerated() {
      for moment in Self.isWhole ? Fault.Moment.allCases : [Fault.Moment.allCases[position % 2]] {
        let end = try await SignalledWorld.run(from: start) { world in
          try await Self.interrupt(world, signal, atRequest: number, moment)
        }
        ends[end, default: 0] += 1
      }
    }
    let counts = ends.sorted { $0.key < $1.key }.map { "\($0.value) ended with \($0.key)" }
    print(
      """
      signal sweep: signal \(signal), \(start.requestCount) requests, \(ends.values.reduce(0, +)) cases, \
      \(counts.joined(separator: ", ")), each put right by the next apply
      """
    )
  }

  private static func interrupt(
    _ world: SignalledWorld,
    _ signal: Int32,
    atRequest number: Int,
    _ moment: Fault.Moment
  ) async throws -> String {
    let comment: Comment = "signal \(signal) at request \(number), \(moment.rawValue) it took effect"
    let before = world.changeable
    world.model.add(Fault(nth: number, moment: moment, hang: SignalledWorld.hang))
    let ended = try await world.apply { process in
      while process.isRunning, world.model.faults.first?.struck == 0 { try await Task.sleep(for: .milliseconds(2)) }
      kill(process.processIdentifier, signal)
    }
    // A request that hung when the program was killed still arrives.
    try await Task.sleep(for: .milliseconds(signal == SIGKILL ? SignalledWorld.hang + 100 : 0))
    world.model.clearFaults()
    if signal == SIGTERM {
      let isDone = SweptWorld.wrongSecrets(in: world.model) == []
      #expect(ended.exit == (world.changeable == before ? "1" : isDone ? "0" : "4"), "\(comment): \(ended.output)")
      #expect(ended.output.contains("interrupted"), comment)
      #expect(try world.ledgerIsReadable(), comment)
    }
    #expect(!ended.output.contains(SweptWorld.valueMark) && !ended.output.contains(SignalledWorld.token), comment)
    #expect(SweptPromises.broken(world.model.secrets) == [], comment)
    try await expectConvergence(world, comment)
    return ended.exit
  }

  private static func expectConvergence(_ world: SignalledWorld, _ comment: Comment) async throws {
    let next = try await world.apply { _ in }
    #expect(next.exit == "0", "\(comment): \(next.output)")
    #expect(SweptWorld.wrongSecrets(in: world.model) == [], comment)
    let requestCount = world.model.requests.count
    let last = try await world.apply { _ in }
    let writes = world.model.requests.dropFirst(requestCount).filter { $0.method != "GET" }.map(\.path)
    #expect(last.exit == "0" && writes == [], comment)
    #expect(try world.strayFiles() == [], comment)
  }
}
