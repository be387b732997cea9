import SecretModel
import ValueSources
import YAMLTree

extension ManifestDecoder {
  /// One entry of `secrets:` or of another store's key.
  mutating func decodeSecret(
    _ entry: YAMLEntry,
    in collection: SecretCollection,
    _ known: inout [SecretName: ManifestDraft.SecretDraft]
  ) {
    let name = secretName(entry, in: collection, known)
    // Read although its name may be wrong, and kept although something else may be: all of it is said in one run.
    let secret = decodeSecret(entry, in: collection.scope)
    if let name, let secret { known[name] = secret }
  }

  /// The name under which to keep a secret; nil after an error when there is none.
  private mutating func secretName(
    _ entry: YAMLEntry,
    in collection: SecretCollection,
    _ known: [SecretName: ManifestDraft.SecretDraft]
  ) -> SecretName? {
    do {
      let name = try SecretName(entry.key)
      guard let first = known[name] else { return name }
      report(
        "duplicate",
        "secret \(name) is declared twice in \(collection); names are case-insensitive",
        remedy: "keep one of them",
        at: entry.keyLocation,
        related: first.location
      )
    } catch {
      report(
        "secret_name",
        "the secret name '\(entry.key)' \(error.reason)",
        remedy: "choose another name",
        at: entry.keyLocation
      )
    }
    return nil
  }

  private mutating func decodeSecret(_ entry: YAMLEntry, in scope: Scope) -> ManifestDraft.SecretDraft? {
    let isOfOrganization = scope.kind == .organization
    guard case .mapping = entry.value.content else {
      report(
        "wrong_type",
        "secret '\(entry.key)' must be a mapping, not \(entry.value.kind)",
        remedy: "write for example '{ \(isOfOrganization ? "visibility: private, " : "")value: { env: NAME } }'",
        at: entry.value.location
      )
      return nil
    }
    let what = isOfOrganization ? "an organization secret" : "a secret"
    guard var reader = MappingReader(entry.value, describedAs: what, into: &diagnostics) else { return nil }
    let secret = decodeSecret(&reader, at: entry.keyLocation, in: scope)
    reader.finish(into: &diagnostics) { Self.misplaced($0, isOfOrganization: isOfOrganization) }
    return secret
  }

  /// What to say of a key that has a meaning elsewhere.
  private static func misplaced(_ entry: YAMLEntry, isOfOrganization: Bool) -> Diagnostic? {
    if keysOfValues.contains(entry.key) {
      return Diagnostic(
        code: "manifest.unknown_key",
        message: "'\(entry.key)' belongs under 'value'",
        remedy: "write 'value: { \(entry.key): … }'",
        at: entry.keyLocation
      )
    }
    guard !isOfOrganization, ["visibility", "repositories"].contains(entry.key) else { return nil }
    return Diagnostic(
      code: "manifest.unknown_key",
      message: "'\(entry.key)' has a meaning only in an organization secret",
      remedy: "remove it",
      at: entry.keyLocation
    )
  }

  private static let keysOfValues = Set(allValueSources.flatMap { [$0.manifestKey] + $0.companionKeys })

  private mutating func decodeSecret(
    _ reader: inout MappingReader,
    at location: SourceLocation,
    in scope: Scope
  ) -> ManifestDraft.SecretDraft {
    _ = reader.takeString("description", into: &diagnostics)
    let state: Located<SecretPresence>? = word("state", in: &reader)
    var secret = ManifestDraft.SecretDraft(location: location, value: .absent)
    // What a secret needs depends on its state; of one that has a wrong word there, nothing is known to be missing.
    let isPresent = state.map { $0.value == .present } ?? reader.lacks("state")
    if scope.kind == .organization { decodeAccess(&reader, into: &secret, isPresent: isPresent) }
    secret.isProtected = reader.takeBool("protected", into: &diagnostics)?.value ?? false
    decodeAges(&reader, into: &secret)
    let allowEmpty = reader.takeBool("allow_empty", into: &diagnostics)
    let value = reader.take("value")
    if state?.value == .absent {
      checkTombstone(reader, isProtected: secret.isProtected)
      return secret
    }
    if isPresent, reader.lacks("value"), !reader.keys.contains(where: { Self.keysOfValues.contains($0.value) }) {
      report(
        "value",
        "the secret has no value",
        remedy: "write 'value:' with a source or 'external', or 'state: absent'",
        at: location
      )
    }
    secret.value = value.flatMap { decodeValue($0, allowEmpty: allowEmpty) } ?? .external
    return secret
  }

  private static let keysOfPresentSecrets = [
    "value", "visibility", "repositories", "max_age", "rotated_at", "allow_empty", "protected",
  ]

  /// `state: absent` leaves nothing to say about the secret.
  private mutating func checkTombstone(_ reader: MappingReader, isProtected: Bool) {
    for key in reader.keys {
      if key.value == "protected", isProtected {
        report(
          "tombstone",
          "'protected' and 'state: absent' contradict each other",
          remedy: "remove one of them",
          at: key.location
        )
      } else if Self.keysOfPresentSecrets.contains(key.value) {
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
    isPresent: Bool
  ) {
    secret.visibility = word("visibility", in: &reader)
    secret.repositories = texts("repositories", in: &reader)
    guard isPresent else { return }
    if reader.lacks("visibility") {
      report(
        "visibility",
        "an organization secret needs 'visibility'",
        remedy: "write 'all', 'private' or 'selected'; there is no silent default",
        at: secret.location
      )
    }
    switch (secret.visibility?.value, secret.repositories) {
    case (.selected, nil) where reader.lacks("repositories"):
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
        remedy: "remove it, or write 'visibility: selected'",
        at: repositories.location
      )
    default: break
    }
  }

  private mutating func decodeAges(_ reader: inout MappingReader, into secret: inout ManifestDraft.SecretDraft) {
    if let text = reader.takeString("max_age", allowsNumber: true, into: &diagnostics) {
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
    if let text = reader.takeString("rotated_at", allowsNumber: true, into: &diagnostics) {
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
    _ entry: YAMLEntry,
    allowEmpty: Located<Bool>?
  ) -> ManifestDraft.ValueDraft? {
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
