import ArgumentParser
import Manifests
import Reports
import SecretModel
import ValueSources

/// Checks a manifest offline.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check the manifest offline: no token, no values, no network.",
    discussion: """
      Syntax, types, names, limits, duplicates and shadowing; every error in one run, in the form FILE:LINE:COLUMN.
      """
  )

  @OptionGroup var options: ManifestOptions

  func run() async throws {
    let session = Session(options.output, manifest: options.file)
    let (manifest, problems) = Manifests.loadManifest(at: options.file)
    let outsideFiles = manifest.map { manifest in
      manifest.values.values.compactMap { $0.warningAboutOutsideFile(root: manifest.root) }
    }
    let diagnostics = problems + (outsideFiles ?? []).sorted { $0.description < $1.description }
    session.say(diagnostics)
    let validation = Validation(
      diagnostics: diagnostics,
      scopes: manifest?.desired.scopes.count ?? 0,
      secrets: manifest?.desired.scopes.values.reduce(0) { $0 + $1.secrets.count } ?? 0
    )
    try session.write { $0.validation(validation) }
    try (manifest == nil ? ExitStatus.invalidManifest : .done).end()
  }
}
