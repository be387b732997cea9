/// Scheme, host and port of a server: the only place that a token is ever sent to.
public struct Origin: Hashable, Sendable {
  /// The two schemes that a request can have.
  public enum Scheme: String, Sendable {
    /// Without encryption; to loopback only.
    case http
    /// With TLS.
    case https

    /// The port that is meant when none is written.
    public var defaultPort: Int {
      switch self {
      case .http: 80
      case .https: 443
      }
    }
  }

  /// The scheme.
  public let scheme: Scheme

  /// The host in lower case, without the brackets of an IPv6 address.
  public let host: String

  /// The port, written or implied by the scheme.
  public let port: Int

  /// Whether the host is this machine itself: `localhost`, `127.0.0.0/8` or `::1`.
  public var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let octets = host.split(separator: ".", omittingEmptySubsequences: false)
    // Four decimal numbers, since `127.0.0.1.example.org` is a name that anybody may own.
    return octets.count == 4 && octets[0] == "127" && octets.allSatisfy(isDecimalOctet)
  }
}

extension Origin: CustomStringConvertible {
  /// `SCHEME://HOST[:PORT]`, the port only where it is not the usual one.
  public var description: String {
    let shownHost = host.contains(":") ? "[\(host)]" : host
    return "\(scheme.rawValue)://\(shownHost)\(port == scheme.defaultPort ? "" : ":\(port)")"
  }
}

private func isDecimalOctet(_ text: Substring) -> Bool {
  let digits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  return digits && (1...3).contains(text.utf8.count) && UInt8(text) != nil
}
