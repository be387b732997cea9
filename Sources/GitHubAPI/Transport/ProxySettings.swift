public import SecretModel

/// Decides from environment variables which proxy a connection goes through; pure.
///
/// The rules are those of curl and of Go, which `gh` follows: `HTTPS_PROXY` or else `ALL_PROXY` names the proxy,
/// `NO_PROXY` the servers that are reached without one, and loopback never has one. `HTTP_PROXY` is not among the
/// variables, since plain HTTP is spoken to loopback only.
///
/// Source: curl(1), "Proxy environment variables"; pkg.go.dev/golang.org/x/net/http/httpproxy.
public enum ProxySettings {
  /// The variables that are read, in the order in which they are asked.
  public static let variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"]

  /// The proxy on the way to a server; nil for none.
  ///
  /// - Throws: `InvalidProxy` when the variable that decides cannot be understood.
  public static func proxy(
    for origin: Origin,
    environment: [String: String]
  ) throws(InvalidProxy) -> ProxyServer? {
    guard !origin.isLoopback else { return nil }
    let exceptions = firstSet(["NO_PROXY", "no_proxy"], environment).map { NoProxyList($0.value) }
    if let exceptions, exceptions.contains(host: origin.host, port: origin.port) { return nil }
    guard let named = firstSet(variables.filter { !$0.uppercased().hasPrefix("NO_") }, environment) else { return nil }
    // Behind a proxy the address that a certificate is compared with would be the proxy's.
    guard !origin.isAddress else { throw InvalidProxy(variable: named.name, reason: .serverIsAddress) }
    do {
      return try ProxyServer(named.value)
    } catch {
      throw InvalidProxy(variable: named.name, reason: error)
    }
  }

  private static func firstSet(
    _ names: [String],
    _ environment: [String: String]
  ) -> (name: String, value: String)? {
    for name in names {
      if let value = environment[name], !value.isEmpty { return (name, value) }
    }
    return nil
  }
}

/// A variable that does not name a proxy; what it holds is not told, since it may hold a password.
public struct InvalidProxy: Error, Hashable, Sendable {
  /// What is wrong with it.
  enum Reason: Error, Hashable, Sendable {
    case notAURL
    case unsupportedScheme
    case notPercentEncoded
    case credentialsForSOCKS
    case serverIsAddress
  }

  let variable: String
  let reason: Reason

  /// What is wrong and what to do.
  public var diagnostic: Diagnostic {
    Diagnostic(
      code: "github.proxy",
      message: "\(variable) \(reason.words)",
      remedy: reason == .serverIsAddress
        ? "use the server's host name, or put its address into NO_PROXY"
        : "set it to 'http://HOST:PORT', or put GitHub's host into NO_PROXY"
    )
  }
}

extension InvalidProxy.Reason {
  fileprivate var words: String {
    switch self {
    case .notAURL: "is not the URL of a proxy"
    case .unsupportedScheme: "names a proxy whose scheme is none of 'http', 'socks5' and 'socks5h'"
    case .notPercentEncoded: "holds a user or a password that is not percent-encoded"
    case .credentialsForSOCKS: "holds a user or a password for a SOCKS proxy, which is not supported"
    case .serverIsAddress: "names a proxy, which cannot be used for a server that is named by an IP address"
    }
  }
}
