/// Keeps answers between runs, so that what did not change costs nothing of the primary rate limit.
///
/// Source: docs.github.com, "Best practices for using the REST API", conditional requests: an answer with 304 does not
/// count. Every use asks the server, so that nothing stale is ever believed.
public protocol ResponseCache: Sendable {
  /// What is kept for a request; nil when there is nothing, or nothing that is whole.
  func answer(to request: CacheKey) async -> CachedAnswer?

  /// Keeps an answer; what cannot be kept is asked for again next time.
  func keep(_ answer: CachedAnswer, for request: CacheKey) async
}

/// What makes two requests ask for the same thing in the same form; holds no token.
public struct CacheKey: Hashable, Sendable {
  /// Which version of the API was chosen, and the URL.
  public let text: String

  /// Takes a text that tells requests apart.
  public init(text: String) { self.text = text }

  init(_ configuration: GitHubConfiguration, target: String) {
    text = "\(configuration.apiVersion) \(configuration.apiURL.origin)\(target)"
  }
}

/// An answer as far as this program reads it.
public struct CachedAnswer: Hashable, Sendable {
  /// The validator that the server gave with it.
  public var etag: String
  /// The `Link` header fields.
  public var links: [String]
  /// The body, reduced to the fields that are read.
  public var body: [UInt8]

  /// Joins the parts.
  public init(etag: String, links: [String], body: [UInt8]) {
    self.etag = etag
    self.links = links
    self.body = body
  }
}
