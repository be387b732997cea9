import SecretModel
import YAMLTree

extension ManifestDecoder {
  /// `organizations:`
  mutating func decodeOrganizations(_ node: YAMLNode) {
    for entry in entries(node, describedAs: "'organizations'") {
      do {
        let owner = try OwnerName(entry.key)
        draft.organizations.insert(owner)
        decodeOrganization(owner, entry)
      } catch {
        report(
          "name",
          "'\(entry.key)' cannot be the login of an organization",
          remedy: "use letters, digits and '-'",
          at: entry.keyLocation
        )
      }
    }
  }

  private mutating func decodeOrganization(_ owner: OwnerName, _ entry: YAMLEntry) {
    guard var reader = scopeReader(entry, describedAs: "an organization") else { return }
    decodeScope(.organization(owner), entry.keyLocation, &reader)
    if let repositories = reader.take("repositories") {
      for entry in entries(repositories.value, describedAs: "'repositories'") {
        do {
          decodeRepository(RepositoryFullName(owner: owner, name: try RepositoryName(entry.key)), entry)
        } catch {
          report(
            "name",
            "'\(entry.key)' cannot be the name of a repository of \(owner)",
            remedy: entry.key.contains("/")
              ? "write the name without its owner" : "use letters, digits, '-', '_' and '.'",
            at: entry.keyLocation
          )
        }
      }
    }
    reader.finish(into: &diagnostics)
  }

  /// The top-level `repositories:`
  mutating func decodeOutsideRepositories(_ node: YAMLNode) {
    for entry in entries(node, describedAs: "'repositories'") {
      do {
        let name = try RepositoryFullName(entry.key)
        draft.outsideRepositories[name] = entry.keyLocation
        decodeRepository(name, entry)
      } catch {
        report(
          "name",
          "'\(entry.key)' is not the full name of a repository",
          remedy: "write OWNER/NAME",
          at: entry.keyLocation
        )
      }
    }
  }

  private mutating func decodeRepository(_ name: RepositoryFullName, _ entry: YAMLEntry) {
    guard var reader = scopeReader(entry, describedAs: "a repository") else { return }
    decodeScope(.repository(name), entry.keyLocation, &reader)
    if let environments = reader.take("environments") {
      for entry in entries(environments.value, describedAs: "'environments'") {
        do {
          decodeEnvironment(.environment(name, try EnvironmentName(entry.key)), entry)
        } catch {
          report(
            "name",
            "'\(entry.key)' cannot be the name of an environment",
            remedy: "use up to 255 characters, none of them a control character",
            at: entry.keyLocation
          )
        }
      }
    }
    reader.finish(into: &diagnostics)
  }

  private mutating func decodeEnvironment(_ scope: Scope, _ entry: YAMLEntry) {
    guard var reader = scopeReader(entry, describedAs: "an environment") else { return }
    let create = reader.takeBool("create", into: &diagnostics)
    let known = draft.environments[scope]
    draft.environments[scope] = DesiredEnvironment(
      location: known?.location ?? entry.keyLocation,
      create: create?.value ?? known?.create ?? false
    )
    decodeScope(scope, entry.keyLocation, &reader)
    reader.finish(into: &diagnostics)
  }

  /// Opens the mapping of a scope; one without any key is legal and says nothing but that the scope exists.
  private mutating func scopeReader(_ entry: YAMLEntry, describedAs what: String) -> MappingReader? {
    if case .scalar(let scalar) = entry.value.content, scalar.isNull {
      let empty = YAMLNode(content: .mapping([]), location: entry.keyLocation)
      return MappingReader(empty, describedAs: what, into: &diagnostics)
    }
    return MappingReader(entry.value, describedAs: what, into: &diagnostics)
  }

  /// The keys that all scopes share.
  private mutating func decodeScope(_ scope: Scope, _ location: SourceLocation, _ reader: inout MappingReader) {
    var scopeDraft = draft.scopes[scope] ?? ManifestDraft.ScopeDraft(location: location)
    if let policy: Located<UnmanagedPolicy> = word("unmanaged", in: &reader) {
      if let first = scopeDraft.unmanaged, first.value != policy.value {
        report(
          "duplicate",
          "'unmanaged' of \(scope) is set twice, to different values",
          remedy: "keep one of them",
          at: policy.location,
          related: first.location
        )
      }
      scopeDraft.unmanaged = scopeDraft.unmanaged ?? policy
      scopeDraft.isManaged = true
    }
    if let patterns = texts("ignore", in: &reader) {
      for pattern in patterns.value where pattern.value.isEmpty {
        report("ignore", "an empty pattern ignores nothing", remedy: "remove it", at: pattern.location)
      }
      scopeDraft.ignore += patterns.value
      scopeDraft.isManaged = true
    }
    if let secrets = reader.take(SecretStore.actions.manifestKey) {
      scopeDraft.isManaged = true
      for entry in entries(secrets.value, describedAs: "'secrets'") { decodeSecret(entry, in: scope, &scopeDraft) }
    }
    draft.scopes[scope] = scopeDraft
  }
}
