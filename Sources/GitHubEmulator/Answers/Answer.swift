/// A request answered, with what the log and the state file want to know.
struct Answered: Sendable {
  var response: EmulatedResponse
  /// Nil when no known token came along.
  var tokenName: String?
}

/// An answer whose body is not written yet, which takes longer than all the rest and needs nothing of the world.
struct Draft: Sendable {
  fileprivate var reply: Reply
  fileprivate var match: RouteMatch?
  fileprivate var grant: TokenGrant?
  fileprivate var now: ModelTime
  fileprivate var isCharged = false

  /// Writes the body and what follows from it.
  func response(to request: EmulatedRequest) -> EmulatedResponse {
    var response = EmulatedResponse(status: reply.status, headers: reply.headers, body: reply.json?.bytes ?? [])
    if match?.operation != .getRateLimit { addETag(to: &response, for: request) }
    // An answer to HEAD may not have a body, whatever the status.
    if request.method == "HEAD" { response.body = [] }
    return response
  }
}

extension World {
  /// Answers one request of GitHub's API, up to its body.
  ///
  /// - Parameters:
  ///   - request: as it came over the wire.
  ///   - surroundings: milliseconds since 1970 on the surroundings' clock.
  /// - Returns: what `finish` takes.
  mutating func draft(_ request: EmulatedRequest, at surroundings: Int) -> Draft {
    let now = clock.now(at: surroundings)
    let match = RouteTable.match(request)
    guard request.headers["user-agent"]?.isEmpty == false else {
      return Draft(reply: userAgentRefusal, match: match, now: now)
    }
    let grant = grant(of: request, for: match?.operation, now: now)
    guard let admitted = grant ?? (match?.operation == .getMeta ? TokenGrant.any : nil) else {
      let hasToken = request.headers["authorization"]?.isEmpty == false
      let refusal = Refusal(
        401,
        hasToken ? "Bad credentials" : "Requires authentication",
        documentation: match?.documentation ?? generalDocumentation
      )
      return Draft(reply: refusal.reply, match: match, now: now)
    }
    let answer = respond(to: request, match: match, grant: admitted, now: now, surroundings: surroundings)
    let isCharged = answer.isCounted && grant != nil
    if isCharged { limits.charge(admitted.name, now: now) }
    return Draft(reply: answer.reply, match: match, grant: grant, now: now, isCharged: isCharged)
  }

  /// Adds the headers to an answer whose body is written.
  mutating func finish(_ draft: Draft, _ response: EmulatedResponse, to request: EmulatedRequest) -> Answered {
    var response = response
    if response.status == 304, draft.isCharged, let grant = draft.grant { limits.refund(grant.name) }
    addCommonHeaders(
      to: &response,
      request: request,
      match: draft.match,
      grant: draft.grant,
      now: draft.now
    )
    return Answered(response: response, tokenName: draft.grant?.name)
  }

  private mutating func respond(
    to request: EmulatedRequest,
    match: RouteMatch?,
    grant: TokenGrant,
    now: ModelTime,
    surroundings: Int
  ) -> (reply: Reply, isCounted: Bool) {
    do throws(Refusal) {
      try checkMediaType(of: request)
      try checkVersion(of: request)
      let isFree = match?.operation == .getRateLimit
      if !isFree { try checkLimits(of: grant, request: request, now: now, surroundings: surroundings) }
    } catch {
      return (error.reply, false)
    }
    guard let match else {
      return (Refusal(404, "Not Found", documentation: generalDocumentation).reply, true)
    }
    let exchange = Exchange(request: request, match: match, grant: grant, now: now, surroundings: surroundings)
    do throws(Refusal) {
      return (try perform(exchange), match.operation != .getRateLimit)
    } catch {
      return (error.reply, true)
    }
  }

  private func grant(of request: EmulatedRequest, for operation: Operation?, now: ModelTime) -> TokenGrant? {
    guard let token = request.bearerToken else { return nil }
    // An assertion is no token of the list; the operation looks at it itself.
    if operation?.isForApps == true { return TokenGrant(name: "app", token: "", kind: .app) }
    if tokens.isEmpty, apps.isEmpty { return TokenGrant.any }
    guard let grant = tokens.first(where: { $0.token == token }), grant.expiresAt.map({ now < $0 }) ?? true else {
      return nil
    }
    return grant
  }

  /// Refuses a client that takes no JSON.
  private func checkMediaType(of request: EmulatedRequest) throws(Refusal) {
    guard let accept = request.headers["accept"], !accept.isEmpty else { return }
    let types = accept.split(separator: ",").map { $0.prefix { $0 != ";" }.filter { $0 != " " }.lowercased() }
    let isJSON = types.contains { type in
      ["*/*", "application/*", "application/json"].contains(type)
        || (type.hasPrefix("application/vnd.github") && (type.hasSuffix("+json") || !type.contains("+")))
    }
    guard !isJSON else { return }
    let problem = "Unsupported 'Accept' header: '\(accept)'. Must accept 'application/json'."
    throw Refusal(415, problem, documentation: generalDocumentation)
  }

  private func checkVersion(of request: EmulatedRequest) throws(Refusal) {
    guard let version = request.headers["x-github-api-version"], !switches.apiVersions.isEmpty,
      !switches.apiVersions.contains(version)
    else { return }
    throw Refusal(
      400,
      "\"\(version)\" is not a supported version of the REST API",
      documentation: "https://docs.github.com/rest/about-the-rest-api/api-versions"
    )
  }

  private mutating func checkLimits(
    of grant: TokenGrant,
    request: EmulatedRequest,
    now: ModelTime,
    surroundings: Int
  ) throws(Refusal) {
    let excess = limits.excess(
      of: grant.name,
      isMutation: request.isMutation,
      now: now,
      surroundings: surroundings
    )
    let page = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api"
    switch excess {
    case nil: return
    case .primary:
      throw Refusal(limits.refusalStatus, "API rate limit exceeded for user ID 1.", documentation: page)
    case .secondary(let seconds):
      throw Refusal(
        limits.refusalStatus,
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        documentation: "\(page)#about-secondary-rate-limits",
        headers: [("Retry-After", String(seconds))]
      )
    }
  }

  /// Not JSON: the real service refuses these before its API sees them.
  private var userAgentRefusal: Reply {
    let text =
      "\r\nRequest forbidden by administrative rules. Please make sure your request has a User-Agent header.\r\n"
    return Reply(status: 403, json: .rendered(Array(text.utf8)), headers: [("Content-Type", "text/html")])
  }
}

/// The page that errors name when no operation was found.
let generalDocumentation = "https://docs.github.com/rest"
