import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension TransportError {
  /// Tells apart what AsyncHTTPClient and the layers below it throw; the texts are theirs and are dropped.
  init(_ error: any Error, largestBody: Int) {
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
    default: self = TransportError(foreignError: error)
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

  /// Tells TLS errors apart by the name of their module, which is no dependency of ours.
  private init(foreignError error: any Error) {
    let kind = String(reflecting: type(of: error))
    self = kind.hasPrefix("NIOSSL.") ? .tls(reason: tlsReason(String(describing: error))) : .other(kind: kind)
  }
}

/// Says in words what BoringSSL names by a constant.
private func tlsReason(_ text: String) -> String {
  if text.contains("CERTIFICATE_VERIFY_FAILED") { return "the server's certificate is not trusted" }
  if text.contains("failedToValidateHostname") { return "the server's certificate is for another host" }
  if text.contains("WRONG_VERSION_NUMBER") { return "the server does not speak TLS on this port" }
  return "TLS could not be agreed on"
}
