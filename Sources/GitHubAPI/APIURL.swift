public import SecretModel

/// The root of GitHub's REST API: `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server.
public struct APIURL: Hashable, Sendable {
  /// The API of github.com.
  public static let gitHub = APIURL(origin: Origin(scheme: .https, host: "api.github.com", port: 443), path: "")

  /// The server that requests and the token go to, and no other.
  public let origin: Origin

  /// What stands before every path: empty, or such as `/api/v3`.
  public let path: String

  /// The host in lower case.
  public var host: String { origin.host }

  /// The port, written or implied by the scheme.
  public var port: Int { origin.port }

  /// Checks a URL that a person wrote.
  ///
  /// - Throws: `InvalidAPIURL` when a token must not be sent there, or nobody could.
  public init(_ spelling: String) throws(InvalidAPIURL) {
    guard let url = AbsoluteURL(spelling) else {
      let hasOtherScheme = spelling.contains("://") && !spelling.lowercased().hasPrefix("http")
      throw hasOtherScheme ? .unsupportedScheme : .notAURL
    }
    guard !url.hasUserInformation else { throw .userInformation }
    guard !url.hasFragment, !url.target.contains("?") else { throw .queryOrFragment }
    guard url.origin.scheme == .https || url.origin.isLoopback else { throw .plainHTTP(host: url.origin.host) }
    let segments = url.target.split(separator: "/")
    guard segments.allSatisfy({ $0 != "." && $0 != ".." && $0.utf8.allSatisfy(isPathByte) }) else {
      throw .illegalPath
    }
    self.init(origin: url.origin, path: segments.map { "/\($0)" }.joined())
  }

  private init(origin: Origin, path: String) {
    self.origin = origin
    self.path = path
  }
}

extension APIURL: CustomStringConvertible {
  /// The URL without a slash at its end.
  public var description: String { "\(origin)\(path)" }
}

/// Why a text cannot be the root of the API.
public enum InvalidAPIURL: Error, Hashable, Sendable {
  /// Not an absolute URL with a host.
  case notAURL
  /// Neither `https` nor `http`.
  case unsupportedScheme
  /// `http` to another machine, which would show the token to everyone on the way.
  case plainHTTP(host: String)
  /// A user or password before the host.
  case userInformation
  /// A query or a fragment.
  case queryOrFragment
  /// Something in the path that needs encoding, or `.` or `..`.
  case illegalPath

  /// What is wrong and what to do; never the URL itself, which may hold a password.
  public var diagnostic: Diagnostic {
    Diagnostic(code: "github.api_url", message: "the API URL \(reason)", remedy: remedy)
  }

  private var reason: String {
    switch self {
    case .notAURL: "is not an absolute URL"
    case .unsupportedScheme: "has a scheme other than 'https'"
    case .plainHTTP(let host): "sends the token to '\(host)' without encryption"
    case .userInformation: "contains a user or a password"
    case .queryOrFragment: "has a query or a fragment"
    case .illegalPath: "has a path that is not plain"
    }
  }

  private var remedy: String {
    switch self {
    case .notAURL, .unsupportedScheme, .queryOrFragment, .illegalPath:
      "write 'https://api.github.com', or 'https://HOST/api/v3' for an Enterprise Server"
    case .plainHTTP: "write 'https://'; plain HTTP is for loopback only"
    case .userInformation: "remove it; the token comes from the environment"
    }
  }
}

private func isPathByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"): true
  default: "-._~".utf8.contains(byte)
  }
}
