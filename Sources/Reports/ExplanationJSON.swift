public import SecretModel

extension JSONReport {
  /// The form `octoseal.explanation/1`.
  public func explanation(_ explanation: Explanation, _ context: ExplanationContext) -> String {
    let diagnostics = context.diagnostics.map(value)
    return
      JSONValue.object([
        ("format", .string("octoseal.explanation/1")),
        ("api_url", .string(context.apiURL)),
        ("as_of", .string(explanation.asOf.description)),
        ("manifest_digest", .optional(context.manifestDigest)),
        ("places", .list(explanation.places) { value($0, asOf: explanation.asOf) }),
        ("findings", .array(diagnostics + explanation.remarks.map(value))),
        ("requests", .object([("made", .integer(context.requestsMade))])),
      ])
      .document
  }
}

private func value(_ place: ExplainedPlace, asOf: Timestamp) -> JSONValue {
  .object([
    ("scope", value(place.scope)),
    ("visibility", .optional(place.repository.visibility?.rawValue)),
    ("archived", place.repository.isArchived.map { .boolean($0) } ?? .null),
    ("organization_secrets", .string(place.organizationSecrets.rawValue)),
    ("secrets", .list(place.secrets) { value($0, asOf: asOf) }),
  ])
}

private func value(_ secret: ExplainedSecret, asOf: Timestamp) -> JSONValue {
  .object([
    ("name", .string(secret.name.rawValue)),
    ("wins", secret.winner.map { .object(members(of: $0, asOf: asOf)) } ?? .null),
    ("shadows", .array(secret.shadowed.map { .object(members(of: $0, asOf: asOf)) })),
    (
      "hidden",
      .array(
        secret.hidden.map {
          .object(members(of: $0.secret, asOf: asOf) + [("reason", .string($0.reason.rawValue))])
        }
      )
    ),
    ("findings", .array(secret.findings.map(value))),
  ])
}

private func members(of secret: SecretSight, asOf: Timestamp) -> [(key: String, value: JSONValue)] {
  [
    ("scope", value(secret.scope)),
    ("updated_at", .string(secret.updatedAt.description)),
    ("age_days", .integer(secret.days(asOf: asOf))),
    ("visibility", .optional(secret.visibility?.rawValue)),
    ("manifest", value(secret.location)),
  ]
}
