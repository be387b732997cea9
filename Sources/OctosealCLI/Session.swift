#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Manifests
import Reports
import SecretModel

/// What every command has: the options, the world around the process, and the two doors to the outside.
struct Session {
  let output: OutputSettings
  /// The file or folder of the manifest.
  let manifestPath: String
  let environment: CommandEnvironment
  let terminal: Terminal
  private let said = DiagnosticLog()

  /// Opens a session for a command.
  init(_ output: OutputOptions, manifest path: String, environment: CommandEnvironment = .current) {
    self.init(OutputSettings(output), manifest: path, environment: environment)
  }

  /// Opens a session for a command that decides itself how stdout is written.
  init(_ output: OutputSettings, manifest path: String, environment: CommandEnvironment = .current) {
    self.output = output
    manifestPath = path
    self.environment = environment
    terminal = Terminal(environment: environment.variables, noColor: output.noColor)
  }

  /// What was said on standard error so far; machine-readable results repeat it.
  var diagnostics: [Diagnostic] { said.all }

  /// The form in which stdout is written.
  var report: any Report {
    switch output.format {
    case .json: JSONReport()
    case .text:
      TextReport(
        style: TextStyle(for: .output, environment: environment.variables, noColor: output.noColor)
      )
    }
  }

  /// Says something on standard error.
  func say(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      said.append(diagnostic)
      terminal.diagnostic(diagnostic)
    }
  }

  /// Ends the command with diagnostics; a machine-readable stdout gets them too.
  ///
  /// - Throws: `ExitCode` with the status.
  func fail(_ status: ExitStatus, _ diagnostics: [Diagnostic]) throws -> Never {
    terminal.endProgress()
    say(diagnostics)
    if output.format != .text {
      try write { $0.validation(Validation(diagnostics: said.all, scopes: 0, secrets: 0)) }
    }
    throw status.exitCode
  }

  /// Reads the manifest where one is of use but not needed: nil when nothing names one and the usual file is not there.
  ///
  /// - Throws: `ExitCode` 65 after saying everything that is wrong with it.
  func loadManifestAtHand() throws -> LoadedManifest? {
    let isUsual = manifestPath == ManifestOptions.usualFile
    guard !isUsual || FileManager.default.fileExists(atPath: manifestPath) else { return nil }
    return try loadManifest()
  }

  /// Reads the manifest.
  ///
  /// - Throws: `ExitCode` 65 after saying everything that is wrong with it.
  func loadManifest() throws -> LoadedManifest {
    let (manifest, diagnostics) = Manifests.loadManifest(at: manifestPath)
    guard let manifest else { try fail(.invalidManifest, diagnostics) }
    // Plan and drift find out about shadowing themselves, with the live secrets in view.
    say(diagnostics.filter { $0.code != "shadowed" })
    return manifest
  }

  /// Where a result goes.
  enum Destination {
    /// To stdout, and to the file that `--json-into` names.
    case everywhere
    /// Only to that file.
    case fileOnly
  }

  /// Writes a result.
  ///
  /// - Throws: `ExitCode` 1 when it cannot be written.
  func write(to destination: Destination = .everywhere, _ render: (any Report) -> String) throws {
    terminal.endProgress()
    if destination == .everywhere { try writeOut(render(report)) }
    guard let path = output.jsonInto else { return }
    try save(render(JSONReport()), to: path, option: "--json-into")
  }

  /// Writes text to stdout.
  ///
  /// - Throws: `ExitCode` 1 when it cannot be written.
  func writeOut(_ text: String) throws {
    do {
      try StandardStream.output.write(text)
    } catch {
      say([error.diagnostic])
      throw ExitStatus.failed.exitCode
    }
  }
}
