import ArgumentParser

/// How a command ends: the only place where a result becomes a number.
///
/// Source: the exit codes of the product's contract, the same for every command.
enum ExitStatus: Int32 {
  /// Done, nothing left to do.
  case done = 0
  /// Failed; nothing was changed.
  case failed = 1
  /// There are differences.
  case differences = 2
  /// Refused by a guard; nothing was changed.
  case refused = 3
  /// Partly applied; the next apply goes on.
  case partlyApplied = 4
  /// Wrong usage.
  case usage = 64
  /// The manifest is invalid.
  case invalidManifest = 65

  /// What the argument parser takes to end the process.
  var exitCode: ExitCode { ExitCode(rawValue) }

  /// Ends the command with this status.
  ///
  /// - Throws: `ExitCode` unless the status is `done`.
  func end() throws {
    guard self != .done else { return }
    throw exitCode
  }
}
