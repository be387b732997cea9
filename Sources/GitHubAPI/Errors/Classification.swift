import SecretModel

extension GitHubError {
  /// What an answer without success means.
  init(_ response: HTTPResponse, message: ServerMessage, to endpoint: Endpoint, attempts: Int, outcomeUnknown: Bool) {
    self.init(
      Kind(response, message: message),
      endpoint: endpoint,
      attempts: attempts,
      outcomeUnknown: outcomeUnknown
    )
    status = response.status
    serverMessage = message.text
    hints = permissionHints(in: response.fields)
  }

  /// A failure that is not an answer's.
  init(_ kind: Kind, endpoint: Endpoint, attempts: Int = 1, outcomeUnknown: Bool = false) {
    self.init(
      kind: kind,
      subject: endpoint.subject,
      operation: endpoint.operation,
      outcomeUnknown: outcomeUnknown,
      attempts: attempts,
      permission: endpoint.permission.description,
      endpoint: endpoint.documentedName
    )
  }
}

extension GitHubError.Kind {
  /// Tells apart what a status and its message mean.
  fileprivate init(_ response: HTTPResponse, message: ServerMessage) {
    if let limit = RateLimit(response, message: message) {
      self = .rateLimited(until: end(of: limit, in: response.fields))
      return
    }
    let singleSignOn = response.fields["X-GitHub-SSO"]
    switch response.status {
    case 401: self = .unauthorized
    case 403, 404:
      if let singleSignOn, singleSignOn.hasPrefix("required") {
        self = .singleSignOn(page: page(in: singleSignOn))
      } else if message.known == .archived {
        self = .archived
      } else {
        self = response.status == 404 ? .notFound : .forbidden
      }
    case 409: self = .conflict
    case 410: self = .gone
    case 400, 422: self = .rejected
    case 500...599: self = .serverFailure
    default: self = .unexpectedStatus
    }
  }
}

private func end(of limit: RateLimit, in fields: HeaderFields) -> Timestamp? {
  guard let wait = limit.wait, let now = fields["Date"].flatMap({ Timestamp(httpDate: $0) }) else { return nil }
  return now.advanced(bySeconds: wait.roundedUpSeconds)
}

/// The page to authorize a token, from `required; url=https://…`.
private func page(in header: String) -> String? {
  guard let start = header.firstRange(of: "url=https://") else { return nil }
  let url = String(header[header.index(start.lowerBound, offsetBy: 4)...].prefix { $0 != ";" && $0 != " " })
  return AbsoluteURL(url) == nil ? nil : url
}

private func permissionHints(in fields: HeaderFields) -> [String] {
  var hints: [String] = []
  if let accepted = fields["X-Accepted-GitHub-Permissions"].flatMap(plainList) {
    hints.append("GitHub asks for '\(accepted)'")
  }
  if let accepted = fields["X-Accepted-OAuth-Scopes"].flatMap(plainList) {
    hints.append("GitHub asks for the scope '\(accepted)'")
  }
  if let given = fields["X-OAuth-Scopes"].flatMap(plainList) { hints.append("the token has '\(given)'") }
  return hints
}

/// A list of permissions or scopes; nil when it is empty or holds what such a list never does.
private func plainList(_ text: String) -> String? {
  let isPlain = text.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "_:=,;- ".utf8.contains(byte)
    }
  }
  return isPlain && !text.isEmpty && text.utf8.count <= 300 ? text : nil
}
