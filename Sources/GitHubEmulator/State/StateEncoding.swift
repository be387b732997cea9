extension World {
  /// The text of a state file from which this world can be built again, key pairs included.
  func state(at surroundings: Int) -> [UInt8] {
    var members = [
      JSONMember(key: "clock", value: clockJSON(at: surroundings)),
      JSONMember(key: "switches", value: switches.json),
      JSONMember(key: "rate_limit", value: limits.json),
    ]
    if !tokens.isEmpty { members.append(JSONMember(key: "tokens", value: .array(tokens.map(encoded)))) }
    if !apps.isEmpty { members.append(JSONMember(key: "apps", value: .array(apps.map(encoded)))) }
    for (key, isOrganization) in [("organizations", true), ("users", false)] {
      let owners = owners.values.filter { $0.isOrganization == isOrganization }.sorted { $0.login < $1.login }
      let json = owners.map { JSONMember(key: $0.login, value: encoded($0)) }
      members.append(JSONMember(key: key, value: .object(json)))
    }
    return JSON.object(members).indentedBytes
  }

  private func clockJSON(at surroundings: Int) -> JSON {
    let perWrite = JSON.integer(clock.secondsPerWrite)
    guard clock.fixed != nil else { return ["advance": .integer(clock.advance), "per_write": perWrite] }
    return ["start": .string(clock.now(at: surroundings).iso8601), "per_write": perWrite]
  }

  private func encoded(_ grant: TokenGrant) -> JSON {
    var members = [
      JSONMember(key: "name", value: .string(grant.name)), JSONMember(key: "token", value: .string(grant.token)),
      JSONMember(key: "kind", value: .string(grant.kind.rawValue)),
    ]
    if let permissions = grant.permissions {
      members.append(JSONMember(key: "permissions", value: encoded(permissions)))
    }
    for (key, names) in [("organizations", grant.owners), ("repositories", grant.repositories)] {
      guard let names else { continue }
      members.append(JSONMember(key: key, value: .array(names.sorted().map { .string($0) })))
    }
    if let scopes = grant.scopes {
      members.append(JSONMember(key: "scopes", value: .array(scopes.map { .string($0) })))
    }
    if let end = grant.expiresAt { members.append(JSONMember(key: "expires_at", value: .string(end.iso8601))) }
    return .object(members)
  }

  private func encoded(_ app: App) -> JSON {
    [
      "id": .integer(app.id), "client_id": .string(app.clientID), "slug": .string(app.slug),
      "owner": .string(app.owner), "public_key": .string(app.publicKey), "token_lifetime": .integer(app.tokenLifetime),
      "installations": .array(app.installations.map(encoded)),
    ]
  }

  private func encoded(_ installation: AppInstallation) -> JSON {
    var members = [
      JSONMember(key: "id", value: .integer(installation.id)),
      JSONMember(key: "owner", value: .string(installation.owner)),
      JSONMember(key: "permissions", value: encoded(installation.permissions)),
      JSONMember(key: "suspended", value: .bool(installation.isSuspended)),
    ]
    if let repositories = installation.repositories {
      let names = repositories.sorted().map { JSON.string(String($0.split(separator: "/").last ?? "")) }
      members.append(JSONMember(key: "repositories", value: .array(names)))
    }
    return .object(members)
  }

  private func encoded(_ permissions: [Permission: Access]) -> JSON {
    .object(
      Permission.allCases.compactMap { permission in
        permissions[permission].map { JSONMember(key: permission.rawValue, value: .string($0.rawValue)) }
      }
    )
  }

  private func encoded(_ owner: Owner) -> JSON {
    var members = [JSONMember(key: "id", value: .integer(owner.id))]
    members += scopeMembers(.organization(owner.id))
    let shown = owner.repositoryIDs.compactMap { repositories[$0] }
    let json = shown.map { JSONMember(key: $0.name, value: encoded($0)) }
    members.append(JSONMember(key: "repositories", value: .object(json)))
    return .object(members)
  }

  private func encoded(_ repository: Repository) -> JSON {
    var members = [
      JSONMember(key: "id", value: .integer(repository.id)),
      JSONMember(key: "visibility", value: .string(repository.visibility.rawValue)),
      JSONMember(key: "created_at", value: .string(repository.createdAt.iso8601)),
    ]
    if repository.isArchived { members.append(JSONMember(key: "archived", value: true)) }
    if repository.isFork { members.append(JSONMember(key: "fork", value: true)) }
    if !repository.formerNames.isEmpty {
      members.append(JSONMember(key: "renamed_from", value: .array(repository.formerNames.map { .string($0) })))
    }
    members += scopeMembers(.repository(repository.id))
    if !repository.environments.isEmpty {
      let json = repository.environments.map { JSONMember(key: $0.name, value: encoded($0, of: repository)) }
      members.append(JSONMember(key: "environments", value: .object(json)))
    }
    return .object(members)
  }

  private func encoded(_ environment: Environment, of repository: Repository) -> JSON {
    var members = [
      JSONMember(key: "id", value: .integer(environment.id)),
      JSONMember(key: "created_at", value: .string(environment.createdAt.iso8601)),
      JSONMember(key: "updated_at", value: .string(environment.updatedAt.iso8601)),
    ]
    if environment.waitTimer > 0 {
      members.append(JSONMember(key: "wait_timer", value: .integer(environment.waitTimer)))
    }
    if environment.preventsSelfReview { members.append(JSONMember(key: "prevent_self_review", value: true)) }
    if environment.branchPolicy != .null {
      members.append(JSONMember(key: "deployment_branch_policy", value: environment.branchPolicy))
    }
    return .object(members + scopeMembers(.environment(repository: repository.id, environment: environment.id)))
  }

  private func scopeMembers(_ scope: ScopeID) -> [JSONMember] {
    guard let content = scopes[scope] else { return [] }
    var members: [JSONMember] = []
    for kind in EntryKind.allCases {
      guard let word = kind.stateKeyOfPair, let key = content.keys[kind] else { continue }
      members.append(
        JSONMember(
          key: word,
          value: [
            "key_id": .string(key.id), "public": .string(Base64.encode(key.pair.publicKey)),
            "secret": .string(Base64.encode(key.pair.secretKey)),
          ]
        )
      )
    }
    for kind in EntryKind.allCases where !content[kind].isEmpty {
      let entries = content[kind].values.sorted { $0.sequence < $1.sequence }
      let json = entries.map { JSONMember(key: $0.name, value: encoded($0)) }
      members.append(JSONMember(key: kind.rawValue, value: .object(json)))
    }
    return members
  }

  private func encoded(_ entry: Entry) -> JSON {
    var members: [JSONMember] = []
    if let value = entry.value { members.append(valueMember(value)) }
    if let visibility = entry.visibility {
      members.append(JSONMember(key: "visibility", value: .string(visibility.rawValue)))
      if visibility == .selected {
        let names = entry.selected.sorted().compactMap { repositories[$0]?.name }
        members.append(JSONMember(key: "repositories", value: .array(names.map { .string($0) })))
      }
    }
    members.append(JSONMember(key: "created_at", value: .string(entry.createdAt.iso8601)))
    members.append(JSONMember(key: "updated_at", value: .string(entry.updatedAt.iso8601)))
    return .object(members)
  }
}

/// A value as text where it is some, else in base64.
func valueMember(_ value: [UInt8]) -> JSONMember {
  if let text = String(validating: value, as: UTF8.self) { return JSONMember(key: "value", value: .string(text)) }
  return JSONMember(key: "value_base64", value: .string(Base64.encode(value)))
}

extension Limits {
  var json: JSON {
    guard let requests else { return "off" }
    var members = [
      JSONMember(key: "limit", value: .integer(requests)), JSONMember(key: "window", value: .integer(window)),
      JSONMember(key: "status", value: .integer(refusalStatus)),
    ]
    if let pointsPerMinute {
      members.append(JSONMember(key: "points_per_minute", value: .integer(pointsPerMinute)))
      members.append(JSONMember(key: "retry_after", value: .integer(retryAfter)))
    }
    return .object(members)
  }
}
