extension World {
  /// Adds the headers that GitHub's answers share.
  mutating func addCommonHeaders(
    to response: inout EmulatedResponse,
    request: EmulatedRequest,
    match: RouteMatch?,
    grant: TokenGrant?,
    now: ModelTime
  ) {
    var headers: [(name: String, value: String)] = [("Server", "GitHub.com"), ("Date", now.httpDate)]
    if !response.body.isEmpty, response.header("Content-Type") == nil {
      headers.append(("Content-Type", "application/json; charset=utf-8"))
    }
    if response.status == 200 || response.status == 304 {
      let isFresh = match?.operation == .getRateLimit
      headers.append(("Cache-Control", isFresh ? "no-cache" : "private, max-age=60, s-maxage=60"))
    }
    headers.append(("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP, Accept-Encoding, Accept, X-Requested-With"))
    if response.status != 304 { headers.append(("X-GitHub-Media-Type", "github.v3; format=json")) }
    if !switches.apiVersions.isEmpty {
      let version = request.headers["x-github-api-version"] ?? "2022-11-28"
      headers.append(("x-github-api-version-selected", version))
    }
    if !switches.enterpriseVersion.isEmpty {
      headers.append(("X-GitHub-Enterprise-Version", switches.enterpriseVersion))
    }
    if let grant {
      headers += scopeHeaders(grant: grant, match: match)
      headers += rateLimitHeaders(token: grant.name, now: now)
    }
    headers.append(("X-GitHub-Request-Id", makeRequestID()))
    response.headers = headers + response.headers
  }

  private func scopeHeaders(grant: TokenGrant, match: RouteMatch?) -> [(name: String, value: String)] {
    let requirement = match?.requirement
    var expiration: [(name: String, value: String)] = []
    if let end = grant.expiresAt, grant.kind != .app {
      expiration = [("GitHub-Authentication-Token-Expiration", end.spelledOut)]
    }
    guard grant.kind == .classic else {
      let accepted = requirement.map {
        [(name: "X-Accepted-GitHub-Permissions", value: "\($0.permission.rawValue)=\($0.access.rawValue)")]
      }
      return expiration + (accepted ?? [])
    }
    let accepted =
      switch requirement?.permission {
      case .organizationSecrets, .organizationVariables, .organizationDependabotSecrets,
        .organizationCodespacesSecrets:
        "admin:org"
      case .metadata: "repo"
      default: ""
      }
    let scopes = grant.scopes ?? (grant.permissions == nil ? ["admin:org", "repo"] : ["repo"])
    return expiration + [
      ("X-OAuth-Scopes", scopes.joined(separator: ", ")), ("X-Accepted-OAuth-Scopes", accepted),
    ]
  }

  private mutating func rateLimitHeaders(token: String, now: ModelTime) -> [(name: String, value: String)] {
    guard let status = limits.status(of: token, now: now) else { return [] }
    return [
      ("X-RateLimit-Limit", String(status.limit)), ("X-RateLimit-Remaining", String(status.remaining)),
      ("X-RateLimit-Reset", String(status.reset)), ("X-RateLimit-Used", String(status.used)),
      ("X-RateLimit-Resource", "core"),
    ]
  }

  /// Five groups of hexadecimal digits, as GitHub's ids of requests have.
  private mutating func makeRequestID() -> String {
    answeredRequests += 1
    let count = String(answeredRequests, radix: 16, uppercase: true)
    return "0C70:2715:\(count):\(count)0:655F7C87"
  }
}
