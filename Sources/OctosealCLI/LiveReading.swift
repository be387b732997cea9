import GitHubAPI
import Reconciliation
import Reports
import SecretModel

extension Session {
  /// Reads what GitHub shows: says on a terminal how many requests were made, and stops when the process is asked to.
  ///
  /// - Parameters:
  ///   - client: whose requests are counted.
  ///   - work: the reading.
  /// - Returns: nil when it was abandoned.
  func readingLive<Value: Sendable>(
    with client: GitHubClient,
    _ work: @escaping @Sendable () async -> Value
  ) async -> Value? {
    let terminal = terminal
    terminal.progress("reading the live state")
    let ticker = Task {
      while (try? await Task.sleep(for: .milliseconds(200))) != nil {
        terminal.progress("reading the live state: \(client.statistics.requests) requests")
      }
    }
    defer { ticker.cancel() }
    return await Interruption.abandonable(work)
  }

  /// The cache in the folder of `--cache`.
  ///
  /// - Throws: `ExitCode` when the folder cannot be used.
  func responseCache(_ folder: String?) throws -> FileResponseCache? {
    guard let folder else { return nil }
    do {
      return try FileResponseCache(folder: folder)
    } catch {
      try fail(
        .failed,
        [
          Diagnostic(
            code: "cache.unusable",
            message: "the folder '\(folder)' of '--cache' cannot be made or written to",
            remedy: "choose a folder that belongs to this user"
          )
        ]
      )
    }
  }
}
