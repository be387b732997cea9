import Foundation
import TestSupport
import Testing

/// The engine itself, with a shell script in place of the program and no GitHub behind the server.
@Suite("Script engine")
struct ScriptEngineTests {
  /// Runs a script; `octoseal` is a shell that runs what it is given.
  private func run(_ text: String, timeout: Duration = .seconds(20)) async throws {
    let runner = ScriptRunner(program: "/bin/sh", timeout: timeout) { _, _ in FakeServer() }
    try await runner.run(Script(name: "test.txtar", text: text))
  }

  /// What the failure of a script says; it must fail.
  private func failure(_ text: String, timeout: Duration = .seconds(20)) async throws -> String {
    let failure = try await #require(throws: ScriptFailure.self) { try await run(text, timeout: timeout) }
    return failure.description
  }

  @Test("words are split at blanks, and quotes keep them")
  func words() throws {
    let line = try #require(try ScriptLine("! 2 octoseal a 'b  c' 'it''s' x'y z' ''", number: 7))
    #expect(line.isNegated)
    #expect(line.exitCode == 2)
    #expect(line.command == "octoseal")
    #expect(line.arguments.map(\.text) == ["a", "b  c", "it's", "xy z", ""])
    #expect(try ScriptLine("  # why", number: 1) == nil)
    #expect(throws: ScriptSyntaxError.self) { try ScriptLine("stdout 'a", number: 1) }
  }

  @Test("a program must end with 0, or with the number that is said")
  func exitCodes() async throws {
    try await run("octoseal -c 'exit 0'\n! 3 octoseal -c 'exit 3'")
    #expect(try await failure("# why\n\noctoseal -c 'exit 4'").contains("test.txtar:3:"))
    #expect(try await failure("octoseal -c 'exit 4'").contains("ended with 4, expected 0"))
    #expect(try await failure("! 2 octoseal -c 'exit 0'").contains("ended with 0, expected 2"))
    #expect(try await failure("octoseal -c 'kill -9 $$'").contains("ended with signal 9"))
  }

  @Test("a failure shows both outputs of the last program")
  func failureShowsOutput() async throws {
    let text = try await failure("octoseal -c 'echo out; echo err >&2'\nstdout nothing")
    #expect(text.contains("test.txtar:2: stdout nothing: is not found"))
    #expect(text.contains("--- standard output\nout\n"))
    #expect(text.contains("--- standard error\nerr\n"))
  }

  @Test("output is matched line by line, and can be forbidden")
  func matches() async throws {
    try await run(
      """
      octoseal -c 'echo one; echo two; echo err >&2'
      stdout '^two$'
      ! stdout '^tw$'
      stderr 'e.r'
      ! stderr one
      """
    )
    #expect(try await failure("octoseal -c 'echo one'\n! stdout one").contains("is found"))
  }

  @Test("JSON is asked by paths")
  func json() async throws {
    let document = #"{"steps":[{"secret":"A","n":1},{"secret":"B","n":null,"ok":true}],"text":"a b"}"#
    try await run(
      """
      octoseal -c 'cat document'
      json steps.count == 2
      json steps.0.n == 1
      json steps[secret=B].n == null
      json steps[secret=B].ok == true
      ! json steps[secret=C]
      json text == a b
      json steps.0 == {n:1,secret:A}
      ! json steps.0.n == 2
      ! json steps.2
      json steps
      -- document --
      \(document)
      """
    )
    let text = try await failure("octoseal -c 'cat d'\njson a.b == 2\n-- d --\n{\"a\":{\"b\":1}}")
    #expect(text.contains("json a.b == 2: is 1"))
  }

  @Test("a program sees a clean environment, its variables and its input")
  func environment() async throws {
    try await run(
      """
      env A=b
      env 'B=c d'
      stdin input
      octoseal -c 'env; cat'
      stdout '^A=b$'
      stdout '^B=c d$'
      stdout '^OCTOSEAL_TOKEN=test-token$'
      stdout '^hello$'
      ! stdout '^(USER|CI|GITHUB_.*)='
      unenv A
      octoseal -c 'env; cat'
      ! stdout '^A='
      ! stdout hello
      octoseal -c 'test "$PWD" = "$HOME" && test "$0" = "$HOME"' $WORK
      -- input --
      hello
      """
    )
  }

  @Test("output is compared with files of the archive, whatever the folder and the server are called")
  func comparisons() async throws {
    try await run(
      """
      emulator state.json
      octoseal -c 'echo "$HOME/a at $GITHUB_API_URL"; printf x >&2'
      cmp stdout expected
      cmp stderr x
      cmp x x
      -- state.json --
      -- expected --
      $WORK/a at $URL
      -- x --
      x
      """
    )
    let text = try await failure("octoseal -c 'echo a; echo b'\ncmp stdout e\n-- e --\na\nc\n")
    #expect(text.contains("  a\n- c\n+ b\n"))
  }

  @Test("files can be put, copied, linked, looked for and removed")
  func files() async throws {
    try await run(
      """
      cp folder/a b
      exists b
      grep '^hello$' b
      ! grep help b
      symlink link folder
      exists link/a
      rm b
      ! exists b
      mkdir deep/er
      exists deep/er
      -- folder/a --
      hello
      """
    )
  }

  @Test("a leak is found in any earlier output and in any file that the script did not put there")
  func leaks() async throws {
    try await run("octoseal -c 'echo fine; cat value >/dev/null'\ncp value b\nleak hunter2\n-- value --\nhunter2\n")
    let output = try await failure("octoseal -c 'echo hunter2 >&2'\noctoseal -c true\nleak hunter2")
    #expect(output.contains("it is in the output of 'octoseal -c 'echo hunter2 >&2''"))
    let file = try await failure("octoseal -c 'cp value copy'\nleak hunter2\n-- value --\nhunter2\n")
    #expect(file.contains("it is in the file 'copy'"))
    let changed = try await failure(
      "octoseal -c 'cat value >> other'\nleak hunter2\n-- value --\nhunter2\n-- other --\n"
    )
    #expect(changed.contains("it is in the file 'other'"))
  }

  @Test("a program that does not end is killed")
  func timeout() async throws {
    let text = try await failure("octoseal -c 'exec sleep 60'", timeout: .milliseconds(300))
    #expect(text.contains("did not end within 0.3 seconds"))
  }

  @Test("a script speaks to its server")
  func server() async throws {
    try await run(
      """
      ! 1 octoseal -c 'test -n "$GITHUB_API_URL"'
      emulator state.json --flag
      octoseal -c 'test "$GITHUB_API_URL" = "$0"' $URL
      requests 3
      requests mutations 1
      requests GET 2
      reset-requests
      requests 0
      values acme A 'text of A in acme'
      ! values acme A 'other'
      outside {"a": "b c"}
      outside DELETE secret {"a": 1}
      fault {"x": 1}
      clock +60
      -- state.json --
      """
    )
    #expect(try await failure("requests 0").contains("no emulator was started"))
    #expect(try await failure("emulator s\nrequests 2\n-- s --").contains("there were 3: GET GET PUT"))
  }

  @Test("the real emulator can be asked and changed from a script")
  func emulator() async throws {
    let runner = ScriptRunner(program: "/bin/sh", startServer: startEmulator)
    let script = """
      emulator state.json list_order=reversed dialect=ghes-3.20
      values acme A one
      outside {"scope": "acme", "name": "A", "value": "two"}
      values acme A two
      outside DELETE secret {"scope": "acme", "name": "A"}
      ! values acme A
      fault {"path": "*", "status": 500}
      clock +60
      requests 0
      -- state.json --
      {"organizations": {"acme": {"secrets": {"A": {"value": "one", "visibility": "all"}}}}}

      """
    try await runner.run(Script(name: "emulator.txtar", text: script))
    let wrong = script.replacing("clock +60", with: "outside POST nothing {}")
    let failure = try await #require(throws: ScriptFailure.self) {
      try await runner.run(Script(name: "wrong.txtar", text: wrong))
    }
    #expect(failure.description.contains("no such control endpoint"))
  }

  @Test("nothing is left behind")
  func cleanUp() async throws {
    let text = try await failure("octoseal -c 'pwd; exit 1'")
    let folder = try #require(text.firstMatch(of: #/(/.*octoseal-script-.*)/#)?.1)
    #expect(!FileManager.default.fileExists(atPath: String(folder)))
  }

  @Test("an unknown command is an error")
  func unknownCommand() async throws {
    #expect(try await failure("stout a").contains("unknown command 'stout'"))
  }
}

private struct FakeServer: ScriptServer {
  let baseURL = "http://127.0.0.1:1"
  func requestMethods() -> [String] { ["GET", "GET", "PUT"] }
  func value(of name: String, in scope: String) -> String? { "text of \(name) in \(scope)" }
  func control(_ method: String, _ endpoint: String, _ body: String) {
    let known = [
      #"PUT secret {"a": "b c"}"#, #"DELETE secret {"a": 1}"#, #"POST faults {"x": 1}"#, #"POST clock {"seconds": 60}"#,
    ]
    #expect(known.contains("\(method) \(endpoint) \(body)"))
  }
  func stop() {}
}
