import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// An emulated GitHub: organizations, repositories, environments and their secrets and variables, without any network.
///
/// It may be used from any task, also while a server answers for it.
public final class GitHubModel: Sendable {
  private struct Content: Sendable {
    var world = World()
    var requests: [RequestRecord] = []
    var faults = FaultTable()
  }

  private let content: Mutex<Content>
  private let milliseconds: @Sendable () -> Int

  /// An empty GitHub.
  ///
  /// - Parameter milliseconds: the time of the surroundings since 1970.
  public init(milliseconds: @escaping @Sendable () -> Int = GitHubModel.realTime) {
    self.milliseconds = milliseconds
    content = Mutex(Content())
  }

  /// A GitHub from the text of a state file.
  ///
  /// - Parameters:
  ///   - state: JSON as the README's section on the emulator describes it.
  ///   - milliseconds: the time of the surroundings since 1970.
  /// - Throws: `StateError` with the place that is wrong.
  public init(state: String, milliseconds: @escaping @Sendable () -> Int = GitHubModel.realTime) throws(StateError) {
    self.milliseconds = milliseconds
    let world = try World(state: Array(state.utf8), at: milliseconds())
    content = Mutex(Content(world: world))
  }

  /// The real time in milliseconds since 1970.
  @Sendable public static func realTime() -> Int {
    Int(Date().timeIntervalSince1970 * 1_000)
  }

  /// The text of a state file from which this GitHub can be built again, key pairs included.
  public var state: String {
    let world = content.withLock { $0.world }
    return String(decoding: world.state(at: milliseconds()), as: UTF8.self)
  }

  /// Counts the changes of what `state` holds.
  public var revision: Int { content.withLock { $0.world.revision } }

  /// The requests answered so far, in the order of their answers.
  public var requests: [RequestRecord] { content.withLock { $0.requests } }

  /// Empties the log of requests.
  public func clearRequests() {
    content.withLock { $0.requests = [] }
  }

  /// The behaviours that may be had both ways.
  public var switches: EmulatorSwitches {
    get { content.withLock { $0.world.switches } }
    set { change { $0.switches = newValue } }
  }

  /// Takes over the behaviour of a product by name, rate limits included; false when there is none of this name.
  public func applyDialect(_ name: String) -> Bool {
    guard let switches = EmulatorSwitches(dialect: name) else { return false }
    change { $0.apply(switches) }
    return true
  }

  /// Makes requests go wrong from now on.
  public func add(_ fault: Fault) {
    content.withLock { $0.faults.entries.append(FaultTable.Entry(fault: fault)) }
  }

  /// Lets all requests go right again.
  public func clearFaults() {
    content.withLock { $0.faults = FaultTable() }
  }

  /// The faults with the number of requests that each has struck.
  public var faults: [(fault: Fault, struck: Int)] {
    content.withLock { $0.faults.entries.map { ($0.fault, $0.struck) } }
  }

  /// The fault that strikes a request, which counts as seen.
  func strike(_ request: EmulatedRequest) -> Fault? {
    content.withLock { $0.faults.strike(request) }
  }

  /// Answers one request of GitHub's API.
  func answer(_ request: EmulatedRequest) -> Answered {
    let now = milliseconds()
    let draft = content.withLock { $0.world.draft(request, at: now) }
    let response = draft.response(to: request)
    return content.withLock { $0.world.finish(draft, response, to: request) }
  }

  /// Keeps a request in the log.
  func log(_ request: EmulatedRequest, status: Int?, tokenName: String?, wasStruck: Bool) {
    let query = request.query.isEmpty ? "" : "?\(request.query)"
    let record = RequestRecord(
      method: request.method,
      path: request.path + query,
      status: status,
      tokenName: tokenName,
      milliseconds: milliseconds(),
      wasStruck: wasStruck
    )
    content.withLock { $0.requests.append(record) }
  }

  /// Reads the world.
  func read<Result: Sendable>(_ body: (World) -> Result) -> Result {
    content.withLock { body($0.world) }
  }

  /// Changes what a state file holds.
  func change<Result: Sendable, Failure: Error>(
    _ body: (inout World) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try content.withLock { content throws(Failure) in
      content.world.revision += 1
      return try body(&content.world)
    }
  }

  /// The time of the surroundings.
  var now: Int { milliseconds() }
}
