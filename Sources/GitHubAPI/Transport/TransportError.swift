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
  /// The proxy, with its host and port, did not lead to the server.
  case proxy(ProxyFailure, server: String)
  /// The server said, as HTTP/2 can, that it did not begin with the request.
  case turnedAway
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
    case .unknownHost, .connectionRefused, .cannotConnect, .connectTimedOut, .tls, .proxy, .turnedAway: false
    case .connectionLost, .timedOut, .bodyTooLarge, .malformedAnswer, .cancelled, .other: true
    }
  }

  /// Whether the same request can succeed a little later.
  var isTransient: Bool {
    switch self {
    case .unknownHost, .connectionRefused, .cannotConnect, .connectTimedOut, .connectionLost, .timedOut: true
    case .malformedAnswer, .other, .turnedAway: true
    case .proxy(let failure, _): failure != .credentialsRefused
    case .tls, .bodyTooLarge, .cancelled: false
    }
  }
}

/// Why a proxy did not lead to the server.
public enum ProxyFailure: Hashable, Sendable {
  /// The name of the proxy's host is not known.
  case unknownHost
  /// Nobody listens on the proxy's port.
  case connectionRefused
  /// The connection to the proxy could not be made for another reason.
  case cannotConnect
  /// The proxy did not answer in time.
  case timedOut
  /// The proxy wants other credentials, or any.
  case credentialsRefused
  /// The proxy does not connect to the server: it may not, or it could not.
  case tunnelRefused
}
