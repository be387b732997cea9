import Foundation
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// What came of running a program.
public struct ProgramRun: Sendable {
  /// The command as it was written.
  public let command: String
  /// How it ended: a number, or `signal N`.
  public let exit: String
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let errors: String
}

/// What a program is started with.
struct ProgramStart: Sendable {
  var path: String
  var arguments: [String]
  var environment: [String: String]
  var folder: String
  var input: String
}

/// A program did not end in time; it was killed.
struct ProgramTimeout: Error, CustomStringConvertible {
  let description: String
}

/// Runs a program to its end.
///
/// - Throws: `ProgramTimeout`, or the system's error when it cannot be started.
func runProgram(_ start: ProgramStart, shownAs command: String, timeout: Duration) async throws -> ProgramRun {
  try await withThrowingTaskGroup(of: ProgramRun.self) { group in
    group.addTask { try await collect(start, shownAs: command) }
    group.addTask {
      try await Task.sleep(for: timeout)
      throw ProgramTimeout(description: "did not end within \(timeout)")
    }
    // Leaving the group cancels the other task, which kills a program that is still running.
    defer { group.cancelAll() }
    guard let run = try await group.next() else { throw CancellationError() }
    return run
  }
}

private func collect(_ start: ProgramStart, shownAs command: String) async throws -> ProgramRun {
  let result = try await run(
    .path(FilePath(start.path)),
    arguments: Arguments(start.arguments),
    environment: .custom(start.environment.map { Array("\($0.key)=\($0.value)\0".utf8) }),
    workingDirectory: FilePath(start.folder),
    input: .string(start.input),
    output: .bytes(limit: largestOutput),
    error: .bytes(limit: largestOutput)
  )
  let exit =
    switch result.terminationStatus {
    case .exited(let code): "\(code)"
    case .signaled(let signal): "signal \(signal)"
    }
  return ProgramRun(
    command: command,
    exit: exit,
    output: String(decoding: result.standardOutput, as: UTF8.self),
    errors: String(decoding: result.standardError, as: UTF8.self)
  )
}

private let largestOutput = 64 << 20
