import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOHTTPCompression
import NIOPosix
import NIOSOCKS
import NIOSSL

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension TransportError {
  /// Tells apart what AsyncHTTPClient and the layers below it throw; the texts are theirs and are dropped.
  ///
  /// - Parameters:
  ///   - error: what was thrown.
  ///   - proxy: the proxy on the way, whose failures look like the server's.
  ///   - largestBody: the limit that a body may have exceeded.
  init(_ error: any Error, proxy: ProxyServer?, largestBody: Int) {
    let plain = TransportError(error, largestBody: largestBody)
    if let proxy, let failure = ProxyFailure(error, seenAs: plain) {
      self = .proxy(failure, server: proxy.description)
    } else {
      self = plain
    }
  }

  private init(_ error: any Error, largestBody: Int) {
    switch error {
    case is CancellationError: self = .cancelled
    case let error as HTTPClientError: self = TransportError(clientError: error)
    case let error as NIOConnectionError: self = TransportError(connectionError: error)
    case let error as IOError: self = TransportError(errorNumber: error.errnoCode)
    case ChannelError.connectTimeout: self = .connectTimedOut
    case is ChannelError: self = .connectionLost
    case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection: self = .connectionLost
    case is HTTPParserError: self = .malformedAnswer
    case is NIOTooManyBytesError, NIOHTTPDecompression.DecompressionError.limit:
      self = .bodyTooLarge(limit: largestBody)
    case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
      self = .malformedAnswer
    case let error as NIOHTTP2Errors.StreamClosed:
      self = error.errorCode == .refusedStream ? .turnedAway : .connectionLost
    case is any NIOHTTP2Error: self = .connectionLost
    case let error as NIOSSLError: self = TransportError(tlsError: error)
    case is ForeignCertificate: self = .tls(reason: "the server's certificate is for another host")
    case is NIOSSLExtraError: self = .tls(reason: tlsReason("\(error)"))
    case is BoringSSLError: self = .connectionLost
    default: self = .other(kind: String(reflecting: type(of: error)))
    }
  }

  private init(clientError error: HTTPClientError) {
    switch error {
    case .cancelled: self = .cancelled
    case .connectTimeout, .tlsHandshakeTimeout: self = .connectTimedOut
    case .readTimeout, .writeTimeout, .deadlineExceeded, .getConnectionFromPoolTimeout: self = .timedOut
    case .remoteConnectionClosed, .uncleanShutdown, .requestStreamCancelled: self = .connectionLost
    case .bodyLengthMismatch: self = .connectionLost
    default: self = .other(kind: error.shortDescription)
    }
  }

  private init(errorNumber: CInt) {
    switch errorNumber {
    case ECONNREFUSED: self = .connectionRefused
    case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL: self = .cannotConnect
    default: self = .connectionLost
    }
  }

  private init(connectionError error: NIOConnectionError) {
    guard let failure = error.connectionErrors.first else {
      self = .unknownHost
      return
    }
    switch failure.error {
    case let error as IOError where error.errnoCode == ECONNREFUSED: self = .connectionRefused
    case ChannelError.connectTimeout: self = .connectTimedOut
    default: self = .cannotConnect
    }
  }

  /// Only what happens before TLS stands is about certificates; afterwards the connection is what failed.
  private init(tlsError error: NIOSSLError) {
    switch error {
    case .handshakeFailed(.sslError(let causes)) where causes.contains(.eofDuringHandshake): self = .cannotConnect
    case .uncleanShutdown: self = .connectionLost
    default: self = .tls(reason: tlsReason("\(error)"))
    }
  }
}

extension ProxyFailure {
  /// What of all that can happen is the proxy's doing; nil for the rest.
  fileprivate init?(_ error: any Error, seenAs plain: TransportError) {
    switch error {
    case let error as HTTPClientError where error == .proxyAuthenticationRequired: self = .credentialsRefused
    case let error as HTTPClientError where error == .invalidProxyResponse: self = .tunnelRefused
    case let error as HTTPClientError where Self.timeouts.contains(error): self = .timedOut
    case is SOCKSError.NoValidAuthenticationMethod: self = .credentialsRefused
    case is SOCKSError.ConnectionFailed, is SOCKSError.InvalidProtocolVersion: self = .tunnelRefused
    case is NIOSSLError: return nil
    default: self.init(connection: plain)
    }
  }

  private static let timeouts: [HTTPClientError] = [
    .connectTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
  ]

  /// With a proxy on the way nobody else is connected to, and no other host is looked up.
  private init?(connection failure: TransportError) {
    switch failure {
    case .unknownHost: self = .unknownHost
    case .connectionRefused: self = .connectionRefused
    case .cannotConnect: self = .cannotConnect
    case .connectTimedOut, .tls, .proxy, .turnedAway, .connectionLost, .timedOut, .bodyTooLarge: return nil
    case .malformedAnswer, .cancelled, .other: return nil
    }
  }
}

/// Says in words what BoringSSL names by a constant.
private func tlsReason(_ text: String) -> String {
  if text.contains("CERTIFICATE_VERIFY_FAILED") { return "the server's certificate is not trusted" }
  if text.contains("failedToValidateHostname") { return "the server's certificate is for another host" }
  if text.contains("WRONG_VERSION_NUMBER") { return "the server does not speak TLS on this port" }
  return "TLS could not be agreed on"
}
