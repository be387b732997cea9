/// Sends one request and returns its answer, without retries, redirects or knowledge of GitHub.
public protocol Transport: Sendable {
  /// Sends a request and reads the whole answer.
  ///
  /// - Throws: `TransportError` when there is no complete answer; an answer with an error status is an answer.
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// One request as it goes over the wire.
public struct HTTPRequest: Sendable {
  /// The methods that the API's secret endpoints have.
  public enum Method: String, Sendable {
    /// Reads.
    case get = "GET"
    /// Creates what is not there yet.
    case post = "POST"
    /// Creates or replaces.
    case put = "PUT"
    /// Changes in part.
    case patch = "PATCH"
    /// Deletes.
    case delete = "DELETE"
  }

  /// The method.
  public var method: Method
  /// The server.
  public var origin: Origin
  /// Path and query, percent-encoded; sent exactly as it is.
  public var target: String
  /// The header fields besides `Authorization`, `Host` and those that frame the body.
  public var fields: HeaderFields
  /// What goes into `Authorization`.
  public var token: Token
  /// The word before it.
  public var authorizationScheme = AuthorizationScheme.bearer
  /// The body; nil for none.
  public var body: [UInt8]?

  /// The absolute URL.
  public var url: String { "\(origin)\(target)" }

  /// The value of the `Authorization` header, which nothing but a transport may look at.
  public var authorization: String { token.authorization(authorizationScheme) }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `METHOD URL`; neither header fields nor the body.
  public var description: String { "\(method.rawValue) \(url)" }

  /// The same as the description.
  public var debugDescription: String { description }

  /// No children, since the body may hold a sealed value.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// One answer, read completely.
public struct HTTPResponse: Sendable {
  /// The status code.
  public var status: Int
  /// The header fields.
  public var fields: HeaderFields
  /// The body after decompression.
  public var body: [UInt8]

  /// Joins the parts of an answer.
  public init(status: Int, fields: HeaderFields = HeaderFields(), body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
