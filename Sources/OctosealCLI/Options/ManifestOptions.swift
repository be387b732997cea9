import ArgumentParser

/// The options of every command that is about a manifest.
struct ManifestOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: "The manifest: a file, a folder of *.yaml and *.yml files, or '-' for standard input."
  )
  var file = ManifestOptions.usualFile

  /// Where a manifest is looked for when nothing names one.
  static let usualFile = "octoseal.yaml"
}
