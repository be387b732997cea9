/// What to do about an answer with a redirect; pure.
///
/// Source: docs.github.com, "Best practices for using the REST API": GitHub answers a read of a renamed repository with
/// 301 and other methods with 307, and wants the same method repeated.
enum RedirectDecision: Hashable, Sendable {
  /// The answer is no redirect.
  case none
  /// The same request goes to this path and query of the same server.
  case follow(target: String)
  /// The redirect is the result.
  case refuse(RefusedRedirect)

  /// Decides about an answer, given how many redirects led to it.
  init(_ response: HTTPResponse, method: HTTPRequest.Method, origin: Origin, hops: Int) {
    guard [301, 302, 303, 307, 308].contains(response.status) else {
      self = .none
      return
    }
    let keepsMethod = response.status == 307 || response.status == 308
    if method != .get, !keepsMethod {
      self = .refuse(.changesMethod)
    } else if hops >= mostRedirects {
      self = .refuse(.tooMany)
    } else if let location = response.fields["Location"] {
      let target = try? requestTarget(of: location, within: origin)
      self = target.map { .follow(target: $0) } ?? .refuse(.anotherServer)
    } else {
      self = .refuse(.noTarget)
    }
  }
}

private let mostRedirects = 5
