import SecretModel

/// What a token must be allowed to do for a request.
///
/// Source: docs.github.com/rest, "Fine-grained access tokens" below each endpoint, and "Permissions required for GitHub
/// Apps".
struct Permission: Hashable, Sendable {
  /// Where the permission is given.
  enum Level: String, Sendable {
    /// To the organization.
    case organization
    /// To the repository.
    case repository
  }

  /// Reading or writing.
  enum Access: String, Sendable {
    /// Reading.
    case read
    /// Writing.
    case write
  }

  /// Where it is given.
  var level: Level
  /// What it is called in the settings of a token or an App.
  var name: String
  /// Reading or writing.
  var access: Access

  /// The scope that a classic token needs instead.
  var classicScope: String {
    switch level {
    case .organization: "admin:org"
    case .repository: "repo"
    }
  }

  /// What the Actions variables of an organization or a repository need.
  static func variables(of scope: Scope.Kind, _ access: Access) -> Permission {
    Permission(scope, "Variables", access)
  }

  /// What reading a repository's name and id needs.
  static let metadata = Permission(level: .repository, name: "Metadata", access: .read)

  /// What looking for an environment needs.
  static let environmentLookup = Permission(level: .repository, name: "Actions", access: .read)

  /// What making an environment needs.
  static let environmentCreation = Permission(level: .repository, name: "Administration", access: .write)
}

extension Permission {
  /// What a store's secrets need at one of its levels.
  init(_ level: SecretStore.Level, of scope: Scope.Kind, _ access: Access) {
    self.init(scope, level.permission, level.readsNeedWrite ? .write : access)
  }

  private init(_ scope: Scope.Kind, _ name: String, _ access: Access) {
    self.init(level: scope == .organization ? .organization : .repository, name: name, access: access)
  }
}

extension Permission: CustomStringConvertible {
  /// `the repository permission 'Secrets: write' (a classic token: the scope 'repo')`.
  var description: String {
    "the \(level.rawValue) permission '\(name): \(access.rawValue)' (a classic token: the scope '\(classicScope)')"
  }
}
