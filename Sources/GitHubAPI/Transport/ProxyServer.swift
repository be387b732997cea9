/// The proxy that a connection goes through; its password cannot be printed.
public struct ProxyServer: Hashable, Sendable {
  /// The protocols in which a proxy can be asked for a tunnel.
  enum Kind: Hashable, Sendable {
    /// HTTP, with `CONNECT`.
    case http
    /// SOCKS 5; the proxy looks up the name of the server.
    case socks
  }

  /// What proves to the proxy who asks.
  struct Credentials: Hashable, Sendable {
    var user: String
    var password: String
  }

  let kind: Kind
  /// The host in lower case, without the brackets of an IPv6 address.
  let host: String
  let port: Int
  let credentials: Credentials?
}

extension ProxyServer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `HOST:PORT`.
  public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// The same as the description.
  public var debugDescription: String { description }

  /// No children, since one of them is a password.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension ProxyServer {
  /// Reads `[SCHEME://][USER[:PASSWORD]@]HOST[:PORT]`; a proxy without a scheme is an HTTP proxy, as for curl and Go.
  init(_ text: String) throws(InvalidProxy.Reason) {
    let schemeEnd = text.firstRange(of: "://")
    let rest = text[(schemeEnd?.upperBound ?? text.startIndex)...]
    kind = try Self.kind(scheme: schemeEnd.map { text[..<$0.lowerBound].lowercased() } ?? "http")
    var authority = rest.prefix { !"/?#".contains($0) }
    if let at = authority.lastIndex(of: "@") {
      guard kind == .http else { throw .credentialsForSOCKS }
      credentials = try Credentials(authority[..<at])
      authority = authority[authority.index(after: at)...]
    } else {
      credentials = nil
    }
    let usualPort = kind == .http ? 80 : 1_080
    guard let origin = Origin(scheme: .http, authority: authority, defaultPort: usualPort) else { throw .notAURL }
    host = origin.host
    port = origin.port
  }

  private static func kind(scheme: String) throws(InvalidProxy.Reason) -> Kind {
    switch scheme {
    case "http": .http
    case "socks5", "socks5h": .socks
    default: throw .unsupportedScheme
    }
  }
}

extension ProxyServer.Credentials {
  /// Reads `USER[:PASSWORD]`, both percent-encoded.
  fileprivate init(_ text: Substring) throws(InvalidProxy.Reason) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let user = percentDecoded(parts[0]), let password = percentDecoded(parts.count > 1 ? parts[1] : "") else {
      throw .notPercentEncoded
    }
    self.init(user: user, password: password)
  }
}

private func percentDecoded(_ text: Substring) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "%") else {
      bytes.append(byte)
      continue
    }
    let digits = rest.prefix(2)
    guard digits.count == 2, let decoded = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
    bytes.append(decoded)
    rest = rest.dropFirst(2)
  }
  return String(validating: bytes, as: UTF8.self)
}
