import GitHubAPI
import GitHubEmulator

/// The ways in which a request fails.
enum FaultKind: String, CaseIterable {
  case connectionRefused = "connection refused"
  case resetBefore = "reset before it took effect"
  case resetAfter = "reset after it took effect"
  case bodyCut = "body cut in the middle"
  case invalidJSON = "invalid JSON"
  case emptyBody = "empty body"
  case internalError = "500"
  case internalErrorAfter = "500 after it took effect"
  case badGateway = "502 with HTML"
  case unavailable = "503"
  case unavailableForAWhile = "503 with Retry-After"
  case tooManyRequests = "429"
  case tooManyRequestsForAWhile = "429 with Retry-After"
  case primaryLimit = "403, primary rate limit"
  case secondaryLimit = "403, secondary rate limit"
  case secondaryLimitForAWhile = "403, secondary rate limit with Retry-After"
  case permissionMissing = "403, permission missing"
  case tokenExpired = "401"
  case vanished = "404"
  case conflict = "409"
  case unprocessable = "422"
  case hangBefore = "hang past the time-out before it took effect"
  case hangAfter = "hang past the time-out after it took effect"

  /// Whether what was asked is done nevertheless.
  var takesEffect: Bool {
    switch self {
    case .resetAfter, .bodyCut, .invalidJSON, .emptyBody, .internalErrorAfter, .hangAfter: true
    case .connectionRefused, .resetBefore, .internalError, .badGateway, .unavailable, .unavailableForAWhile,
      .tooManyRequests, .tooManyRequestsForAWhile, .primaryLimit, .secondaryLimit, .secondaryLimitForAWhile,
      .permissionMissing, .tokenExpired, .vanished, .conflict, .unprocessable, .hangBefore:
      false
    }
  }

  /// What comes back in place of the real answer.
  ///
  /// - Throws: the error of a transport to which no complete answer came.
  func answer(
    to request: HTTPRequest,
    inPlaceOf real: HTTPResponse?,
    _ model: GitHubModel
  ) throws(TransportError) -> HTTPResponse {
    switch self {
    case .connectionRefused: throw .connectionRefused
    case .resetBefore, .resetAfter: throw .connectionLost
    case .hangBefore, .hangAfter: throw .timedOut
    case .bodyCut: return real.having { body in Array(body.prefix(body.count / 2)) }
    case .invalidJSON: return real.having { _ in Array("{\"total_count\": 1, \"secrets\": [nothing".utf8) }
    case .emptyBody: return real.having { _ in [] }
    case .internalError, .internalErrorAfter: return model.refusal(500, "Server Error", to: request)
    case .badGateway: return model.page(502)
    case .unavailable: return model.refusal(503, "Service unavailable", to: request)
    case .unavailableForAWhile:
      return model.refusal(503, "Service unavailable", to: request, fields: ["Retry-After": "17"])
    case .tooManyRequests: return model.refusal(429, "Too many requests", to: request)
    case .tooManyRequestsForAWhile:
      return model.refusal(429, "Too many requests", to: request, fields: ["Retry-After": "30"])
    case .primaryLimit:
      let fields = ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "\(model.secondsSinceEpoch(in: 40))"]
      return model.refusal(403, "API rate limit exceeded for user ID 1.", to: request, fields: fields)
    case .secondaryLimit: return model.refusal(403, secondaryLimitText, to: request)
    case .secondaryLimitForAWhile:
      return model.refusal(403, secondaryLimitText, to: request, fields: ["Retry-After": "30"])
    case .permissionMissing:
      return model.refusal(403, "Resource not accessible by personal access token", to: request)
    case .tokenExpired: return model.refusal(401, "Bad credentials", to: request)
    case .vanished: return model.refusal(404, "Not Found", to: request)
    case .conflict: return model.refusal(409, "Conflict", to: request)
    case .unprocessable: return model.refusal(422, "Validation Failed", to: request)
    }
  }
}

private let secondaryLimitText = "You have exceeded a secondary rate limit. Please wait a few minutes."

extension HTTPResponse? {
  fileprivate func having(_ body: ([UInt8]) -> [UInt8]) -> HTTPResponse {
    var response = self ?? HTTPResponse(status: 200)
    response.body = body(response.body)
    return response
  }
}

extension GitHubModel {
  /// An error answer that repeats what was sent, token included, which nobody may print.
  fileprivate func refusal(
    _ status: Int,
    _ message: String,
    to request: HTTPRequest,
    fields: [String: String] = [:]
  ) -> HTTPResponse {
    let body = """
      {"message": "\(message)", "status": "\(status)",
       "errors": [{"message": "\(message)", "code": "custom", "field": "\(request.authorization)"}]}
      """
    return HTTPResponse(
      status: status,
      fields: HeaderFields([("Date", date), ("Content-Type", "application/json")] + fields.map { ($0.key, $0.value) }),
      body: Array(body.utf8)
    )
  }

  /// What stands between GitHub and its users when GitHub does not answer.
  fileprivate func page(_ status: Int) -> HTTPResponse {
    HTTPResponse(
      status: status,
      fields: HeaderFields([("Content-Type", "text/html")]),
      body: Array("<html><head><title>Unicorn!</title></head><body>\u{1b}[31m</body></html>".utf8)
    )
  }
}
