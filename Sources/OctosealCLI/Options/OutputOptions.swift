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

/// What `--format` of a command takes.
protocol OutputForm: ExpressibleByArgument, Sendable {
  /// What holds when nothing is said.
  static var usual: Self { get }
  /// The form of results that goes with it.
  var outputFormat: OutputFormat { get }
}

extension OutputFormat: OutputForm {
  static var usual: OutputFormat { .text }
  var outputFormat: OutputFormat { self }
}

/// The options of every command about what it says and how.
///
/// Without groups of their own: the parser's checks in debug builds take several times as long with each level of them.
struct OutputOptions<Form: OutputForm>: ParsableArguments {
  @Option(help: "How stdout is written.")
  var format = Form.usual

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
  init(_ options: OutputOptions<some OutputForm>) {
    format = options.format.outputFormat
    files = options.files
    noColor = options.noColor
    verbose = options.verbose
  }
}
