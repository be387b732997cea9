import SecretModel

/// Where a secret is kept, as results say it.
struct WireScope: Decodable {
  var organization: String?
  var repository: String?
  var environment: String?

  func scope() throws -> Scope {
    switch (organization, repository, environment) {
    case (let owner?, nil, nil): .organization(OwnerName(listed: owner))
    case (nil, let repository?, nil): .repository(try fullName(repository))
    case (nil, let repository?, let environment?):
      .environment(try fullName(repository), EnvironmentName(listed: environment))
    default: throw ResultDocument.Unreadable.damaged
    }
  }
}

/// OWNER/NAME; as GitHub gave it, since a secret may be there that no manifest could name.
func fullName(_ text: String) throws -> RepositoryFullName {
  guard let slash = text.firstIndex(of: "/") else { throw ResultDocument.Unreadable.damaged }
  return RepositoryFullName(
    owner: OwnerName(listed: String(text[..<slash])),
    name: RepositoryName(listed: String(text[text.index(after: slash)...]))
  )
}

/// The store that a result names, or that of a result from before there were several.
func store(_ id: String?) throws -> SecretStore {
  guard let store = id.map(SecretStore.named) ?? .actions else { throw ResultDocument.Unreadable.damaged }
  return store
}

/// A place in the manifest, as results say it.
struct WirePlace: Decodable {
  var file: String
  var line: Int

  var location: SourceLocation { SourceLocation(file: file, line: line, column: 1) }
}

/// A finding of a result.
struct WireFinding: Decodable {
  var code: String
  var severity: String
  var store: String?
  var scope: WireScope?
  var secret: String?
  var message: String
  var manifest: WirePlace?

  func finding() throws -> Finding {
    guard let severity = Diagnostic.Severity(rawValue: severity) else { throw ResultDocument.Unreadable.damaged }
    var finding = Finding(severity, code: code, scope: try scope?.scope(), message: message, at: manifest?.location)
    finding.secret = secret.map { SecretName(listed: $0) }
    if store != nil || secret != nil { finding.store = try Reports.store(store) }
    return finding
  }
}

/// One way in which live and desired differ, as a result says it.
struct WireDrift: Decodable {
  var kind: String
  var store: String?
  var scope: WireScope
  var secret: String
  var message: String
  var updated_at: String?
  var manifest: WirePlace?

  func entry() throws -> DriftEntry {
    guard let kind = DriftEntry.Kind(rawValue: kind) else { throw ResultDocument.Unreadable.damaged }
    return DriftEntry(
      kind,
      SecretAddress(store: try Reports.store(store), scope: try scope.scope(), name: SecretName(listed: secret)),
      message: message,
      updatedAt: try updated_at.map(timestamp),
      at: manifest?.location
    )
  }
}

func timestamp(_ text: String) throws -> Timestamp {
  guard let time = Timestamp(text) else { throw ResultDocument.Unreadable.damaged }
  return time
}
