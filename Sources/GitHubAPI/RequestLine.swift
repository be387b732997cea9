/// What the log says of one request: neither its header fields nor any body, and of the answer what helps to find it again.
struct RequestLine {
  var request: HTTPRequest
  var result: Result<HTTPResponse, TransportError>
  var duration: Duration
  var attempt: Int

  /// `METHOD TARGET STATUS TIME ms, attempt N, id ID, N requests left`.
  var text: String {
    let details = ["\(Int(duration / .milliseconds(1))) ms", "attempt \(attempt)"] + facts
    return "\(request.method.rawValue) \(request.target) \(outcome) \(details.joined(separator: ", "))"
  }

  private var outcome: String {
    switch result {
    case .success(let response): "\(response.status)"
    case .failure(let error): "\(error)"
    }
  }

  private var facts: [String] {
    guard case .success(let response) = result else { return [] }
    return [
      response.status == 304 ? "unchanged since it was kept" : nil,
      response.fields["X-GitHub-Request-Id"].flatMap { isIdentifier($0) ? "id \($0)" : nil },
      PrimaryLimit(response.fields).map { "\($0.remaining) requests left" },
    ]
    .compactMap { $0 }
  }
}

/// Whether a server's text is an identifier and no message of its own.
private func isIdentifier(_ text: String) -> Bool {
  (1...80).contains(text.utf8.count)
    && text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: ":"), UInt8(ascii: "-"): true
      default: false
      }
    }
}
