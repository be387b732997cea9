import SecretModel
import Testing
import ValueSources

@Suite("Values from the environment")
struct EnvironmentVariableTests {
  @Test(
    "a variable that belongs to the runner or to octoseal can never be a value, in whatever case",
    arguments: [
      "GITHUB_TOKEN", "github_token", "GH_TOKEN", "Gh_Token", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN",
      "ACTIONS_RUNTIME_TOKEN", "actions_id_token_request_token", "ACTIONS_", "RUNNER_TEMP", "OCTOSEAL_KEY",
      "octoseal_token",
    ]
  )
  func denied(name: String) throws {
    let (source, diagnostics) = try decode("{ env: \(name) }")
    #expect(source == nil)
    #expect(
      diagnostics.map(\.description) == [
        "m.yaml:1:8: error: environment variable '\(name)' belongs to the runner or to octoseal and can never be a "
          + "value; give the value in a variable of its own"
      ]
    )
  }

  @Test(
    "a variable that only looks like one of those is legal",
    arguments: ["MY_GITHUB_TOKEN", "GITHUB_TOKEN_2", "ACTIONS", "RUNNERS", "GITHUB_SHA", "_", "a1"]
  )
  func legal(name: String) throws {
    #expect(try read("{ env: \(name) }", environment: [name: "hunter2"]) == .given("hunter2"))
  }

  @Test(
    "what no variable can be called is refused without being repeated",
    arguments: ["1A", "A-B", "'A B'", "''", "Ä", "A=B", "A.B"]
  )
  func malformed(name: String) throws {
    let (source, diagnostics) = try decode("{ env: \(name) }")
    #expect(source == nil)
    #expect(
      diagnostics.map(\.description) == [
        "m.yaml:1:8: error: this is not the name of an environment variable; name the variable that has the value, "
          + "with letters, digits and '_', not starting with a digit"
      ]
    )
  }

  @Test("with patterns, only a variable that fits one of them is read")
  func patterns() throws {
    let environment = ["NPM_TOKEN": "hunter2", "OTHER": "hunter2"]
    let patterns = ["NPM_*", "X"]
    #expect(try read("{ env: NPM_TOKEN }", environment: environment, allowedPatterns: patterns) == .given("hunter2"))
    let refusal = Reading.unusable(
      "m.yaml:3:5: error: environment variable 'OTHER' fits none of the '--allow-env' patterns; "
        + "add a pattern for it, or take it out of the manifest"
    )
    #expect(try read("{ env: OTHER }", environment: environment, allowedPatterns: patterns) == refusal)
    #expect(try read("{ env: OTHER }", environment: [:], allowedPatterns: patterns) == refusal)
  }

  @Test("the name of a variable is taken as it is written")
  func spelling() throws {
    #expect(
      try read("{ env: token }", environment: ["TOKEN": "hunter2"])
        == .notGiven("environment variable 'token' is not set")
    )
  }

  @Test(
    "the schema refuses the same names",
    arguments: ["GITHUB_TOKEN", "gh_token", "Actions_X", "RUNNER_", "octoseal_a"]
  )
  func schema(name: String) throws {
    let schema = EnvironmentVariable.schema
    let match = try #require(schema.firstMatch(of: #/"not": \{ "pattern": "(.*)" \}/#))
    let pattern = try Regex(String(match.output.1))
    #expect(name.firstMatch(of: pattern) != nil)
    #expect("MY_\(name)".firstMatch(of: pattern) == nil)
  }
}
