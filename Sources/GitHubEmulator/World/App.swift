/// A GitHub App that the emulated GitHub knows.
struct App: Hashable, Sendable {
  var id: Int
  var clientID: String
  /// The part of its addresses that is its name.
  var slug: String
  /// The account that it belongs to.
  var owner: String
  /// In PEM.
  var publicKey: String
  /// Seconds that the tokens of its installations live.
  var tokenLifetime = 3_600
  var installations: [AppInstallation] = []
}

/// Where an App is installed, and what it may do there.
struct AppInstallation: Hashable, Sendable {
  var id: Int
  /// The organization or user.
  var owner: String
  var permissions: [Permission: Access] = [:]
  var isSuspended = false
  /// As folded `owner/name`; nil: all of its owner's.
  var repositories: Set<String>?
}
