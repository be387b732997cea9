import GitHubAPI
import GitHubEmulator
import Synchronization

/// Lets some requests go wrong on their way to a model.
final class FaultyTransport: Transport {
  private let base: ModelTransport
  private let fault: InjectedFault
  private let names = RequestNames()
  private let hasStruck = Mutex(false)

  init(_ base: ModelTransport, _ fault: InjectedFault) {
    self.base = base
    self.fault = fault
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let name = names.note(request)
    let isStruck = hasStruck.withLock { hasStruck in
      let strikes = fault.strikes(name, hasStruck: hasStruck)
      hasStruck = hasStruck || strikes
      return strikes
    }
    guard isStruck else { return try await base.send(request) }
    let real = fault.kind.takesEffect ? try await base.send(request) : nil
    return try fault.kind.answer(to: request, inPlaceOf: real, base.model)
  }
}
