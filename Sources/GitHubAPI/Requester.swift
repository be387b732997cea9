import Logging
import SecretModel

/// Carries one endpoint's request through scheduling, sending, redirects, decoding and retries.
final class Requester: Sendable {
  let configuration: GitHubConfiguration
  private let transport: any Transport
  private let scheduler: RequestScheduler
  private let clock: StopClock
  private let surroundings: ClientSurroundings
  /// What is kept of earlier answers; nil keeps none.
  var cache: (any ResponseCache)? { surroundings.cache }
  private let counts = SharedStatistics()
  let detection: DialectDetection
  let repositoryIDs = RepositoryIDs()

  init(configuration: GitHubConfiguration, transport: any Transport, surroundings: ClientSurroundings) {
    self.configuration = configuration
    self.transport = transport
    self.surroundings = surroundings
    clock = StopClock(surroundings.clock)
    detection = DialectDetection(configuration)
    let admission = Admission(
      width: configuration.concurrency,
      limits: configuration.limits,
      longestWait: configuration.longestHold
    )
    scheduler = RequestScheduler(admission, clock: clock) { [counts, surroundings] pause, reason in
      surroundings.report(pause, reason: reason, serverDate: counts.value.latestServerDate)
    }
  }

  var statistics: ClientStatistics { counts.value }

  /// Sends a request until it is answered or patience ends, and reads the answer.
  ///
  /// - Parameters:
  ///   - endpoint: what is asked.
  ///   - target: path and query on the server where they are not the endpoint's own, as for further pages.
  ///   - etag: the validator of an answer that is known; the server then may say 304, which `read` gets.
  ///   - read: reads a successful answer; what it cannot read is asked for again, since the body may have been cut.
  /// - Returns: what `read` made of the answer.
  /// - Throws: `GitHubError` with the last failure.
  func answer<Value: Sendable>(
    to endpoint: Endpoint,
    at target: String? = nil,
    knowing etag: String? = nil,
    read: (HTTPResponse) async throws(UnreadableBody) -> Value
  ) async throws(GitHubError) -> Value {
    let isFirst = await detection.begin(endpoint)
    defer { if isFirst { detection.endFirst() } }
    let target = target ?? configuration.apiURL.path + endpoint.path
    var attempts = Attempts(endpoint: endpoint)
    while true {
      let dialect = detection.dialect
      let present = try await self.target(target, of: endpoint, in: dialect)
      let failure: AttemptFailure
      do throws(AttemptFailure) {
        let response = try await exchange(endpoint, at: present, in: dialect, knowing: etag, &attempts)
        do { return try await read(response) } catch { throw .unreadable(error, response.status) }
      } catch {
        failure = error
      }
      if try await isMadeAnew(endpoint, after: failure, in: dialect, attempts) { continue }
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
    if await replaceRefusedToken(after: failure, &attempts) { return }
    let message = failure.message(to: attempts.endpoint, token: attempts.grant?.token)
    let kind = failure.patience(message)
    attempts.note(failure, limited: kind.isRateLimit ? scheduler.noteLimit() : nil)
    let decision = configuration.retries.decision(
      after: kind,
      history: attempts.history,
      jitter: surroundings.jitter()
    )
    switch decision {
    case .giveUp:
      var error = failure.error(attempts, message, serverDate: statistics.latestServerDate)
      error.settings = attempts.grant.flatMap { SettingsPages(configuration.apiURL).advice(on: $0.token.kind) }
      throw error
    case .retry(let pause):
      let error = failure.error(attempts, message, serverDate: nil)
      surroundings.report(pause, reason: error.event, serverDate: statistics.latestServerDate)
      do { try await clock.sleep(pause) } catch { throw attempts.cancelled }
    case .holdAll(let wait):
      guard let turn = attempts.turn, let limit = kind.limitKind else { return }
      scheduler.hold(turn, for: wait, reason: limit.words, isStrain: limit == .secondary)
    }
  }

  /// Gets another token when the server refused the one that was sent; once for each request.
  private func replaceRefusedToken(after failure: AttemptFailure, _ attempts: inout Attempts) async -> Bool {
    guard case .answer(let response) = failure, response.status == 401, !attempts.hasReplacedToken,
      let grant = attempts.grant
    else { return false }
    attempts.hasReplacedToken = true
    let serverTime = response.fields["Date"].flatMap { Timestamp(httpDate: $0) }
    return await configuration.tokens.replace(grant, of: attempts.endpoint.owner, at: serverTime)
  }

  /// Sends a request and follows redirects to the successful answer.
  private func exchange(
    _ endpoint: Endpoint,
    at target: String,
    in dialect: ServerDialect,
    knowing etag: String?,
    _ attempts: inout Attempts
  ) async throws(AttemptFailure) -> HTTPResponse {
    let grant: TokenGrant
    do {
      grant = try await configuration.tokens.grant(for: endpoint.owner, at: statistics.latestServerDate)
    } catch {
      throw .noToken(error)
    }
    attempts.grant = grant
    var request = request(for: endpoint, at: target, in: dialect, grant.token)
    request.fields["If-None-Match"] = etag
    for hops in 0... {
      let response = try await send(request, endpoint.kind, grant.budget, &attempts)
      switch RedirectDecision(response, method: request.method, origin: request.origin, hops: hops) {
      case .follow(let target):
        request.target = target
        counts.change { _ = $0.redirectedSubjects.insert(endpoint.subject) }
      case .refuse(let refusal): throw .redirect(refusal, response.status)
      case .none:
        let isSuccess = (200...299).contains(response.status) || (response.status == 304 && etag != nil)
        guard isSuccess else { throw .answer(response) }
        return response
      }
    }
    preconditionFailure("redirects are bounded")
  }

  private func send(
    _ request: HTTPRequest,
    _ kind: RequestKind,
    _ budget: BudgetID,
    _ attempts: inout Attempts
  ) async throws(AttemptFailure) -> HTTPResponse {
    let attempt = attempts.count + 1
    let (turn, result): (RequestScheduler.Turn, Result<HTTPResponse, TransportError>)
    do throws(RequestScheduler.Refusal) {
      (turn, result) = try await scheduler.run(kind, budget) { turn in
        let start = clock.elapsed()
        counts.change { $0.note(request) }
        let result: Result<HTTPResponse, TransportError>
        do throws(TransportError) {
          result = .success(try await transport.send(request))
        } catch {
          result = .failure(error)
        }
        observe(result, turn)
        let line = RequestLine(
          request: request,
          result: result,
          duration: clock.elapsed() - start,
          attempt: attempt
        )
        surroundings.logger.debug("\(line.text)")
        return (turn, result)
      }
    } catch {
      throw AttemptFailure(error)
    }
    attempts.turn = turn
    switch result {
    case .success(let response): return response
    case .failure(let error): throw .transport(error)
    }
  }

  /// Takes in what an answer says of the server's limits and of its strength.
  private func observe(_ result: Result<HTTPResponse, TransportError>, _ turn: RequestScheduler.Turn) {
    switch result {
    case .success(let response):
      counts.change { $0.note(response) }
      detection.note(response)
      if let seen = PrimaryLimit(response.fields) { scheduler.note(seen, turn) }
      switch response.status {
      case 502, 503, 504: scheduler.noteStrain(turn)
      case 403, 429, 500...599: break
      default: scheduler.noteSuccess()
      }
    case .failure(.timedOut): scheduler.noteStrain(turn)
    case .failure: break
    }
  }

  private func request(
    for endpoint: Endpoint,
    at target: String,
    in dialect: ServerDialect,
    _ token: Token
  ) -> HTTPRequest {
    var fields = HeaderFields([("Accept", dialect.accept), ("User-Agent", configuration.userAgent)])
    fields["X-GitHub-Api-Version"] = dialect.apiVersion?.rawValue
    if endpoint.body != nil { fields["Content-Type"] = "application/json" }
    return HTTPRequest(
      method: endpoint.method,
      origin: configuration.apiURL.origin,
      target: target,
      fields: fields,
      token: token,
      authorizationScheme: dialect.authorizationScheme,
      body: endpoint.body
    )
  }
}
