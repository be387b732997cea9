import SecretModel
import YAMLTree

extension ManifestDecoder {
  /// Decodes `organizations:`.
  mutating func decodeOrganizations(_ node: YAMLNode) {
    for entry in namedEntries(node, describedAs: "'organizations'", each: "organization") {
      do {
        let owner = try OwnerName(entry.key)
        draft.organizations.insert(owner)
        decodeOrganization(owner, entry)
      } catch {
        decodeOrganization(OwnerName(listed: entry.key), entry)
        report(
          "name",
          "'\(entry.key)' cannot be the login of an organization",
          remedy: "use up to 100 letters, digits and '-'",
          at: entry.keyLocation
        )
      }
    }
  }

  private mutating func decodeOrganization(_ owner: OwnerName, _ entry: YAMLEntry) {
    guard var reader = scopeReader(entry, describedAs: "an organization") else { return }
    decodeScope(.organization(owner), entry.keyLocation, &reader)
    if let repositories = reader.take("repositories") {
      for entry in namedEntries(repositories.value, describedAs: "'repositories'", each: "repository") {
        do {
          decodeRepository(RepositoryFullName(owner: owner, name: try RepositoryName(entry.key)), entry)
        } catch {
          decodeRepository(RepositoryFullName(owner: owner, name: RepositoryName(listed: entry.key)), entry)
          report(
            "name",
            "'\(entry.key)' cannot be the name of a repository of \(owner)",
            remedy: entry.key.contains("/")
              ? "write the name without its owner" : "use up to 100 letters, digits, '-', '_' and '.'",
            at: entry.keyLocation
          )
        }
      }
    }
    reader.finish(into: &diagnostics)
  }

  /// Decodes the top-level `repositories:`.
  mutating func decodeOutsideRepositories(_ node: YAMLNode) {
    for entry in namedEntries(node, describedAs: "'repositories'", each: "repository") {
      do {
        let name = try RepositoryFullName(entry.key)
        draft.outsideRepositories[name] = entry.keyLocation
        decodeRepository(name, entry)
      } catch {
        let parts = entry.key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = RepositoryName(listed: parts.count > 1 ? parts[1] : "")
        decodeRepository(RepositoryFullName(owner: OwnerName(listed: parts[0]), name: name), entry)
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
      for entry in namedEntries(environments.value, describedAs: "'environments'", each: "environment") {
        do {
          decodeEnvironment(.environment(name, try EnvironmentName(entry.key)), entry)
        } catch {
          decodeEnvironment(.environment(name, EnvironmentName(listed: entry.key)), entry)
          report(
            "name",
            "'\(entry.key)' cannot be the name of an environment",
            remedy: "use 1 to 255 characters, none of them a control character, and not '.' or '..'",
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
    if let create, let first = draft.creations[scope], first.value != create.value {
      report(
        "duplicate",
        "'create' of \(scope) is set twice, to different values",
        remedy: "keep one of them",
        at: create.location,
        related: first.location
      )
    }
    draft.creations[scope] = draft.creations[scope] ?? create
    draft.environments[scope] = DesiredEnvironment(
      location: draft.environments[scope]?.location ?? entry.keyLocation,
      create: draft.creations[scope]?.value ?? false
    )
    decodeScope(scope, entry.keyLocation, &reader)
    reader.finish(into: &diagnostics) { Self.misplacedStore($0, in: .environment) }
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
      scopeDraft.hasPolicy = true
    }
    if let patterns = texts("ignore", in: &reader) {
      for pattern in patterns.value where pattern.value.isEmpty {
        report("ignore", "an empty pattern ignores nothing", remedy: "remove it", at: pattern.location)
      }
      scopeDraft.ignore += patterns.value
      scopeDraft.hasPolicy = true
    }
    for store in SecretStore.all where store.levels[scope.kind] != nil {
      guard let secrets = reader.take(store.manifestKey) else { continue }
      var known = scopeDraft.secrets[store] ?? [:]
      for entry in entries(secrets.value, describedAs: "'\(store.manifestKey)'") {
        decodeSecret(entry, in: SecretCollection(store, scope), &known)
      }
      scopeDraft.secrets[store] = known
    }
    draft.scopes[scope] = scopeDraft
  }

  /// What to say of the key of a store that has no secrets at a level.
  private static func misplacedStore(_ entry: YAMLEntry, in kind: Scope.Kind) -> Diagnostic? {
    guard let store = SecretStore.all.first(where: { $0.manifestKey == entry.key && $0.levels[kind] == nil }) else {
      return nil
    }
    let levels = store.levels.keys.sorted().map { "'\($0)'" }.joined(separator: " and ")
    return Diagnostic(
      code: "manifest.unknown_key",
      message: "GitHub has no \(store.qualifier.map { "\($0) " } ?? "")secrets for an \(kind), only for \(levels)",
      remedy: "move '\(entry.key)' there",
      at: entry.keyLocation
    )
  }
}
