public import SecretModel

/// Why a request to GitHub did not do what it should.
///
/// Holds nothing that was submitted and no token, so it may be shown and logged.
public struct GitHubError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Kind: Hashable, Sendable {
    /// 401: the token is wrong or has expired.
    case unauthorized
    /// 403: the token may not do this.
    case forbidden
    /// 403 or 404: the token is not authorized for the organization's single sign-on; perhaps with the page to do it.
    case singleSignOn(page: String?)
    /// 403: the repository is archived.
    case archived
    /// 404: it does not exist, or the token cannot see it.
    case notFound
    /// 409: the state of the secret does not allow it.
    case conflict
    /// 410: this API is no longer there.
    case gone
    /// 400 or 422: the request was refused for what it says.
    case rejected
    /// 403 or 429: a limit is in force for longer than the run is to wait; its end where the server says it.
    case rateLimited(until: Timestamp?)
    /// It was not sent: the limits that this run keeps to hold it up for longer than the run is to wait; until when by
    /// the server's clock, and which limit.
    case heldUp(until: Timestamp?, reason: String)
    /// 5xx: the server failed.
    case serverFailure
    /// A status that has no meaning here.
    case unexpectedStatus
    /// A redirect that must not be followed.
    case redirected(RefusedRedirect)
    /// No complete answer.
    case noAnswer(TransportError)
    /// An answer that is not what the endpoint gives; the reason names the part, never its content.
    case unreadable(reason: String)
    /// A listing whose pages did not fit together, however often they were read.
    case unstableListing(found: Int, announced: Int)
    /// A link to a further page that leads to another server.
    case foreignLink
    /// A level that this store does not have.
    case noSuchLevel
    /// Something that this server, as it names itself, does not have.
    case notOffered(ServerFeature, by: String)
    /// 400 or 410: the server, as it names itself, does not know the version of the API that the user chose.
    case unknownAPIVersion(APIVersion, by: String)
    /// There is no token of the GitHub App for the owner.
    case app(AppProblem)
    /// The task was cancelled before the request was answered.
    case cancelled
  }

  /// What went wrong.
  public var kind: Kind

  /// What it is about: a scope, a repository or an owner.
  public var subject: String

  /// What was asked, as a noun: `a listing of secrets`.
  public var operation: String

  /// The status of the answer; nil when there was none.
  public var status: Int?

  /// GitHub's own words, as far as they can be shown.
  public var serverMessage: String?

  /// Whether the request was a write that may have taken effect nevertheless.
  public var outcomeUnknown: Bool

  /// How often it was tried.
  public var attempts: Int

  /// What the token needs, in words.
  var permission = ""

  /// Method and path of the request as GitHub's documentation writes them.
  var endpoint = ""

  /// Where what the token may do is set, in words.
  var settings: String?

  /// What GitHub says that the token needs or has: `X-Accepted-GitHub-Permissions` and its like, in words.
  var hints: [String] = []

  /// Whether it does not exist or cannot be seen.
  public var isNotFound: Bool { kind == .notFound }

  /// Whether a write was refused since it carries no value.
  public var lacksValue: Bool {
    let words = [KnownMessage.keyIDMissing, .valueMissing].map(\.paraphrase)
    return kind == .rejected && serverMessage.map { words.contains($0) } == true
  }

  /// Whether a rate limit is in force.
  public var isRateLimit: Bool {
    if case .rateLimited = kind { true } else { false }
  }

  /// Whether it was not sent, since limits would hold it up for too long.
  public var isHeldUp: Bool {
    if case .heldUp = kind { true } else { false }
  }

  /// Whether the run itself called the request off.
  public var isCancelled: Bool { kind == .cancelled || kind == .noAnswer(.cancelled) }
}

/// Why a redirect was not followed.
public enum RefusedRedirect: Hashable, Sendable {
  /// It leads to another server, which must not get the token.
  case anotherServer
  /// It would turn a write into something else, as 301, 302 and 303 do.
  case changesMethod
  /// It is one of too many.
  case tooMany
  /// It does not say where to.
  case noTarget
}
