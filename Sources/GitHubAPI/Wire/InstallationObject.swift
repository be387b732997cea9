import SecretModel

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// An installation of an App.
struct InstallationObject: WireObject {
  var id: Int64
  var slug: String?
  var page: String?
  var permissions: [String: String]
  var suspendedAt: String?

  private enum CodingKeys: String, CodingKey {
    case id
    case slug = "app_slug"
    case page = "html_url"
    case permissions
    case suspendedAt = "suspended_at"
  }
}

/// An App, as it sees itself.
struct AppObject: WireObject {
  struct Owner: Codable, Sendable {
    var login: String
    var type: String
  }

  var page: String?
  var owner: Owner?

  private enum CodingKeys: String, CodingKey {
    case page = "html_url"
    case owner
  }
}

/// A token of an installation, as it is handed out; not `Encodable`, so that nothing can keep it.
struct InstallationTokenObject: Decodable, Sendable {
  var token: String
  var expiresAt: WireTimestamp
  var permissions: [String: String]?

  private enum CodingKeys: String, CodingKey {
    case token
    case expiresAt = "expires_at"
    case permissions
  }
}

/// What a token of an installation is asked to be good for.
struct InstallationTokenBody: Encodable {
  var permissions: [String: String]
}
