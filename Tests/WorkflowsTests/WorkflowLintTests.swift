import SecretModel
import Testing
import Workflows

@Suite("Workflows beside a manifest")
struct WorkflowLintTests {
  /// Everything is settled: what is not declared cannot exist.
  private static let manifest = """
    version: 1
    defaults: { unmanaged: delete }
    repository_groups: { sites: [docs, "w*"] }
    organizations:
      acme:
        ignore: ["LEGACY_*"]
        secrets:
          NPM_TOKEN: { visibility: all, value: { env: A } }
          GROUPED: { visibility: selected, repositories: ["@sites"], value: { env: A } }
          ELSEWHERE: { visibility: selected, repositories: [api, "x-*"], value: { env: A } }
          PRIVATE: { visibility: private, value: { env: A } }
          GONE: { state: absent }
        repositories:
          web:
            secrets:
              SENTRY_DSN: { value: { env: A } }
              KEY_1: { value: { env: A } }
            environments:
              production:
                secrets: { DB_PASSWORD: { value: { env: A } }, SENTRY_DSN: { value: { env: A } } }
              staging:
                secrets: { DB_PASSWORD: { value: { env: A } } }
    """

  /// What is said about the places of workflows, without what is said about declarations.
  private func said(_ files: [String: String], _ manifest: String = manifest) throws -> [String] {
    try all(files, manifest).filter { !$0.contains("unused_secret") }
  }

  /// The same with the names of unused secrets.
  private func all(_ files: [String: String], _ manifest: String = manifest) throws -> [String] {
    let named = Dictionary(uniqueKeysWithValues: files.map { (".github/workflows/\($0.key)", $0.value) })
    return try TemporaryCheckout(named).check(manifest).diagnostics
      .map { diagnostic in
        let word = diagnostic.code.dropFirst("workflow.".count)
        let line = diagnostic.location?.line ?? 0
        guard word == "unused_secret" else { return "\(diagnostic.severity) \(word) \(line)" }
        return "\(word) \(diagnostic.message.split(separator: " ").dropFirst().prefix(2).joined(separator: " "))"
      }
  }

  private func said(_ expression: String, environment: String = "") throws -> [String] {
    try said([
      "ci.yml": "on: push\njobs:\n  a:\n    environment: \(environment)\n    name: ${{ \(expression) }}\n"
    ])
  }

  @Test(
    "what the job sees is fine",
    arguments: [
      ("secrets.NPM_TOKEN", ""), ("secrets.npm_token", ""), ("secrets.GROUPED", ""), ("secrets.KEY_1", ""),
      ("secrets.DB_PASSWORD", "production"), ("secrets['db_password']", "PRODUCTION"), ("secrets.GITHUB_TOKEN", ""),
      ("secrets.LEGACY_X", ""), ("secrets.NPM_TOKEN", "unheard-of"),
    ]
  )
  func fine(expression: String, environment: String) throws {
    #expect(try said(expression, environment: environment) == [])
  }

  @Test(
    "what the job does not see is said with the reason",
    arguments: [
      ("secrets.MISSING", "", "error undeclared_secret 5"),
      ("secrets.MISSING", "unheard-of", "warning undeclared_secret 5"),
      ("secrets.MISSING || 'x'", "", "warning undeclared_secret 5"),
      ("secrets.SENTRY_DNS", "", "error misspelled_secret 5"), ("secrets.SENTRY-DSN", "", "error misspelled_secret 5"),
      ("secrets.SENTRYDSN", "", "error misspelled_secret 5"), ("secrets.KEY_2", "", "error undeclared_secret 5"),
      ("secrets.DB_PASSWORD", "", "error wrong_environment 5"),
      ("secrets.ELSEWHERE", "", "error invisible_secret 5"), ("secrets.GONE", "", "error absent_secret 5"),
      ("secrets.PRIVATE", "", "note private_visibility 5"), ("secrets[matrix.x]", "", "note dynamic_name 5"),
      ("toJSON(secrets)", "", "note dynamic_name 5"),
      ("secrets.DB_PASSWORD", "${{ inputs.env }}", "note unknown_environment 4"),
      ("secrets.MISSING", "${{ inputs.env }}", "warning undeclared_secret 5"),
    ]
  )
  func notSeen(expression: String, environment: String, expected: String) throws {
    #expect(try said(expression, environment: environment) == [expected])
  }

  @Test(
    "an undeclared secret is no error where a level in view may have secrets that nobody declared",
    arguments: ["report", "ignore", "delete_owned"],
    ["acme", "web"]
  )
  func unsettled(policy: String, level: String) throws {
    let manifest = """
      version: 1
      organizations:
        acme:
          unmanaged: \(level == "acme" ? policy : "delete")
          secrets: {}
          repositories:
            web: { unmanaged: \(level == "web" ? policy : "delete"), secrets: {} }
      """
    let files = ["ci.yml": "on: push\njobs: { a: { name: '${{ secrets.X }}' } }\n"]
    #expect(try said(files, manifest) == ["warning undeclared_secret 2"])
  }

  @Test("a repository of an owner that is no declared organization may see secrets that nobody declared")
  func outsideRepository() throws {
    let manifest = "version: 1\ndefaults: { unmanaged: delete }\nrepositories: { acme/web: { secrets: {} } }\n"
    let files = ["ci.yml": "on: push\njobs: { a: { name: '${{ secrets.X }}' } }\n"]
    #expect(try said(files, manifest) == ["warning undeclared_secret 2"])
  }

  @Test("a use outside the jobs is right when any job sees the secret")
  func sharedUses() throws {
    let text = "on: push\nenv: { X: '${{ secrets.DB_PASSWORD }}' }\njobs:\n  a: { runs-on: x }\n"
    #expect(try said(["ci.yml": text]) == ["error wrong_environment 2"])
    #expect(try said(["ci.yml": text + "  b: { environment: production }\n"]) == [])
  }

  @Test("a declared secret that nothing uses is said, except those of the organization")
  func unused() throws {
    let text = "on: push\njobs: { a: { environment: production, name: '${{ secrets.SENTRY_DSN }}' } }\n"
    #expect(
      try all(["ci.yml": text]) == [
        "unused_secret acme/web SENTRY_DSN", "unused_secret acme/web KEY_1",
        "unused_secret acme/web:production DB_PASSWORD", "unused_secret acme/web:staging DB_PASSWORD",
      ]
    )
  }

  @Test("a secret of which a mistake keeps it from being used is not called unused as well")
  func saidOnce() throws {
    let text = """
      on: push
      jobs:
        a: { name: "${{ secrets.SENTRY_DNS }} ${{ secrets.DB_PASSWORD }} ${{ secrets.KEY_1 }}" }
        b: { environment: production, name: "${{ secrets.SENTRY_DSN }}" }
      """
    #expect(try all(["ci.yml": text]) == ["error misspelled_secret 3", "error wrong_environment 3"])
  }

  @Test("nothing is called unused where something that is not known may use it")
  func undecidable() throws {
    let dynamic = "on: push\njobs: { a: { environment: production, name: '${{ secrets[matrix.x] }}' } }\n"
    #expect(try all(["ci.yml": dynamic]) == ["note dynamic_name 2", "unused_secret acme/web:staging DB_PASSWORD"])
    let inherited = "on: push\njobs: { a: { uses: x/y/.github/workflows/z.yml@v1, secrets: inherit } }\n"
    #expect(try all(["ci.yml": inherited]) == ["note unread_call 2"])
    let mapped =
      "on: push\njobs: { a: { uses: ./.github/workflows/gone.yml, secrets: { T: '${{ secrets.KEY_1 }}' } } }\n"
    #expect(try all(["ci.yml": mapped]) == ["note unread_call 2", "unused_secret acme/web SENTRY_DSN"])
    #expect(try all(["ci.yml": dynamic, "broken.yml": "a: ["]).contains { $0.contains("unused") } == false)
  }

  @Test("GitHub reads some secrets that no workflow names")
  func readByGitHub() throws {
    let manifest = """
      version: 1
      repositories:
        acme/web:
          secrets: { ACTIONS_STEP_DEBUG: { value: { env: A } }, actions_runner_debug: { value: { env: A } } }
          environments: { copilot: { secrets: { MCP_KEY: { value: { env: A } } } } }
      """
    #expect(try all(["ci.yml": "on: push\njobs: { a: { runs-on: x } }\n"], manifest) == [])
  }

  private static let called = """
    on: { workflow_call: { secrets: { TOKEN: { required: true }, MAYBE: } } }
    jobs:
      d:
        environment: staging
        name: ${{ secrets.TOKEN }} ${{ secrets.MAYBE }} ${{ secrets.DB_PASSWORD }} ${{ secrets.OTHER }}
    """

  @Test("a called workflow sees what is passed, the environments of its jobs, and nothing that is known of the rest")
  func calledWithNames() throws {
    let caller = """
      on: push
      jobs:
        c: { uses: ./.github/workflows/called.yml, secrets: { TOKEN: "${{ secrets.KEY_2 }}" } }
      """
    #expect(
      try said(["called.yml": Self.called, "ci.yml": caller]) == [
        "note unknown_caller 5", "error undeclared_secret 3",
      ]
    )
  }

  @Test("a called workflow that inherits sees the secrets of the repository, through others too")
  func calledWithEverything() throws {
    let middle = "on: workflow_call\njobs: { m: { uses: ./.github/workflows/called.yml, secrets: inherit } }\n"
    let caller = "on: push\njobs: { c: { uses: ./.github/workflows/middle.yml, secrets: inherit } }\n"
    #expect(
      try said(["called.yml": Self.called, "middle.yml": middle, "ci.yml": caller]) == [
        "error undeclared_secret 5", "error undeclared_secret 5",
      ]
    )
    #expect(try said(["called.yml": Self.called, "middle.yml": middle]) == ["note unknown_caller 5"])
  }

  @Test("a parameter is not the repository's secret of the same name")
  func parametersHide() throws {
    let called = "on: { workflow_call: { secrets: { KEY_1: } } }\njobs: { d: { name: '${{ secrets.KEY_1 }}' } }\n"
    #expect(try all(["called.yml": called]).contains("unused_secret acme/web KEY_1"))
  }

  @Test("messages say where both sides are")
  func messages() throws {
    let text = "on: push\njobs:\n  a:\n    name: ${{ secrets.SENTRY_DNS }} ${{ secrets.DB_PASSWORD }}\n"
    let checked = try TemporaryCheckout([".github/workflows/ci.yml": text]).check(Self.manifest)
    #expect(
      checked.diagnostics.filter { $0.severity == .error }.map(\.text) == [
        "secret 'SENTRY_DNS' is not declared in acme/web or acme, but SENTRY_DSN is, declared at m.yaml:16; "
          + "did you mean 'SENTRY_DSN'?",
        "secret 'DB_PASSWORD' is only in acme/web:production, declared at m.yaml:20, and acme/web:staging, "
          + "declared at m.yaml:22, and not visible to job 'a', which names no environment; let the job have the "
          + "environment 'production' or 'staging', or declare the secret in a level that it sees",
      ]
    )
  }
}
