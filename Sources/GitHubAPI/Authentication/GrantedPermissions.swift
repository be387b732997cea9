/// What GitHub says that an installation of an App, or a token of it, may do.
public struct GrantedPermissions: Hashable, Sendable {
  /// By the name that the API has for each, such as `organization_secrets`.
  private let access: [String: String]

  /// Takes over `permissions` of an answer.
  init(_ access: [String: String]) { self.access = access }

  /// Whether a permission is among them.
  public func allows(_ permission: Permission) -> Bool {
    // Every App may read it, whether or not it is listed.
    if permission == .metadata { return true }
    switch access[permission.key] {
    case "read": return permission.access == .read
    case "write", "admin": return true
    default: return false
    }
  }
}

/// What the token for an owner has to be allowed.
public struct PermissionNeeds: Hashable, Sendable {
  /// Without these a run cannot do what it is for.
  public var required: Set<Permission>
  /// These are used where they are granted.
  public var useful: Set<Permission>

  /// Joins both.
  public init(required: Set<Permission> = [], useful: Set<Permission> = []) {
    self.required = required
    self.useful = useful
  }

  /// Those that an installation has not got, sorted.
  func missing(from granted: GrantedPermissions) -> [Permission] {
    required.filter { !granted.allows($0) }.sorted()
  }

  /// What a token is asked for: nothing that is not needed, and nothing that would be refused.
  func request(_ granted: GrantedPermissions) -> [String: String] {
    let asked = required.union(useful.filter { granted.allows($0) }).union([.metadata])
    return asked.reduce(into: [:]) { request, permission in
      if request[permission.key] != Permission.Access.write.rawValue {
        request[permission.key] = permission.access.rawValue
      }
    }
  }
}
