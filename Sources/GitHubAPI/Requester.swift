import Logging
import SecretModel
import Synchronization

/// Carries one endpoint's request through scheduling, sending, redirects, decoding and retries.
final class Requester: Sendable {
  let configuration: GitHubConfiguration
  private let transport: any Transport
  private let scheduler: RequestScheduler
  private let clock: StopClock
  private let surroundings: ClientSurroundings
  private let counts = Mutex(ClientStatistics())

  init(configuration: GitHubConfiguration, transport: any Transport, surroundings: ClientSurroundings) {
    self.configuration = configuration
    self.transport = transport
    self.surroundings = surroundings
    clock = StopClock(surroundings.clock)
    scheduler = RequestScheduler(width: configuration.concurrency, clock: clock)
  }

  var statistics: ClientStatistics { counts.withLock { $0 } }

  /// Sends a request until it is answered or patience ends, and reads the answer.
  ///
  /// - Parameters:
  ///   - endpoint: what is asked.
  ///   - target: path and query on the server where they are not the endpoint's own, as for further pages.
  ///   - read: reads a successful answer; what it cannot read is asked for again, since the body may have been cut.
  /// - Returns: what `read` made of the answer.
  /// - Throws: `GitHubError` with the last failure.
  func answer<Value: Sendable>(
    to endpoint: Endpoint,
    at target: String? = nil,
    read: (HTTPResponse) async throws(UnreadableBody) -> Value
  ) async throws(GitHubError) -> Value {
    let target = target ?? configuration.apiURL.path + endpoint.path
    var attempts = Attempts(endpoint: endpoint)
    while true {
      let failure: AttemptFailure
      do throws(AttemptFailure) {
        let response = try await exchange(endpoint, at: target, attempt: attempts.count + 1)
        scheduler.noteSuccess()
        do { return try await read(response) } catch { throw .unreadable(error, response.status) }
      } catch {
        failure = error
      }
      try await recover(from: failure, &attempts)
    }
  }

  /// Sends a write whose answer has nothing to read.
  func perform(_ endpoint: Endpoint) async throws(GitHubError) {
    // A success of something between GitHub and us, such as a log-in page, is not GitHub's.
    try await answer(to: endpoint) { response throws(UnreadableBody) in try checkEmptyOrJSON(response.body) }
  }

  /// Pauses before the next attempt.
  ///
  /// - Throws: the failure, when there is to be none.
  private func recover(from failure: AttemptFailure, _ attempts: inout Attempts) async throws(GitHubError) {
    let message = failure.message(to: attempts.endpoint, token: configuration.token)
    let kind = failure.patience(message)
    attempts.note(failure, limited: kind.isRateLimit ? scheduler.noteLimit() : nil)
    let decision = configuration.retries.decision(
      after: kind,
      history: attempts.history,
      jitter: surroundings.jitter()
    )
    switch decision {
    case .giveUp: throw failure.error(attempts, message)
    case .retry(let pause):
      report(pause, reason: failure.error(attempts, message).event)
      do { try await clock.sleep(pause) } catch { throw attempts.cancelled }
    case .holdAll(let wait):
      guard scheduler.hold(for: wait) else { return }
      report(wait, reason: "GitHub's \(kind.limitKind) rate limit was reached")
    }
  }

  private func report(_ pause: Duration, reason: String) {
    guard pause > .seconds(1) else { return }
    let until = statistics.latestServerDate?.advanced(bySeconds: pause.roundedUpSeconds)
    surroundings.onWait(RequestWait(duration: pause, until: until, reason: reason))
  }

  /// Sends a request and follows redirects to the successful answer.
  private func exchange(
    _ endpoint: Endpoint,
    at target: String,
    attempt: Int
  ) async throws(AttemptFailure) -> HTTPResponse {
    var request = request(for: endpoint, at: target)
    for hops in 0... {
      let response = try await send(request, attempt: attempt)
      switch RedirectDecision(response, method: request.method, origin: request.origin, hops: hops) {
      case .follow(let target):
        request.target = target
        counts.withLock { _ = $0.redirectedSubjects.insert(endpoint.subject) }
      case .refuse(let refusal): throw .redirect(refusal, response.status)
      case .none:
        guard (200...299).contains(response.status) else { throw .answer(response) }
        return response
      }
    }
    preconditionFailure("redirects are bounded")
  }

  private func send(_ request: HTTPRequest, attempt: Int) async throws(AttemptFailure) -> HTTPResponse {
    let result: Result<HTTPResponse, TransportError>
    do {
      result = try await scheduler.run {
        let start = clock.elapsed()
        counts.withLock { $0.note(request) }
        let result: Result<HTTPResponse, TransportError>
        do throws(TransportError) {
          result = .success(try await transport.send(request))
        } catch {
          result = .failure(error)
        }
        log(request, result, duration: clock.elapsed() - start, attempt: attempt)
        return result
      }
    } catch {
      throw .cancelled
    }
    switch result {
    case .success(let response):
      counts.withLock { $0.note(response) }
      return response
    case .failure(let error): throw .transport(error)
    }
  }

  private func request(for endpoint: Endpoint, at target: String) -> HTTPRequest {
    var fields = HeaderFields([
      ("Accept", "application/vnd.github+json"),
      ("User-Agent", configuration.userAgent),
    ])
    if let version = configuration.apiVersion { fields["X-GitHub-Api-Version"] = version }
    if endpoint.body != nil { fields["Content-Type"] = "application/json" }
    return HTTPRequest(
      method: endpoint.method,
      origin: configuration.apiURL.origin,
      target: target,
      fields: fields,
      token: configuration.token,
      body: endpoint.body
    )
  }

  /// One line for each request; neither header fields nor bodies.
  private func log(
    _ request: HTTPRequest,
    _ result: Result<HTTPResponse, TransportError>,
    duration: Duration,
    attempt: Int
  ) {
    let outcome =
      switch result {
      case .success(let response): "\(response.status)"
      case .failure(let error): "\(error)"
      }
    let milliseconds = Int(duration / .milliseconds(1))
    surroundings.logger.debug(
      "\(request.method.rawValue) \(request.target) \(outcome) \(milliseconds) ms, attempt \(attempt)"
    )
  }
}
