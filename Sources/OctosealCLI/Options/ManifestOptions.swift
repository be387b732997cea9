import ArgumentParser

/// How a result is written on stdout.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// For programs.
  case json
  /// For comments.
  case markdown
  /// Findings for code scanning.
  case sarif
}

/// The options of nearly every command about what it says and how.
struct OutputOptions: ParsableArguments {
  @Option(help: "How stdout is written.")
  var format = OutputFormat.text

  @OptionGroup var others: SharedOutputOptions
}

/// The options of every command about what it says and how, but for the form of stdout.
struct SharedOutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write the result as JSON into this file as well.", valueName: "file"))
  var jsonInto: String?

  @Option(
    help: ArgumentHelp("Write the result as Markdown for a comment into this file as well.", valueName: "file")
  )
  var markdownInto: String?

  @Flag(help: "Write no colours (also NO_COLOR).")
  var noColor = false

  @Flag(name: [.short, .long], help: "Log each request on stderr.")
  var verbose = false

  /// The files that get the result besides stdout.
  var files: [(option: String, path: String, format: OutputFormat)] {
    [("--json-into", jsonInto, .json), ("--markdown-into", markdownInto, .markdown)]
      .compactMap { option, path, format in path.map { (option, $0, format) } }
  }
}

/// What a command says and how.
struct OutputSettings {
  /// How a result is written on stdout.
  let format: OutputFormat
  /// The files that get the result besides stdout.
  let files: [(option: String, path: String, format: OutputFormat)]
  /// Whether no colours are written.
  let noColor: Bool
  /// Whether each request is logged.
  let verbose: Bool

  /// Takes what the options say.
  init(_ options: OutputOptions) { self.init(options.others, format: options.format) }

  /// Takes what the options say, with a form of stdout that is decided elsewhere.
  init(_ options: SharedOutputOptions, format: OutputFormat) {
    self.format = format
    files = options.files
    noColor = options.noColor
    verbose = options.verbose
  }
}

/// The options of every command that is about a manifest.
struct ManifestOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: "The manifest: a file, a folder of *.yaml and *.yml files, or '-' for standard input."
  )
  var file = ManifestOptions.usualFile

  @OptionGroup var output: OutputOptions

  /// Where a manifest is looked for when nothing names one.
  static let usualFile = "octoseal.yaml"
}
