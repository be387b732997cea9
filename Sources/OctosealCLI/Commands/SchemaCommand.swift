import ArgumentParser
import Manifests
import Reports

/// Prints the JSON Schema of manifests.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the manifest's JSON Schema, for editors."
  )

  func run() async throws {
    do {
      try StandardStream.output.write(manifestJSONSchema())
    } catch {
      throw ExitStatus.failed.exitCode
    }
  }
}
