#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What the body of an error answer says, reduced to what may be shown.
///
/// GitHub repeats the submitted value in some messages, so the text of an answer to a request with a body is shown
/// only as far as its words are known not to come from there.
struct ServerMessage: Hashable, Sendable {
  /// What may be shown; nil when there is no message.
  private(set) var text: String?

  /// What GitHub says in a form that code can look at.
  private(set) var known: KnownMessage?

  private let documentation: String

  /// Reads an error body; any body will do.
  init(_ response: HTTPResponse, submittedBody: Bool, token: Token) {
    guard let body = try? JSONDecoder().decode(ErrorBody.self, from: Data(response.body)) else {
      documentation = ""
      return
    }
    documentation = body.documentation?.lowercased() ?? ""
    let message = ([body.message] + body.details).compactMap(\.self).joined(separator: " ")
    known = KnownMessage(message)
    if let known {
      text = known.paraphrase
    } else if !message.isEmpty {
      text = submittedBody ? withOnlyKnownWords(message) : plain(message, without: token)
    }
  }

  /// Whether the answer is about any rate limit.
  var speaksOfRateLimit: Bool {
    known == .primaryLimit || speaksOfSecondaryLimit
  }

  /// Whether the answer is about GitHub's secondary limits, under any of their names.
  ///
  /// Source: docs.github.com; older servers link to `#abuse-rate-limits`.
  var speaksOfSecondaryLimit: Bool {
    known == .secondaryLimit || documentation.contains("secondary-rate-limit") || documentation.contains("abuse-rate")
  }
}

/// Messages that are known from documentation, recorded traffic or reports, with words that repeat nothing submitted.
enum KnownMessage: String, Sendable, CaseIterable {
  case notBase64 = "does not match /^(?:[A-Za-z0-9+"
  case improperlyEncrypted = "improperly encrypted secret"
  case keyIDMissing = "\"key_id\" wasn't supplied"
  case valueMissing = "\"encrypted_value\" wasn't supplied"
  case visibilityMissing = "\"visibility\" wasn't supplied"
  case illegalName = "Secret names can only contain"
  case reservedName = "Secret names must not start with GITHUB_"
  case archived = "was archived so is read-only"
  case badCredentials = "Bad credentials"
  case integrationNotAllowed = "Resource not accessible by integration"
  case tokenNotAllowed = "Resource not accessible by personal access token"
  case adminRights = "Must have admin rights"
  case secondaryLimit = "secondary rate limit"
  case abuseDetection = "abuse detection"
  case waitBeforeRetry = "wait a few minutes before you try again"
  case retryLater = "Please retry your request again later"
  case primaryLimit = "rate limit exceeded"
  case unsupportedVersion = "API version"
  case unsupportedVersionOfAPI = "version of the REST API"
  case notFound = "Not Found"

  /// Finds the known message that a text contains, in whatever case; it has changed over the years.
  init?(_ message: String) {
    let folded = message.lowercased()
    guard let found = Self.allCases.first(where: { folded.contains($0.rawValue.lowercased()) }) else { return nil }
    switch found {
    case .abuseDetection, .waitBeforeRetry, .retryLater: self = .secondaryLimit
    case .unsupportedVersionOfAPI: self = .unsupportedVersion
    default: self = found
    }
  }

  /// What it says, in our words where GitHub's may repeat what was submitted.
  var paraphrase: String {
    switch self {
    case .notBase64: "the encrypted value is not base64 of the form that GitHub takes"
    case .improperlyEncrypted: "the value is not sealed with the public key that belongs to the 'key_id'"
    case .keyIDMissing: "the field 'key_id' is missing"
    case .valueMissing: "the field 'encrypted_value' is missing"
    case .visibilityMissing: "the field 'visibility' is missing"
    case .illegalName: "the name has characters that secret names cannot have"
    case .reservedName: "the name starts with 'GITHUB_'"
    case .archived: "the repository is archived and so is read-only"
    case .badCredentials: "bad credentials"
    case .integrationNotAllowed: "resource not accessible by integration"
    case .tokenNotAllowed: "resource not accessible by personal access token"
    case .adminRights: "admin rights are needed"
    case .secondaryLimit, .abuseDetection, .waitBeforeRetry, .retryLater: "a secondary rate limit was exceeded"
    case .primaryLimit: "the hourly rate limit was exceeded"
    case .unsupportedVersion, .unsupportedVersionOfAPI: "the API version is not supported"
    case .notFound: "not found"
    }
  }
}

/// The fields of an error body that are looked at, each of any type.
private struct ErrorBody: Decodable {
  var message: String?
  var documentation: String?
  var details: [String]

  private enum CodingKeys: String, CodingKey {
    case message
    case errors
    case documentation = "documentation_url"
  }

  private struct Detail: Decodable {
    var message: String?
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    message = try? container.decodeIfPresent(String.self, forKey: .message)
    documentation = try? container.decodeIfPresent(String.self, forKey: .documentation)
    let objects = (try? container.decodeIfPresent([Detail].self, forKey: .errors)) ?? []
    details = objects.compactMap(\.message)
  }
}
