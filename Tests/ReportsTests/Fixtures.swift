import Reports
import SecretModel

/// A small organization in the middle of a change.
enum Fixture {
  static let acme = Scope.organization(OwnerName(listed: "acme"))
  static let web = Scope.repository(repository("web"))
  static let production = Scope.environment(repository("web"), EnvironmentName(listed: "production/eu"))
  static let noon = Timestamp(secondsSinceEpoch: 1_795_176_000)

  static let context = ReportContext(
    manifestDigest: String(repeating: "ab", count: 32),
    liveDigest: String(repeating: "cd", count: 32),
    apiURL: "https://api.github.com",
    requestsMade: 14,
    cost: ApplyCost(requests: 11, points: 39, minutes: 2)
  )

  static let sealed = SealedResult(
    address: address(production, "API_KEY"),
    sealed: String(repeating: "QUJD", count: 20),
    keyID: "568250167242549743",
    publicKey: String(repeating: "QUJD", count: 10) + "QUI=",
    yaml: "value:\n  sealed: \"…\"\n"
  )

  /// One name goes up to the organization, another one down from it.
  static var moving: Plan {
    let up = address(acme, "UP")
    let down = [address(web, "DOWN"), address(production, "DOWN")]
    let deletions = down.map { step(.deleteSecret, $0.scope, "DOWN", .unmanaged, from: .ownScope, line: 3) }
    let creations = [
      step(.createSecret, acme, "DOWN", .missing, to: AccessState(visibility: .all), line: 4),
      step(.createSecret, web, "UP", .missing, to: .ownScope, line: 5),
    ]
    let last = step(.deleteSecret, acme, "UP", .unmanaged, from: AccessState(visibility: .all), line: 3)
    return Plan(
      steps: creations + [last] + deletions,
      moves: [up: [address(web, "UP")], down[0]: [creations[0].secret ?? up], down[1]: [creations[0].secret ?? up]]
    )
  }

  static func repository(_ name: String) -> RepositoryFullName {
    RepositoryFullName(owner: OwnerName(listed: "acme"), name: RepositoryName(listed: name))
  }

  static func address(_ scope: Scope, _ name: String) -> SecretAddress {
    SecretAddress(store: .actions, scope: scope, name: SecretName(listed: name))
  }

  static func line(_ line: Int) -> SourceLocation { SourceLocation(file: "octoseal.yaml", line: line, column: 7) }

  static func ids(_ numbers: some Sequence<Int>) -> Set<RepositoryID> { Set(numbers.map { RepositoryID(Int64($0)) }) }

  static func selected(_ numbers: some Sequence<Int>) -> AccessState {
    AccessState(visibility: .selected, repositories: ids(numbers))
  }

  static let names: [RepositoryID: RepositoryFullName] = [
    RepositoryID(1): repository("web"), RepositoryID(2): repository("api"), RepositoryID(3): repository("old"),
    RepositoryID(4): repository("worker"),
  ]

  static func step(
    _ action: Step.Action,
    _ scope: Scope,
    _ name: String,
    _ reason: Step.Reason,
    from before: AccessState? = nil,
    to after: AccessState? = nil,
    needsValue: Bool = false,
    line number: Int
  ) -> Step {
    Step(
      action,
      address(scope, name),
      reason: reason,
      before: before.map { StepState(updatedAt: noon, access: $0) },
      after: after.map { StepState(access: $0, needsValue: needsValue) },
      at: line(number)
    )
  }

  /// Every action once, in the order of a real plan.
  static let steps: [Step] = [
    Step(creatingEnvironment: production, at: line(40)),
    step(
      .setRepositories,
      acme,
      "SHARED",
      .repositoriesDiffer,
      from: selected([1, 3]),
      to: selected([1, 2, 4]),
      line: 12
    ),
    step(.removeRepository, acme, "SIGNING", .repositoriesDiffer, from: selected([1, 3]), to: selected([1]), line: 16),
    step(.createSecret, acme, "NPM_TOKEN", .missing, to: AccessState(visibility: .private), needsValue: true, line: 20),
    step(.createSecret, production, "DB_PASSWORD", .missing, to: .ownScope, needsValue: true, line: 44),
    step(
      .updateSecret,
      acme,
      "DEPLOY_KEY",
      .changedOutside,
      from: AccessState(visibility: .all),
      to: selected(1...37),
      needsValue: true,
      line: 24
    ),
    step(.updateSecret, web, "SENTRY_DSN", .valueChanged, from: .ownScope, to: .ownScope, needsValue: true, line: 50),
    step(
      .setVisibility,
      acme,
      "ROOT_CA",
      .visibilityDiffers,
      from: AccessState(visibility: .private),
      to: AccessState(visibility: .all),
      needsValue: true,
      line: 28
    ),
    step(.addRepository, acme, "WEBHOOK", .repositoriesDiffer, from: selected([]), to: selected([4]), line: 32),
    step(.deleteSecret, acme, "OLD_TOKEN", .declaredAbsent, from: selected([3]), line: 36),
    step(.deleteSecret, web, "STRAY", .unmanaged, from: .ownScope, line: 48),
  ]

  static let findings: [Finding] = [
    Finding(.warning, code: "value_not_compared", message: "2 given values were not compared; set 'OCTOSEAL_KEY'"),
    Finding(.note, code: "unverified", address(acme, "LICENSE"), message: "value not given to this run", at: line(18)),
    Finding(
      .warning,
      code: "shadowed",
      address(web, "SENTRY_DSN"),
      message: "hides the secret of the same name in acme; only this one is seen here",
      at: line(50)
    ),
  ]

  static let plan = Plan(steps: steps, findings: findings, unchanged: 12, repositoryNames: names)

  static let satisfied = Plan(unchanged: 12)

  static let completeOutcome = Outcome(plan: plan, results: steps.map { StepResult(step: $0, status: .done) })

  static let partialOutcome = Outcome(
    plan: plan,
    results: steps.enumerated()
      .map { index, step in
        switch index {
        case 3:
          StepResult(
            step: step,
            status: .failed,
            error: "GitHub answered 403; the token needs 'Secrets: write' for the organization acme"
          )
        case 5: StepResult(step: step, status: .failed, error: "the connection was lost", mayHaveHappened: true)
        case 9...: StepResult(step: step, status: .skipped, error: "'create_secret acme NPM_TOKEN' failed")
        default: StepResult(step: step, status: .done)
        }
      },
    findings: [
      Finding(.warning, code: "not_settled", address(web, "SENTRY_DSN"), message: "GitHub shows it late", at: nil)
    ]
  )

  static let failedOutcome = Outcome(
    plan: Plan(steps: [steps[3]], unchanged: 1),
    results: [StepResult(step: steps[3], status: .failed, error: "GitHub answered 500")]
  )

  static let drift = Drift(
    entries: [
      DriftEntry(
        .changedOutside,
        address(acme, "DEPLOY_KEY"),
        message: "value set outside at \(noon)",
        updatedAt: noon,
        at: line(24)
      ),
      DriftEntry(.missing, address(acme, "NPM_TOKEN"), message: "not there any more: deleted outside", at: line(20)),
      DriftEntry(
        .repositories,
        address(acme, "SHARED"),
        message: "2 of its repositories missing, 1 too many",
        updatedAt: noon,
        at: line(12)
      ),
      DriftEntry(
        .unmanaged,
        address(web, "STRAY"),
        message: "not in the manifest, last changed at \(noon)",
        updatedAt: noon,
        at: line(48)
      ),
      DriftEntry(.missing, address(production, "DB_PASSWORD"), message: "declared and not there", at: line(44)),
    ],
    plan: plan
  )

  static let diagnostics: [Diagnostic] = [
    Diagnostic(
      code: "manifest.unknown_key",
      message: "unknown key 'visibilty' in an organization secret",
      remedy: "did you mean 'visibility'?",
      at: SourceLocation(file: "octoseal.yaml", line: 12, column: 9)
    ),
    Diagnostic(
      code: "manifest.duplicate",
      message: "the secret 'NPM_TOKEN' is declared twice",
      at: SourceLocation(file: "b.yaml", line: 3, column: 5),
      related: SourceLocation(file: "a.yaml", line: 8, column: 5)
    ),
    Diagnostic(.warning, code: "file.readable", message: "'deploy.pem' can be read by others", remedy: "chmod 600"),
    Diagnostic(.note, code: "key.made", message: "a key was made"),
  ]
}
