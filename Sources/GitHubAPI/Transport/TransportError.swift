/// Why there is no complete answer to a request.
public enum TransportError: Error, Hashable, Sendable {
  /// The name of the host is not known.
  case unknownHost
  /// Nobody listens on that port.
  case connectionRefused
  /// The connection could not be made for another reason, such as an unreachable network.
  case cannotConnect
  /// The connection did not stand in time.
  case connectTimedOut
  /// The certificate is not trusted, or TLS could not be spoken.
  case tls(reason: String)
  /// The connection was lost before the answer was complete.
  case connectionLost
  /// No byte arrived for too long, or the whole request took too long.
  case timedOut
  /// The body is larger than what is read.
  case bodyTooLarge(limit: Int)
  /// What arrived is not HTTP, or is compressed wrongly.
  case malformedAnswer
  /// The request was called off by this program.
  case cancelled
  /// Something else; the kind of the underlying error, never its text.
  case other(kind: String)

  /// Whether the server may have got the request and acted on it.
  public var mayHaveReachedServer: Bool {
    switch self {
    case .unknownHost, .connectionRefused, .cannotConnect, .connectTimedOut, .tls: false
    case .connectionLost, .timedOut, .bodyTooLarge, .malformedAnswer, .cancelled, .other: true
    }
  }

  /// Whether the same request can succeed a little later.
  var isTransient: Bool {
    switch self {
    case .unknownHost, .connectionRefused, .cannotConnect, .connectTimedOut, .connectionLost, .timedOut: true
    case .malformedAnswer, .other: true
    case .tls, .bodyTooLarge, .cancelled: false
    }
  }
}
