import Foundation
import TestSupport
import Testing

/// The program as people run it, against a GitHub of our own.
@Suite("Commands")
struct CommandTests {
  /// Lies beside the tests, because their target depends on the program's.
  private let octoseal = Bundle.main.bundleURL.appending(path: "octoseal").path(percentEncoded: false)

  @Test("the session goes as the script says", arguments: try Script.all())
  func script(_ script: Script) async throws {
    try await ScriptRunner(program: octoseal, startServer: startEmulator).run(script)
  }
}
