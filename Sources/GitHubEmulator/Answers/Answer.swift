/// A request answered, with what the log and the state file want to know.
struct Answered: Sendable {
  var response: EmulatedResponse
  /// Nil when no known token came along.
  var tokenName: String?
}

extension World {
  /// Answers one request of GitHub's API.
  ///
  /// - Parameters:
  ///   - request: as it came over the wire.
  ///   - surroundings: milliseconds since 1970 on the surroundings' clock.
  /// - Returns: the complete answer.
  mutating func answer(_ request: EmulatedRequest, at surroundings: Int) -> Answered {
    guard request.headers["user-agent"]?.isEmpty == false else { return Answered(response: userAgentRefusal()) }
    let now = clock.now(at: surroundings)
    let match = RouteTable.match(request)
    let grant = grant(of: request)
    let isPublic = match?.operation == .getMeta
    var reply: Reply
    var isCounted = false
    if let grant = grant ?? (isPublic ? TokenGrant.any : nil) {
      (reply, isCounted) = respond(to: request, match: match, grant: grant, now: now, surroundings: surroundings)
    } else {
      let hasToken = request.headers["authorization"]?.isEmpty == false
      reply =
        Refusal(
          401,
          hasToken ? "Bad credentials" : "Requires authentication",
          documentation: match?.operation.documentation ?? generalDocumentation
        )
        .reply
    }
    var response = EmulatedResponse(status: reply.status, headers: reply.headers, body: reply.json?.bytes ?? [])
    if match?.operation != .getRateLimit { addETag(to: &response, for: request) }
    // An answer to HEAD may not have a body, whatever the status.
    if request.method == "HEAD" { response.body = [] }
    if isCounted, response.status != 304, let grant { limits.charge(grant.name, now: now) }
    addCommonHeaders(to: &response, request: request, operation: match?.operation, grant: grant, now: now)
    return Answered(response: response, tokenName: grant?.name)
  }

  private mutating func respond(
    to request: EmulatedRequest,
    match: RouteMatch?,
    grant: TokenGrant,
    now: ModelTime,
    surroundings: Int
  ) -> (reply: Reply, isCounted: Bool) {
    do throws(Refusal) {
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

  private func grant(of request: EmulatedRequest) -> TokenGrant? {
    let words = (request.headers["authorization"] ?? "").split(separator: " ", maxSplits: 1)
    guard words.count == 2, ["bearer", "token"].contains(words[0].lowercased()) else { return nil }
    let token = words[1].trimmingPrefix { $0 == " " }
    guard !token.isEmpty else { return nil }
    return tokens.isEmpty ? TokenGrant.any : tokens.first { $0.token == token }
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

  private func userAgentRefusal() -> EmulatedResponse {
    let text =
      "\r\nRequest forbidden by administrative rules. "
      + "Please make sure your request has a User-Agent header. Check https://developer.github.com for other possible "
      + "causes.\r\n"
    return EmulatedResponse(status: 403, headers: [("Content-Type", "text/html")], body: Array(text.utf8))
  }
}

/// The page that errors name when no operation was found.
let generalDocumentation = "https://docs.github.com/rest"
