public import SecretModel
import Synchronization

/// What a client has done so far.
public struct ClientStatistics: Hashable, Sendable {
  /// Requests sent, retries and redirects included.
  public var requests = 0
  /// Those of them that change something.
  public var mutations = 0
  /// The latest time that the server gave in a `Date` header: its clock, not ours.
  public var latestServerDate: Timestamp?
  /// What was asked for by a name that the server redirected, as in `GitHubError.subject`: renamed repositories.
  public var redirectedSubjects: Set<String> = []

  /// The scopes that the server says a classic token has; nil when it did not say.
  public var tokenScopes: Set<String>?
  /// When the server says that the token ends; nil when it did not say.
  public var tokenExpiration: Timestamp?

  mutating func note(_ request: HTTPRequest) {
    requests += 1
    if request.method != .get { mutations += 1 }
  }

  mutating func note(_ response: HTTPResponse) {
    if let scopes = response.fields["X-OAuth-Scopes"] {
      tokenScopes = Set(scopes.split { $0 == "," || $0 == " " }.map(String.init))
    }
    if let end = response.fields["GitHub-Authentication-Token-Expiration"] {
      tokenExpiration = Timestamp(tokenExpiration: end) ?? tokenExpiration
    }
    guard let date = response.fields["Date"].flatMap({ Timestamp(httpDate: $0) }) else { return }
    latestServerDate = max(latestServerDate ?? date, date)
  }
}

/// Statistics that many requests add to.
final class SharedStatistics: Sendable {
  private let state = Mutex(ClientStatistics())

  /// As they are by now.
  var value: ClientStatistics { state.withLock { $0 } }

  func change(_ body: (inout ClientStatistics) -> Void) { state.withLock { body(&$0) } }
}
