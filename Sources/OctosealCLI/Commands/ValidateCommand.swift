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
      With '--workflows', also secrets that workflows use and nobody declares, and declared ones that none uses:
        octoseal validate --workflows .
        octoseal validate --workflows ../web --repository acme/web
        octoseal validate --workflows acme/web=../web --workflows acme/api=../api
      Exit codes: 65 when the manifest is invalid; 1 when it is valid and an error was found in a workflow.
      """
  )

  @OptionGroup var options: ManifestOptions
  @OptionGroup var output: OutputOptions<OutputFormat>
  @OptionGroup var workflowOptions: WorkflowOptions

  func run() async throws {
    let session = Session(of: Self.self, output, manifest: options.file)
    let (manifest, problems) = Manifests.loadManifest(at: options.file)
    let outsideFiles = manifest.map { manifest in
      manifest.values.values.compactMap { $0.warningAboutOutsideFile(root: manifest.root) }
    }
    let diagnostics = problems + (outsideFiles ?? []).sorted { $0.description < $1.description }
    let workflows = manifest?.checkWorkflows(of: workflowOptions.checkouts, environment: session.environment)
    session.say(diagnostics + (workflows?.diagnostics ?? []))
    let validation = Validation(
      diagnostics: diagnostics,
      scopes: manifest?.desired.scopes.count ?? 0,
      secrets: manifest?.desired.collections.values.reduce(0) { $0 + $1.secrets.count } ?? 0,
      workflows: workflows
    )
    try session.write { $0.validation(validation) }
    try status(of: validation).end()
  }

  private func status(of validation: Validation) -> ExitStatus {
    guard validation.isValid else { return .invalidManifest }
    return validation.workflows?.isValid ?? true ? .done : .failed
  }
}
