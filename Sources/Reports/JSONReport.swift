public import SecretModel

/// Results for scripts; `schema/*.schema.json` describe the forms.
public struct JSONReport: Report {
  /// Makes the report.
  public init() {}

  /// The form `octoseal.plan/1`.
  public func plan(_ plan: Plan, _ context: ReportContext) -> String {
    let steps = JSONValue.list(plan.steps) { .object(members(of: $0, in: plan)) }
    return envelope("octoseal.plan/1", plan, steps: steps, findings: plan.findings, context).document
  }

  /// The form `octoseal.outcome/1`: the plan's, each step with `status` and `error`.
  public func outcome(_ outcome: Outcome, _ context: ReportContext) -> String {
    let steps = JSONValue.list(outcome.results) { result in
      .object(
        members(of: result.step, in: outcome.plan) + [
          ("status", .string(result.status.rawValue)),
          ("error", .optional(result.error)),
        ] + (result.mayHaveHappened ? [("may_have_happened", .boolean(true))] : [])
      )
    }
    let findings = outcome.plan.findings + outcome.findings
    return envelope("octoseal.outcome/1", outcome.plan, steps: steps, findings: findings, context).document
  }

  /// The form `octoseal.drift/1`: the plan's, with what drifted.
  public func drift(_ drift: Drift, _ context: ReportContext) -> String {
    let steps = JSONValue.list(drift.plan.steps) { .object(members(of: $0, in: drift.plan)) }
    return envelope(
      "octoseal.drift/1",
      drift.plan,
      drift: drift.entries,
      steps: steps,
      findings: drift.plan.findings,
      context
    )
    .document
  }

  /// The form `octoseal.sealed/1`.
  public func sealed(_ result: SealedResult) -> String {
    JSONValue.object([
      ("format", .string("octoseal.sealed/1")),
      ("store", .string(result.address.store.id)),
      ("scope", value(result.address.scope)),
      ("secret", .string(result.address.name.rawValue)),
      (
        "value",
        .object([
          ("sealed", .string(result.sealed)),
          ("key_id", .string(result.keyID)),
          ("public_key", .string(result.publicKey)),
        ])
      ),
    ])
    .document
  }

  /// The form `octoseal.validation/1`.
  public func validation(_ validation: Validation) -> String {
    JSONValue.object([
      ("format", .string("octoseal.validation/1")),
      ("findings", .array((validation.diagnostics + (validation.workflows?.diagnostics ?? [])).map(value))),
    ])
    .document
  }
}

private func envelope(
  _ format: String,
  _ plan: Plan,
  drift: [DriftEntry]? = nil,
  steps: JSONValue,
  findings: [Finding],
  _ context: ReportContext
) -> JSONValue {
  let summary = plan.summary
  return .object(
    [
      ("format", .string(format)),
      ("manifest_digest", .string(context.manifestDigest)),
      ("live_digest", .string(context.liveDigest)),
      ("api_url", .string(context.apiURL)),
    ] + (context.shard.map { [("shard", value($0))] } ?? [])
      + (drift.map { [("drift", .list($0) { value($0) })] } ?? [])
      + [
        ("steps", steps),
        (
          "findings",
          .list(context.diagnostics.count + findings.count) { index in
            index < context.diagnostics.count
              ? value(context.diagnostics[index]) : value(findings[index - context.diagnostics.count])
          }
        ),
        (
          "summary",
          .object(
            [
              ("create", .integer(summary.create)),
              ("update", .integer(summary.update)),
              ("delete", .integer(summary.delete)),
              ("access", .integer(summary.access)),
              ("unchanged", .integer(summary.unchanged)),
            ] + (context.adopted > 0 ? [("adopted", .integer(context.adopted))] : [])
          )
        ),
        (
          "requests",
          .object([
            ("made", .integer(context.requestsMade)),
            ("planned", .integer(context.cost.requests)),
            ("points", .integer(context.cost.points)),
            ("minutes", .integer(context.cost.minutes)),
          ])
        ),
      ]
  )
}

private func members(of step: Step, in plan: Plan) -> [(key: String, value: JSONValue)] {
  [
    ("id", .string(step.id)),
    ("action", .string(step.action.rawValue)),
    ("store", .optional(step.secret?.store.id)),
    ("scope", value(step.scope)),
    ("secret", .optional(step.secret?.name.rawValue)),
    ("reason", .string(step.reason.rawValue)),
    ("before", value(step.before, names: plan.repositoryNames)),
    ("after", value(step.after, names: plan.repositoryNames)),
    ("manifest", value(step.location)),
  ] + movement(of: step, in: plan)
}

/// Where the secret goes that a step deletes; not there when it goes nowhere.
private func movement(of step: Step, in plan: Plan) -> [(key: String, value: JSONValue)] {
  guard step.action == .deleteSecret, let destinations = step.secret.flatMap({ plan.moves[$0] }) else { return [] }
  return [("moves_to", .array(destinations.map { value($0.scope) }))]
}

private func value(_ shard: Shard) -> JSONValue {
  .object([("index", .integer(shard.index)), ("count", .integer(shard.count))])
}

func value(_ scope: Scope) -> JSONValue {
  switch scope {
  case .organization(let owner):
    .object([("organization", .string(owner.spelling))])
  case .repository(let repository):
    .object([("repository", .string(repository.description))])
  case .environment(let repository, let environment):
    .object([("repository", .string(repository.description)), ("environment", .string(environment.spelling))])
  }
}

func value(_ location: SourceLocation?) -> JSONValue {
  guard let location else { return .null }
  return .object([("file", .string(location.file)), ("line", .integer(location.line))])
}

private func value(_ state: StepState?, names: [RepositoryID: RepositoryFullName]) -> JSONValue {
  guard let state else { return .null }
  var members: [(key: String, value: JSONValue)] = []
  if let updatedAt = state.updatedAt { members.append(("updated_at", .string(updatedAt.description))) }
  if let visibility = state.access.visibility { members.append(("visibility", .string(visibility.rawValue))) }
  if let repositories = state.access.repositories {
    members.append(("repositories", .array(sortedByName(repositories, names).map { value($0, name: names[$0]) })))
  }
  if state.needsValue { members.append(("value", .string("required"))) }
  return .object(members)
}

private func value(_ repository: RepositoryID, name: RepositoryFullName?) -> JSONValue {
  .object([("id", .integer(Int(repository.rawValue))), ("name", .optional(name?.description))])
}

private func value(_ entry: DriftEntry) -> JSONValue {
  .object([
    ("kind", .string(entry.kind.rawValue)),
    ("store", .string(entry.address.store.id)),
    ("scope", value(entry.address.scope)),
    ("secret", .string(entry.address.name.rawValue)),
    ("message", .string(entry.message)),
    ("updated_at", .optional(entry.updatedAt?.description)),
    ("manifest", value(entry.location)),
  ])
}

func value(_ finding: Finding) -> JSONValue {
  .object([
    ("code", .string(finding.code)),
    ("severity", .string(finding.severity.rawValue)),
    ("store", .optional(finding.store?.id)),
    ("scope", finding.scope.map(value) ?? .null),
    ("secret", .optional(finding.secret?.rawValue)),
    ("message", .string(finding.message)),
    ("manifest", value(finding.location)),
  ])
}

func value(_ diagnostic: Diagnostic) -> JSONValue { value(Finding(diagnostic)) }
