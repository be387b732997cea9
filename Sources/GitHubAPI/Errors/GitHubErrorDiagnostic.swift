public import SecretModel

extension GitHubError {
  /// What happened, where, and what to do about it.
  public var diagnostic: Diagnostic {
    Diagnostic(code: "github.\(word)", message: "\(event)\(quotedMessage)\(uncertainty)", remedy: remedy)
  }

  private var word: String {
    switch kind {
    case .unauthorized: "unauthorized"
    case .forbidden: "forbidden"
    case .singleSignOn: "single_sign_on"
    case .archived: "archived"
    case .notFound: "not_found"
    case .conflict: "conflict"
    case .gone: "gone"
    case .rejected: "rejected"
    case .rateLimited: "rate_limited"
    case .heldUp: "held_up"
    case .serverFailure: "server_failure"
    case .unexpectedStatus: "unexpected_status"
    case .redirected: "redirected"
    case .noAnswer: "no_answer"
    case .unreadable: "unreadable"
    case .unstableListing: "unstable_listing"
    case .foreignLink: "foreign_link"
    case .noSuchLevel: "no_such_level"
    case .notOffered: "not_offered"
    case .unknownAPIVersion: "api_version"
    case .app(let problem): problem.word
    case .cancelled: "cancelled"
    }
  }

  /// What happened and where, without GitHub's own words.
  var event: String { "\(subject): \(bareEvent)" }

  private var bareEvent: String {
    switch kind {
    case .noAnswer(let error): "\(operation) got no answer\(afterAttempts): \(error.words)"
    case .unreadable(let reason): "GitHub's answer to \(operation) cannot be read\(afterAttempts): \(reason)"
    case .unstableListing(let found, let total):
      "\(operation) is incomplete or changed each time while it was read: \(found) items came, \(total) were announced"
    case .foreignLink: "GitHub's answer to \(operation) links to a page on another server"
    case .noSuchLevel: "there are no such secrets at this level"
    case .notOffered(let feature, let server): "\(server) has no \(feature.words)"
    case .unknownAPIVersion(let version, let server):
      "\(answered), since \(server) does not know the API version '\(version.rawValue)'"
    case .app(let problem): problem.event
    case .cancelled: "\(operation) was called off"
    case .redirected(let refusal): "\(answered): \(refusal.words)"
    case .rateLimited(let until): "\(answered), a rate limit\(until.map { " that ends at \($0)" } ?? "")"
    case .heldUp(let until, let reason):
      "\(operation) would have to wait\(until.map { " until \($0)" } ?? ""), longer than '--max-wait': \(reason)"
    case .singleSignOn: "\(answered): the token is not authorized for the organization's single sign-on"
    case .notFound: "\(answered): it does not exist, or the token cannot see it"
    case .archived: "\(answered): the repository is archived and so is read-only"
    case .unauthorized, .forbidden, .conflict, .gone, .rejected, .serverFailure, .unexpectedStatus:
      "\(answered)\(kind == .serverFailure ? afterAttempts : "")"
    }
  }

  private var answered: String { "GitHub answered \(status.map(String.init) ?? "nothing") to \(operation)" }

  private var afterAttempts: String { attempts > 1 ? " after \(attempts) attempts" : "" }

  private var quotedMessage: String {
    switch kind {
    case .notFound, .archived, .singleSignOn, .redirected, .unknownAPIVersion: ""
    default: serverMessage.map { ": '\($0)'" } ?? ""
    }
  }

  private var uncertainty: String { outcomeUnknown ? "; it may have taken effect nevertheless" : "" }

  private var remedy: String? {
    switch kind {
    case .unauthorized: "set OCTOSEAL_TOKEN to a valid token; it may have expired or been revoked"
    case .forbidden: forbiddenRemedy
    case .singleSignOn(let page):
      page.map { "authorize the token at \($0)" } ?? "authorize the token under 'Configure SSO' in its settings"
    case .archived: "unarchive the repository, or remove it from the manifest"
    case .notFound: "check the spelling, and that the token has \(permission)\(hintText)\(settingsOfWorkflow)"
    case .conflict: "repositories can be chosen only while the visibility is 'selected'; plan anew"
    case .gone: "set 'api_version' to one that the server supports"
    case .rejected: rejectedRemedy
    case .rateLimited: "run again later; what was done stays done"
    case .heldUp: "run again later, or allow more with '--max-wait'; what was done stays done"
    case .serverFailure: "run again later; githubstatus.com tells whether GitHub has a fault"
    case .unexpectedStatus: "check that 'api_url' is the root of GitHub's REST API"
    case .redirected(let refusal): refusal.remedy
    case .noAnswer(let error): error.remedy
    case .unreadable: "check that 'api_url' is the root of GitHub's REST API and that no proxy changes its answers"
    case .unstableListing: "run again when nobody else is changing it; a token that sees all of it may be needed"
    case .foreignLink: "check that 'api_url' is the name by which the server knows itself"
    case .notOffered(let feature, _):
      feature.wayOut + (feature.since.map { ", or upgrade the server to \($0) or later" } ?? "")
    case .unknownAPIVersion(let version, _):
      "set 'github.api_version' to 'auto', or to \(version.alternatives)"
    case .app(let problem): problem.remedy
    case .noSuchLevel, .cancelled: nil
    }
  }

  private var forbiddenRemedy: String {
    "the token needs \(permission) for '\(endpoint)'\(hintText)\(settings.map { "; \($0)" } ?? "")"
  }

  /// What GitHub hides from a workflow's own token it cannot be made to see.
  private var settingsOfWorkflow: String {
    settings == TokenKind.adviceOnWorkflows ? "; \(TokenKind.adviceOnWorkflows)" : ""
  }

  private var rejectedRemedy: String {
    switch serverMessage {
    case KnownMessage.improperlyEncrypted.paraphrase: "seal the value again; the public key may have been replaced"
    case KnownMessage.unsupportedVersion.paraphrase: "set 'api_version' to one that the server supports"
    default: "check the secret in the manifest against GitHub's rules for names, values and selected repositories"
    }
  }

  private var hintText: String { hints.isEmpty ? "" : " (\(hints.joined(separator: "; ")))" }
}

extension APIVersion {
  /// What may be set instead.
  fileprivate var alternatives: String {
    let others = APIVersion.allCases.filter { $0 != self }.map(\.rawValue) + ["none"]
    return others.map { "'\($0)'" }.joined(separator: " or ")
  }
}

extension RefusedRedirect {
  fileprivate var words: String {
    switch self {
    case .anotherServer: "a redirect to another server, which must not get the token"
    case .changesMethod: "the repository was renamed or transferred, and the write was not repeated there"
    case .tooMany: "one redirect too many"
    case .noTarget: "a redirect that does not say where to"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .anotherServer, .tooMany, .noTarget: "check that 'api_url' is the root of GitHub's REST API"
    case .changesMethod: "write the present name of the repository in the manifest"
    }
  }
}

extension TransportError {
  fileprivate var words: String {
    switch self {
    case .unknownHost: "the name of the host is not known"
    case .connectionRefused: "the connection was refused"
    case .cannotConnect: "the connection could not be made"
    case .connectTimedOut: "the connection did not stand in time"
    case .tls(let reason): reason
    case .proxy(let failure, let server): "the proxy '\(server)' \(failure.words)"
    case .turnedAway: "the server did not take the request"
    case .connectionLost: "the connection was lost"
    case .timedOut: "it took too long"
    case .bodyTooLarge(let limit): "the body is larger than \(limit) bytes"
    case .malformedAnswer: "what arrived is not HTTP"
    case .cancelled: "it was called off"
    case .other(let kind): "the connection failed (\(kind))"
    }
  }

  fileprivate var remedy: String? {
    switch self {
    case .unknownHost, .connectionRefused, .cannotConnect, .connectTimedOut, .connectionLost, .timedOut, .turnedAway:
      "check the network and 'api_url', then run again"
    case .tls: "check 'api_url'; '--ca-file' or SSL_CERT_FILE names another certificate authority to trust"
    case .proxy(let failure, _): failure.remedy
    case .bodyTooLarge, .malformedAnswer, .other: "check that 'api_url' is the root of GitHub's REST API"
    case .cancelled: nil
    }
  }
}

extension ProxyFailure {
  fileprivate var words: String {
    switch self {
    case .unknownHost: "has a host name that is not known"
    case .connectionRefused: "refused the connection"
    case .cannotConnect: "cannot be reached"
    case .timedOut: "did not answer in time"
    case .credentialsRefused: "wants a user and password, or others than it got"
    case .tunnelRefused: "did not connect to the server"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .unknownHost, .connectionRefused, .cannotConnect, .timedOut:
      "check HTTPS_PROXY, or put GitHub's host into NO_PROXY"
    case .credentialsRefused: "set HTTPS_PROXY to 'http://USER:PASSWORD@HOST:PORT', percent-encoded"
    case .tunnelRefused: "ask who runs the proxy to allow GitHub's host, or put it into NO_PROXY"
    }
  }
}
