import Foundation
import GitHubEmulator
import TestSupport
import Testing

/// The same sessions at every server that there is, under the path that Enterprise Server has.
struct DialectTests {
  /// A script and the server that it goes to.
  struct Visit: Sendable, CustomTestStringConvertible {
    var script: String
    var dialect: String
    var testDescription: String { "\(script) at \(dialect)" }
  }

  private static let visits = EmulatorSwitches.dialects.map { Visit(script: "organization.txtar", dialect: $0) }
  private static let visitsWithEnvironments = EmulatorSwitches.dialects.filter { $0 != "ghes-3.0" }
    .map { Visit(script: "environment.txtar", dialect: $0) }

  @Test(
    "a manifest is planned, applied, found in place, and its drift is found, at every server",
    arguments: visits + visitsWithEnvironments
  )
  func session(visit: Visit) async throws {
    let template = try #require(try Script.all(in: "Scripts/dialects").first { $0.name == visit.script })
    let text = template.archive.text.replacing("DIALECT", with: visit.dialect)
    let octoseal = Bundle.main.bundleURL.appending(path: "octoseal").path(percentEncoded: false)
    try await ScriptRunner(program: octoseal, startServer: startEmulator)
      .run(Script(name: visit.testDescription, text: text))
  }
}
