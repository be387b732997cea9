public import SecretModel

/// What a token must be allowed to do for a request.
///
/// Source: docs.github.com/rest, "Fine-grained access tokens" below each endpoint, and "Permissions required for GitHub
/// Apps".
public struct Permission: Hashable, Sendable {
  /// Where the permission is given.
  public enum Level: String, Sendable, CaseIterable {
    /// To the organization.
    case organization
    /// To the repository.
    case repository
  }

  /// Reading or writing.
  public enum Access: String, Sendable, Comparable {
    /// Reading.
    case read
    /// Writing.
    case write

    /// Orders by how much it allows.
    public static func < (left: Access, right: Access) -> Bool { left == .read && right == .write }
  }

  /// Where it is given.
  public var level: Level
  /// What it is called in the settings of a token or an App.
  public var name: String
  /// Reading or writing.
  public var access: Access

  /// Describes a permission.
  public init(level: Level, name: String, access: Access) {
    self.level = level
    self.name = name
    self.access = access
  }

  /// What the API calls it: `organization_secrets`.
  ///
  /// Source: the headers `X-Accepted-GitHub-Permissions`, and the `permissions` of installations of Apps.
  var key: String {
    let word = name == "Variables" ? "actions_variables" : name.lowercased().replacing(" ", with: "_")
    let prefix = "organization_"
    return level == .organization && !word.hasPrefix(prefix) ? prefix + word : word
  }

  /// The scope that a classic token needs instead.
  public var classicScope: String {
    switch level {
    case .organization: "admin:org"
    case .repository: "repo"
    }
  }

  /// What the Actions variables of an organization or a repository need.
  public static func variables(of scope: Scope.Kind, _ access: Access) -> Permission {
    Permission(scope, "Variables", access)
  }

  /// What reading a repository's name and id needs.
  public static let metadata = Permission(level: .repository, name: "Metadata", access: .read)

  /// What looking for an environment needs.
  public static let environmentLookup = Permission(level: .repository, name: "Actions", access: .read)

  /// What making an environment needs.
  public static let environmentCreation = Permission(level: .repository, name: "Administration", access: .write)
}

extension Permission {
  /// What a store's secrets need in a scope; nil when the store has none at its level.
  public static func secrets(in collection: SecretCollection, _ access: Access) -> Permission? {
    secrets(of: collection.store, at: collection.scope.kind, access)
  }

  /// What a store's secrets need at a level; nil when the store has none there.
  public static func secrets(of store: SecretStore, at kind: Scope.Kind, _ access: Access) -> Permission? {
    store.levels[kind].map { Permission($0, of: kind, access) }
  }

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
  public var description: String { "the \(bareDescription) (a classic token: the scope '\(classicScope)')" }

  /// `repository permission 'Secrets: write'`.
  var bareDescription: String { "\(level.rawValue) permission '\(name): \(access.rawValue)'" }
}

extension Permission: Comparable {
  /// Orders by level, name and access, for messages that list several.
  public static func < (left: Permission, right: Permission) -> Bool {
    (left.level.rawValue, left.name, left.access.rawValue) < (right.level.rawValue, right.name, right.access.rawValue)
  }
}
