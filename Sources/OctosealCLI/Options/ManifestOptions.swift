import ArgumentParser

/// How a result is written on stdout.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// For programs.
  case json
}

/// The options of every command about what it says and how.
struct OutputOptions: ParsableArguments {
  @Option(help: "How stdout is written.")
  var format = OutputFormat.text

  @Option(help: ArgumentHelp("Write the result as JSON into this file as well.", valueName: "file"))
  var jsonInto: String?

  @Flag(help: "Write no colours (also NO_COLOR).")
  var noColor = false

  @Flag(name: [.short, .long], help: "Log each request on stderr.")
  var verbose = false
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
