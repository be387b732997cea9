import Foundation

/// One run of a script: its folder, its environment and what happened so far.
///
/// The commands are:
///
/// - `octoseal ARGS…`: runs the program, which must end with 0; `! N octoseal ARGS…`: which must end with N.
/// - `env NAME=VALUE`, `unenv NAME`, `stdin FILE`: for the programs that follow (`stdin` only for the next one).
/// - `stdout 'REGEX'`, `stderr 'REGEX'`, `cmp stdout|stderr|FILE FILE`, `json PATH == VALUE`: about the last program; a
///   path is `steps.count`, `steps.0.action` or `steps[secret=A].reason`.
/// - `cp FROM TO`, `rm PATH`, `mkdir PATH`, `symlink LINK TARGET`, `exists PATH`, `grep 'REGEX' FILE`: about files.
/// - `app-key PATH`: makes the key pair of a GitHub App; PATH gets the private key, `$APP_PRIVATE_KEY` holds it in one
///   line, and `APP_PUBLIC_KEY` in the state of an emulator stands for the public one.
/// - `lock PATH`, `unlock PATH`: holds a file as another process would (`flock`), and lets it go.
/// - `leak 'TEXT'`: TEXT occurs in no output so far and in no file but those that the script itself put there.
/// - `emulator STATE [FLAGS]`: starts the server; `requests [mutations|METHOD] N`, `reset-requests`,
///   `values SCOPE NAME 'TEXT'`, `fault JSON`, `clock +SECONDS` speak to it, and `outside JSON` changes a secret as
///   somebody else would; `outside METHOD ENDPOINT JSON` uses another of the emulator's control endpoints.
///
/// `!` before an expectation turns it round. `$URL`, `$WORK` and `$NAME` of `env` are replaced outside quotes.
struct ScriptSession {
  let script: Script
  let runner: ScriptRunner
  let folder: URL
  var environment: [String: String]
  var server: (any ScriptServer)?
  var runs: [ProgramRun] = []
  /// The files that the script put there, and so may hold what must not leak.
  var placedFiles: [String: Data] = [:]
  var nextInput = ""
  var countedRequests = 0
  var lockedFiles: [String: FileHandle] = [:]
  /// Expectations that were recorded instead of met.
  var recorded: [String: String] = [:]

  init(_ script: Script, runner: ScriptRunner, folder: URL) throws {
    self.script = script
    self.runner = runner
    self.folder = folder
    let inherited = ProcessInfo.processInfo.environment
    environment = [
      "HOME": folder.path(percentEncoded: false),
      "PATH": inherited["PATH"] ?? "/usr/bin:/bin",
      "OCTOSEAL_TOKEN": "test-token",
      "OCTOSEAL_KEY": String(repeating: "0123456789abcdef", count: 4),
    ]
    // Without it a program that is built for coverage leaves its counts in the script's folder.
    environment["LLVM_PROFILE_FILE"] = inherited["LLVM_PROFILE_FILE"]
    for file in script.archive.files { try place(Data(file.text.utf8), at: file.name) }
  }

  mutating func runAllLines() async -> Result<Void, any Error> {
    for line in script.lines {
      do {
        try await perform(line)
      } catch {
        return .failure(failure(at: line, "\(error)"))
      }
    }
    return Result { try writeRecording() }
  }

  func stopServer() async throws { try await server?.stop() }

  private mutating func perform(_ line: ScriptLine) async throws {
    let arguments = line.arguments.map(expanded)
    switch line.command {
    case "octoseal": try await runProgram(line, arguments)
    case "env": try setVariables(arguments)
    case "unenv": arguments.forEach { environment[$0] = nil }
    case "stdin": nextInput = try text(ofFile: try argument(0, of: arguments))
    case "stdout": try expectMatch(lastRun().output, line, arguments)
    case "stderr": try expectMatch(lastRun().errors, line, arguments)
    case "json": try expectJSON(line, arguments)
    case "cmp": try compare(arguments)
    case "leak": try expectNoLeak(try argument(0, of: arguments))
    case "lock": try lock(try argument(0, of: arguments))
    case "app-key": try makeAppKey(try argument(0, of: arguments))
    case "unlock": lockedFiles[try argument(0, of: arguments)] = nil
    case "cp", "rm", "mkdir", "symlink", "exists", "grep": try performOnFiles(line, arguments)
    case "emulator", "requests", "reset-requests", "values", "outside", "fault", "clock":
      try await performOnServer(line, arguments)
    default: throw Unmet("unknown command '\(line.command)'")
    }
  }

  private mutating func runProgram(_ line: ScriptLine, _ arguments: [String]) async throws {
    let start = ProgramStart(
      path: runner.program,
      arguments: arguments,
      environment: environment,
      folder: folder.path(percentEncoded: false),
      input: nextInput
    )
    nextInput = ""
    let run = try await TestSupport.runProgram(start, shownAs: line.text, timeout: runner.timeout)
    runs.append(run)
    let expected = "\(line.exitCode ?? 0)"
    guard run.exit == expected else { throw Unmet("ended with \(run.exit), expected \(expected)") }
  }

  private mutating func setVariables(_ assignments: [String]) throws {
    for assignment in assignments {
      guard let sign = assignment.firstIndex(of: "=") else { throw Unmet("'\(assignment)' is not NAME=VALUE") }
      environment[String(assignment[..<sign])] = String(assignment[assignment.index(after: sign)...])
    }
  }

  /// Replaces `$NAME` by what the environment, the server or the folder gives for it.
  private func expanded(_ word: ScriptWord) -> String {
    guard !word.isQuoted else { return word.text }
    return word.text.replacing(#/\$([A-Za-z_][A-Za-z0-9_]*)/#) { match in
      switch match.1 {
      case "URL": server?.baseURL ?? ""
      case "WORK": folder.path(percentEncoded: false)
      default: environment[String(match.1)] ?? ""
      }
    }
  }

  private func failure(at line: ScriptLine, _ reason: String) -> ScriptFailure {
    var parts = ["\(script.name):\(line.number): \(line.text): \(reason)"]
    if let run = runs.last {
      parts += ["$ \(run.command)", "exit: \(run.exit)"]
      parts += ["--- standard output", run.output, "--- standard error", run.errors, "---"]
    }
    return ScriptFailure(description: parts.joined(separator: "\n"))
  }

  private func writeRecording() throws {
    guard !recorded.isEmpty else { return }
    guard let path = script.path else { throw ScriptFailure(description: "\(script.name) has no file to record in") }
    var archive = script.archive
    for (name, text) in recorded { archive[name] = text }
    try Data(archive.text.utf8).write(to: URL(filePath: path))
    throw ScriptFailure(description: "recorded \(recorded.keys.sorted()) of \(script.name); look at it")
  }
}

/// An expectation that is not met; the session adds where.
struct Unmet: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

extension ScriptSession {
  /// The run that expectations are about.
  func lastRun() throws -> ProgramRun {
    guard let run = runs.last else { throw Unmet("no program was run yet") }
    return run
  }

  /// One of the arguments, which must be there.
  func argument(_ index: Int, of arguments: [String]) throws -> String {
    guard arguments.indices.contains(index) else { throw Unmet("needs \(index + 1) arguments or more") }
    return arguments[index]
  }

  /// A path in the folder of the script.
  func file(_ path: String) -> URL { folder.appending(path: path) }

  func text(ofFile path: String) throws -> String { try String(contentsOf: file(path), encoding: .utf8) }

  /// Writes a file and remembers that the script did.
  mutating func place(_ data: Data, at path: String) throws {
    try FileManager.default.createDirectory(
      at: file(path).deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try data.write(to: file(path))
    placedFiles[path] = data
  }
}
