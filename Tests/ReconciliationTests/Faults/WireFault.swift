import GitHubAPI
import GitHubEmulator

/// The ways in which a request fails on a real connection.
enum WireFault: String, CaseIterable {
  case connectionRefused = "connection refused"
  case resetBefore = "reset before it took effect"
  case resetAfter = "reset after it took effect"
  case bodyCut = "body cut in the middle"
  case hangBefore = "hang past the time-out before it took effect"
  case hangAfter = "hang past the time-out after it took effect"
  case trickle = "slow trickle"

  /// The fault at one request, or at all that ask the same; nil when it is not the server's.
  func fault(at request: RequestName, _ reach: InjectedFault.Reach) -> Fault? {
    var fault = Fault(method: request.method, path: String(request.target.prefix { $0 != "?" }))
    if reach == .once { fault.nth = request.occurrence }
    switch self {
    case .connectionRefused: return nil
    case .resetBefore: fault.resetsConnection = true
    case .resetAfter:
      fault.resetsConnection = true
      fault.moment = .after
    case .bodyCut: fault.keptBytes = 1
    case .hangBefore:
      fault.hang = Self.hang
      // Otherwise it would take effect once the hang is over, when nobody waits for it any more.
      fault.answer = Fault.Answer(status: 500)
    case .hangAfter:
      fault.hang = Self.hang
      fault.moment = .after
    case .trickle: fault.trickle = Self.pauseBetweenBytes
    }
    return fault
  }

  /// How long a client waits for one byte, for the end of a request, and for neither of a hanging one.
  static let timeouts = GitHubConfiguration.Timeouts(
    connect: .seconds(5),
    read: .milliseconds(250),
    request: .milliseconds(500)
  )

  /// In milliseconds, longer than any time-out.
  private static let hang = 1_500

  /// In milliseconds, shorter than the time-out for one byte, so that only the one for the whole request can help.
  private static let pauseBetweenBytes = 100
}

/// Sends some requests to a port on which nobody listens.
struct RefusedTransport: Transport {
  let base: any Transport
  let fault: InjectedFault
  let names = RequestNames()
  /// Port 1 belongs to a service that nobody runs any more.
  let nobody: Origin

  init(_ base: any Transport, _ fault: InjectedFault) throws {
    self.base = base
    self.fault = fault
    nobody = try APIURL("http://127.0.0.1:1").origin
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let name = names.note(request)
    guard fault.strikes(name, hasStruck: names.all.contains(fault.request)) else { return try await base.send(request) }
    var request = request
    request.origin = nobody
    return try await base.send(request)
  }
}
