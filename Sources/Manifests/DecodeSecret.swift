import SecretModel
import ValueSources
import YAMLTree

extension ManifestDecoder {
  /// One entry of `secrets:`.
  mutating func decodeSecret(_ entry: YAMLEntry, in scope: Scope, _ scopeDraft: inout ManifestDraft.ScopeDraft) {
    let name: SecretName
    do {
      name = try SecretName(entry.key)
    } catch {
      report("secret_name", "the secret name '\(entry.key)' \(error.reason)", at: entry.keyLocation)
      return
    }
    if let first = scopeDraft.secrets[name] {
      report(
        "duplicate",
        "secret \(name) is declared twice in \(scope); names are case-insensitive",
        remedy: "keep one of them",
        at: entry.keyLocation,
        related: first.location
      )
      return
    }
    let what = scope.kind == .organization ? "an organization secret" : "a secret"
    guard var reader = MappingReader(entry.value, describedAs: what, into: &diagnostics) else { return }
    // Kept although something may be wrong with it, so that what else is wrong is said in the same run.
    scopeDraft.secrets[name] = decodeSecret(&reader, at: entry.keyLocation, in: scope)
    reader.finish(into: &diagnostics)
  }

  private mutating func decodeSecret(
    _ reader: inout MappingReader,
    at location: SourceLocation,
    in scope: Scope
  ) -> ManifestDraft.SecretDraft {
    _ = reader.takeString("description", into: &diagnostics)
    let state: Located<SecretPresence>? = word("state", in: &reader)
    var secret = ManifestDraft.SecretDraft(location: location, value: .absent)
    if scope.kind == .organization { decodeAccess(&reader, into: &secret, isAbsent: state?.value == .absent) }
    secret.isProtected = reader.takeBool("protected", into: &diagnostics)?.value ?? false
    decodeAges(&reader, into: &secret)
    let allowEmpty = reader.takeBool("allow_empty", into: &diagnostics)
    let value = reader.take("value")
    if state?.value == .absent {
      checkTombstone(reader, at: location)
      return secret
    }
    secret.value = decodeValue(value, allowEmpty: allowEmpty, at: location) ?? .external
    return secret
  }

  /// `state: absent` leaves nothing to say about the secret.
  private mutating func checkTombstone(_ reader: MappingReader, at location: SourceLocation) {
    for key in reader.keys {
      if key.value == "protected" {
        report(
          "tombstone",
          "'protected' and 'state: absent' contradict each other",
          remedy: "remove one of them",
          at: key.location
        )
      } else if ["value", "visibility", "repositories", "max_age", "rotated_at", "allow_empty"].contains(key.value) {
        report(
          "tombstone",
          "'\(key.value)' says nothing about a secret with 'state: absent'",
          remedy: "remove it",
          at: key.location
        )
      }
    }
  }

  private mutating func decodeAccess(
    _ reader: inout MappingReader,
    into secret: inout ManifestDraft.SecretDraft,
    isAbsent: Bool
  ) {
    let hasVisibility = reader.keys.contains { $0.value == "visibility" }
    secret.visibility = word("visibility", in: &reader)
    secret.repositories = texts("repositories", in: &reader)
    guard !isAbsent else { return }
    if !hasVisibility {
      report(
        "visibility",
        "an organization secret needs 'visibility'",
        remedy: "write 'all', 'private' or 'selected'; there is no silent default",
        at: secret.location
      )
    }
    switch (secret.visibility?.value, secret.repositories) {
    case (.selected, nil) where !reader.keys.contains { $0.value == "repositories" }:
      report(
        "repositories",
        "'visibility: selected' needs 'repositories'",
        remedy: "list them, or write 'repositories: []' for nobody",
        at: secret.location
      )
    case (.all, let repositories?), (.private, let repositories?):
      report(
        "repositories",
        "'repositories' has a meaning only with 'visibility: selected'",
        remedy: "remove it, or select",
        at: repositories.location
      )
    default: break
    }
  }

  private mutating func decodeAges(_ reader: inout MappingReader, into secret: inout ManifestDraft.SecretDraft) {
    if let text = reader.takeString("max_age", into: &diagnostics) {
      secret.maxAge = Age(text.value)
      if secret.maxAge == nil {
        report(
          "max_age",
          "'\(text.value)' is not an age",
          remedy: "write for example '90d', '12h' or '2w'",
          at: text.location
        )
      }
    }
    if let text = reader.takeString("rotated_at", into: &diagnostics) {
      secret.rotatedAt = Timestamp(text.value)
      if secret.rotatedAt == nil {
        report(
          "rotated_at",
          "'\(text.value)' is not an instant",
          remedy: "write for example '2026-11-01T00:00:00Z'",
          at: text.location
        )
      }
    }
  }

  private mutating func decodeValue(
    _ entry: YAMLEntry?,
    allowEmpty: Located<Bool>?,
    at location: SourceLocation
  ) -> ManifestDraft.ValueDraft? {
    guard let entry else {
      report(
        "value",
        "the secret has no value",
        remedy: "write 'value:' with a source or 'external', or 'state: absent'",
        at: location
      )
      return nil
    }
    if case .scalar(let scalar) = entry.value.content, scalar.text == "external" {
      if let allowEmpty {
        report(
          "value",
          "'allow_empty' says nothing about an 'external' value",
          remedy: "remove it",
          at: allowEmpty.location
        )
      }
      return .external
    }
    guard let source = decodeValueSource(entry.value, into: &diagnostics) else { return nil }
    return .source(
      ValueDeclaration(source: source, allowEmpty: allowEmpty?.value ?? false, location: entry.value.location)
    )
  }
}

/// The words of `state`.
private enum SecretPresence: String, CaseIterable {
  case present
  case absent
}
