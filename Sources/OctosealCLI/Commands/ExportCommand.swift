import ArgumentParser
import Reconciliation
import SecretModel

/// Writes a manifest of what is live.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a manifest of what is live, so that a plan right after it is empty.",
    discussion: """
      GitHub gives no value back, so each secret gets 'value: { env: NAME }' with a name of its own. Sets of repositories
      that several secrets share become groups. Scopes without secrets are not named, and so stay unmanaged. Archived
      repositories of an organization are left out, since nothing can be written there. When anything cannot be read,
      nothing is written. Examples:
        octoseal export --org acme > octoseal.yaml
        octoseal export --org acme --split secrets     one file for the organization and one for each repository
        octoseal export --repo octocat/hello-world --out octoseal.yaml
        octoseal export --org acme --store actions --store dependabot
        octoseal export --org acme | octoseal validate -f -
      """
  )

  @Option(
    name: .customLong("org"),
    help: ArgumentHelp("An organization with all its repositories; may be repeated.", valueName: "org"),
    transform: OwnerName.init(argument:)
  )
  var organizations: [OwnerName] = []

  @Option(
    name: .customLong("repo"),
    help: ArgumentHelp("A repository of an organization or a user; may be repeated.", valueName: "owner/name"),
    transform: RepositoryFullName.init(argument:)
  )
  var repositories: [RepositoryFullName] = []

  @Option(
    name: .customLong("store"),
    help: "Which secrets: \(SecretStore.arguments); may be repeated. (default: \(SecretStore.actions.id))",
    transform: SecretStore.argument
  )
  var stores: [SecretStore] = []

  @Option(help: ArgumentHelp("Write several files into this folder, which must be new or empty.", valueName: "dir"))
  var split: String?

  @Option(help: ArgumentHelp("Write into this file, which must be new.", valueName: "file"))
  var out: String?

  @Flag(help: "Export archived repositories of an organization as well.")
  var includeArchived = false

  @Flag(
    name: .customLong("no-environments"),
    help: "Do not look for environments, which takes a permission of its own and a request for each repository."
  )
  var leavesEnvironments = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var traffic: TrafficOptions
  @OptionGroup var output: OutputOptions<OutputFormat>

  func validate() throws {
    guard !organizations.isEmpty || !repositories.isEmpty else {
      throw ValidationError("Name what to export with '--org' or '--repo'.")
    }
    guard split == nil || out == nil else {
      throw ValidationError("'--split' writes several files and '--out' writes one; choose one of them.")
    }
    guard output.format == .text, output.files.isEmpty else {
      throw ValidationError("A manifest is YAML; '--format' and files of results are for reports.")
    }
  }

  func run() async throws {
    let exporter = Exporter(
      session: Session(of: Self.self, output, manifest: ManifestOptions.usualFile),
      request: InventoryRequest(
        organizations: Set(organizations),
        repositories: Set(repositories),
        stores: stores.isEmpty ? [.actions] : Set(stores).sorted(),
        includesEnvironments: !leavesEnvironments,
        includesArchived: includeArchived
      ),
      destination: split.map { .folder($0) } ?? out.map { .file($0) } ?? .output
    )
    try await exporter.run(connection, traffic).end()
  }
}

extension OwnerName {
  /// Reads what `--org` was given.
  fileprivate init(argument: String) throws {
    do { try self.init(argument) } catch {
      throw ValidationError("'--org' takes the login of an organization, not '\(argument)'.")
    }
  }
}

extension RepositoryFullName {
  /// Reads what `--repo` was given.
  fileprivate init(argument: String) throws {
    do { try self.init(argument) } catch {
      throw ValidationError("'--repo' takes OWNER/NAME, not '\(argument)'.")
    }
  }
}
