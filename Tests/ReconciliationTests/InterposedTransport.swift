import GitHubAPI
import Synchronization

/// A transport between the client and the server, which decides what becomes of each request.
struct InterposedTransport: Transport {
  /// What becomes of a request.
  enum Fate: Sendable {
    /// It is sent and answered.
    case answered
    /// It never leaves.
    case lost
    /// It takes effect, and nobody hears of it.
    case unheard
  }

  let base: AsyncHTTPClientTransport
  let fate: @Sendable (HTTPRequest) -> Fate

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    switch fate(request) {
    case .answered: return try await base.send(request)
    // The kind that is not tried again: to the client it is as if the process were gone.
    case .lost: throw .cancelled
    case .unheard:
      _ = try await base.send(request)
      throw .cancelled
    }
  }
}

/// Kills a run after some of its requests: from then on nothing that it does has an effect.
final class KillSwitch: Sendable {
  private struct State {
    var requestsLeft: Int?
    var lastTakesEffect = false
    var isDead = false
  }

  private let state = Mutex(State())

  /// Whether the run was killed.
  var isDead: Bool { state.withLock { $0.isDead } }

  /// Kills the run at its request with this number, counted from 0; nil to let it live.
  func arm(atRequest number: Int?, takesEffect: Bool) {
    state.withLock { $0 = State(requestsLeft: number, lastTakesEffect: takesEffect) }
  }

  /// What becomes of the next request.
  func fate() -> InterposedTransport.Fate {
    state.withLock { state in
      guard !state.isDead else { return .lost }
      guard let left = state.requestsLeft else { return .answered }
      guard left == 0 else {
        state.requestsLeft = left - 1
        return .answered
      }
      state.isDead = true
      return state.lastTakesEffect ? .unheard : .lost
    }
  }
}
