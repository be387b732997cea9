#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import ArgumentParser
import Manifests
import Reports
import SecretModel

/// What every command has: the options, the world around the process, and the two doors to the outside.
struct Session {
  /// The name of the command.
  let command: String
  let output: OutputSettings
  /// The file or folder of the manifest.
  let manifestPath: String
  let environment: CommandEnvironment
  let terminal: Terminal
  private let root: SourceRoot
  private let said = DiagnosticLog()

  /// Opens a session for a command.
  init(
    of command: any ParsableCommand.Type,
    _ output: OutputOptions<some OutputForm>,
    manifest path: String,
    environment: CommandEnvironment = .current
  ) {
    self.command = command.configuration.commandName ?? ""
    self.output = OutputSettings(output)
    manifestPath = path
    self.environment = environment
    root = environment.sourceRoot
    terminal = Terminal(environment: environment.variables, noColor: output.noColor, root: root)
  }

  /// What was said on standard error so far; machine-readable results repeat it.
  var diagnostics: [Diagnostic] { said.all }

  /// What writes a form of output; text is for stdout.
  private func report(_ format: OutputFormat) -> any Report {
    switch format {
    case .json: JSONReport()
    case .markdown: MarkdownReport(command: command)
    case .sarif: SARIFReport(version: Octoseal.version, manifestPath: manifestPath, root: root)
    case .text:
      TextReport(
        style: TextStyle(for: .output, environment: environment.variables, noColor: output.noColor)
      )
    }
  }

  /// Says something on standard error.
  func say(_ diagnostics: [Diagnostic]) {
    diagnostics.forEach(said.append)
    terminal.diagnostics(diagnostics)
  }

  /// Ends the command with diagnostics; a machine-readable stdout gets them too.
  ///
  /// - Throws: `ExitCode` with the status.
  func fail(_ status: ExitStatus, _ diagnostics: [Diagnostic]) throws -> Never {
    terminal.endProgress()
    say(diagnostics)
    // A result that cannot be written is said, and does not hide why the command ended.
    try? write(to: output.format == .text ? .filesOnly : .everywhere) { report in
      report.validation(Validation(diagnostics: said.all, scopes: 0, secrets: 0))
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
    /// To stdout, to the files that options name, and to the summary of the step.
    case everywhere
    /// Everywhere but to stdout.
    case filesOnly
    /// To stdout alone, since the result that counts is still to come.
    case outputOnly
  }

  /// Writes a result; what cannot be written in one place is still written in the others.
  ///
  /// - Throws: `ExitCode` 1 when one of them did not take it.
  func write(to destination: Destination = .everywhere, _ render: (any Report) -> String) throws {
    terminal.endProgress()
    var problems: [Diagnostic] = []
    if destination != .filesOnly {
      do {
        try StandardStream.output.write(render(report(output.format)))
      } catch {
        problems.append(error.diagnostic)
      }
    }
    if destination != .outputOnly {
      for (option, path, format) in output.files {
        do {
          try SavedResult.write(render(report(format)), to: path, option: option)
        } catch {
          problems.append(error)
        }
      }
      appendStepSummary(render)
    }
    guard problems.isEmpty else {
      say(problems)
      throw ExitStatus.failed.exitCode
    }
  }

  /// Adds a result to the page that GitHub Actions shows of a step; the run does not depend on it.
  private func appendStepSummary(_ render: (any Report) -> String) {
    guard environment.isActions, let path = environment["GITHUB_STEP_SUMMARY"] else { return }
    do {
      try StepSummary.append(render(MarkdownReport(command: command, for: .stepSummary)), to: path)
    } catch {
      say([error])
    }
  }

  /// Writes a file that an option of one command names.
  ///
  /// - Throws: `ExitCode` 1 when it cannot be written.
  func save(_ text: String, to path: String, option: String) throws {
    do {
      try SavedResult.write(text, to: path, option: option)
    } catch {
      say([error])
      throw ExitStatus.failed.exitCode
    }
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
