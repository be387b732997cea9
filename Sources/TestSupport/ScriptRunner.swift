import Foundation

/// Runs scripts against a program.
public struct ScriptRunner: Sendable {
  /// How a script gets its server: from the text of a state file and flags.
  public typealias ServerStart = @Sendable (_ state: String, _ flags: [String]) async throws -> any ScriptServer

  /// The path of the program that `octoseal` means.
  let program: String
  /// How long one command may take.
  let timeout: Duration
  let startServer: ServerStart

  /// Names the program and the server.
  public init(program: String, timeout: Duration = .seconds(60), startServer: @escaping ServerStart) {
    self.program = program
    self.timeout = timeout
    self.startServer = startServer
  }

  /// Runs a script in a fresh folder that is removed afterwards; only so many at a time as the machine can bear.
  ///
  /// - Throws: `ScriptFailure` with the line and all output when an expectation is not met.
  public func run(_ script: Script) async throws {
    try await slots.use {
      let folder = try temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      var session = try ScriptSession(script, runner: self, folder: folder)
      let result = await session.runAllLines()
      try await session.stopServer()
      try result.get()
    }
  }

  private func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-script-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.resolvingSymlinksInPath()
  }
}

/// An expectation of a script is not met.
public struct ScriptFailure: Error, CustomStringConvertible {
  /// `SCRIPT:LINE: COMMAND: REASON`, then the last command's exit code and output.
  public let description: String
}

private let slots = Slots(count: max(2, ProcessInfo.processInfo.activeProcessorCount))

/// Lets only so many tasks through at a time, so that programs started by tests do not run into their time limits.
private actor Slots {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(count: Int) { free = count }

  nonisolated func use(_ body: () async throws -> Void) async throws {
    await take()
    do {
      try await body()
      await giveBack()
    } catch {
      await giveBack()
      throw error
    }
  }

  private func take() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func giveBack() {
    guard waiting.isEmpty else {
      waiting.removeFirst().resume()
      return
    }
    free += 1
  }
}
