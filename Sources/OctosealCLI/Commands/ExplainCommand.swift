import ArgumentParser
import SecretModel

/// Explains which secrets workflows see.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain which secrets a workflow sees, at which level, and why it does not see others.",
    discussion: """
      Reads GitHub and changes nothing; a manifest is compared with it if there is one. Examples:
        octoseal explain acme/web                                  every secret, for a job without an environment
        octoseal explain acme/web --environment production NPM_TOKEN
        octoseal explain acme --format html > secrets.html         all repositories of acme as a page to search
        octoseal explain --format html > secrets.html              those that the manifest names
      """
  )

  @Argument(
    help: ArgumentHelp(
      "OWNER/REPO, perhaps more of them, or OWNER for all its repositories, and then names of secrets.",
      valueName: "place-or-name"
    )
  )
  var words: [String] = []

  @Option(name: [.short, .long], help: "For jobs that name this environment.")
  var environment: String?

  @Option(name: [.customShort("f"), .customLong("file")], help: "The manifest: a file or a folder.")
  var manifest = ManifestOptions.usualFile

  @OptionGroup var output: OutputOptions<ExplainFormat>

  @OptionGroup var connection: ConnectionOptions

  @OptionGroup var traffic: TrafficOptions

  func validate() throws { _ = try question }

  func run() async throws {
    let session = Session(of: Self.self, output, manifest: manifest)
    let explainer = Explainer(
      session: session,
      question: try question,
      isPage: output.format == .page,
      connection: connection,
      traffic: traffic
    )
    try await explainer.run()
  }

  private var question: ExplainQuestion {
    get throws {
      do {
        return try ExplainQuestion(words, environment: environment)
      } catch {
        throw ValidationError(error.message)
      }
    }
  }
}
