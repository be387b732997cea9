import SecretModel
import Testing

@testable import Workflows

@Suite("Workflow files")
struct ReadWorkflowTests {
  private func read(_ text: String) -> (workflow: Workflow?, diagnostics: [String]) {
    var diagnostics: [Diagnostic] = []
    let workflow = readWorkflow(Array(text.utf8), fileName: "ci.yml", path: "ci.yml", into: &diagnostics)
    return (workflow, diagnostics.map { "\($0.severity) \($0.code) \($0.location?.line ?? 0)" })
  }

  private func names(_ uses: [SecretUse]) -> [String] {
    uses.map { if case .property(let name) = $0.target { name } else { "?" } }
  }

  @Test("secrets are found wherever expressions are evaluated, and nowhere else")
  func everywhere() throws {
    let (workflow, _) = read(
      """
      name: ${{ secrets.NAME_IS_TEXT }}
      run-name: ${{ secrets.RUN }}
      on:
        workflow_dispatch:
          inputs: { x: { description: "write ${{ secrets.ON_IS_TEXT }}" } }
      env: { TOP: "${{ secrets.TOP }}" }
      concurrency: { group: "${{ secrets.GROUP }}" }
      defaults: { run: { working-directory: "${{ secrets.DEFAULTS }}" } }
      jobs:
        build:
          name: ${{ secrets.JOB }}
          if: secrets.IF
          runs-on: [ "${{ secrets.RUNNER }}" ]
          container:
            image: x
            credentials: { username: u, password: "${{ secrets.CONTAINER }}" }
          services: { db: { env: { P: "${{ secrets.SERVICE }}" } } }
          strategy: { matrix: { include: [ { t: "${{ secrets.MATRIX }}" } ] } }
          outputs: { o: "${{ secrets.OUTPUT }}" }
          steps:
            # ${{ secrets.COMMENT }}
            - uses: a/b@v1
              if: ${{ secrets.STEP_IF }}
              with: { if: secrets.TEXT, token: "${{ secrets.WITH }}" }
            - run: |
                # ${{ secrets.SCRIPT_COMMENT }} is evaluated, secrets.PLAIN is not
                echo ${{ secrets.GITHUB_TOKEN }} ${{ SECRETS['github_token'] }}
      """
    )
    let found = try #require(workflow)
    #expect(names(found.uses) == ["RUN", "TOP", "GROUP", "DEFAULTS"])
    #expect(
      names(found.jobs[0].uses) == [
        "JOB", "IF", "RUNNER", "CONTAINER", "SERVICE", "MATRIX", "OUTPUT", "STEP_IF", "WITH", "SCRIPT_COMMENT",
      ]
    )
  }

  @Test("a secret that a job uses often is found once, where the job cannot do without it")
  func once() throws {
    let (workflow, _) = read(
      """
      on: push
      jobs:
        a:
          env:
            A: ${{ secrets.T || 'x' }}
            B: ${{ secrets.t }}
            C: ${{ secrets.T }}
      """
    )
    let uses = try #require(workflow).jobs[0].uses
    #expect(uses.map(\.location.line) == [6])
    #expect(uses.map(\.isOptional) == [false])
  }

  @Test(
    "the environment of a job is a name, a mapping with one, or known only when it runs",
    arguments: [
      ("production", "named production"), ("{ name: prod/eu, url: x }", "named prod/eu"), ("1", "named 1"),
      ("${{ inputs.env }}", "computed 4"), ("{ name: \"${{ matrix.env }}\" }", "computed 4"), ("", "none"),
      ("''", "none"), ("~", "none"), ("{ url: x }", "none"), ("[a]", "none"),
    ]
  )
  func environments(written: String, expected: String) throws {
    let (workflow, _) = read("on: push\njobs:\n  a:\n    environment: \(written)\n")
    let found =
      switch try #require(workflow).jobs[0].environment {
      case .none: "none"
      case .named(let name): "named \(name)"
      case .computed(let location): "computed \(location.line)"
      }
    #expect(found == expected)
  }

  @Test(
    "what starts a workflow says whether it is called, and with which secrets",
    arguments: [
      ("on: push", true, nil), ("on: [push, pull_request]", true, nil), ("on: { push: }", true, nil),
      ("x: y", true, nil),
      ("'on': workflow_call", false, [:]), ("on: [workflow_call, push]", true, [:]),
      (
        "on: { workflow_call: { secrets: { a: { required: true }, B: , C: { required: false } } } }", false,
        [
          "A": true, "B": false, "C": false,
        ]
      ),
      ("on: { workflow_call: [x], workflow_dispatch: }", true, [:]),
    ] as [(String, Bool, [String: Bool]?)]
  )
  func triggers(written: String, isStarted: Bool, parameters: [String: Bool]?) throws {
    let workflow = try #require(read("\(written)\njobs: { a: { runs-on: x } }\n").workflow)
    #expect(workflow.isStartedByEvents == isStarted)
    #expect(
      workflow.parameters.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.key.rawValue, $0.value) }) } == parameters
    )
  }

  @Test("a job calls a file of the same folder, or something that is not in view")
  func calls() throws {
    let (workflow, _) = read(
      """
      on: push
      jobs:
        a: { uses: ./.github/workflows/deploy.yml, secrets: inherit }
        b: { uses: acme/ci/.github/workflows/x.yml@v1, secrets: { T: "${{ secrets.MINE }}" } }
        c: { runs-on: x }
      """
    )
    let jobs = try #require(workflow).jobs
    #expect(
      jobs.map(\.call?.target) == [
        .local(fileName: "deploy.yml"), .elsewhere("acme/ci/.github/workflows/x.yml@v1"), nil,
      ]
    )
    #expect(jobs.map(\.call?.inheritsSecrets) == [true, false, nil])
    #expect(names(jobs[1].uses) == ["MINE"])
  }

  @Test(
    "what is no workflow is said with its place",
    arguments: [
      ("", "error yaml.empty 1"), ("- a\n", "warning workflow.no_jobs 1"), ("text", "warning workflow.no_jobs 1"),
      ("on: push\njobs: [a]\n", "warning workflow.no_jobs 1"), ("on: [\n", "error yaml.syntax 2"),
      ("on: push\non: push\njobs: { a: }\n", "warning yaml.duplicate_key 2"),
      ("jobs: { a: }\n---\njobs: { b: }\n", "warning yaml.documents 2"), ("\u{0}", "error yaml.encoding 1"),
      ("jobs:\n  a:\n    name: ${{ secrets.A\n", "warning workflow.expression 3"),
      ("jobs: *x", "error yaml.alias 1"), ("? [a]\n: b\n", "error yaml.key 1"),
    ]
  )
  func problems(text: String, expected: String) {
    #expect(read(text).diagnostics == [expected])
  }

  @Test("aliases cannot multiply uses without end")
  func bombs() {
    let secrets = (0..<1_000).map { "${{ secrets.S\($0) }}" }.joined()
    let text = "on: push\nx: &x \"\(secrets)\"\njobs:\n" + (0..<5_000).map { "  j\($0): { name: *x }\n" }.joined()
    #expect(read(text).diagnostics == ["error workflow.too_many_uses 2"])
  }
}
