import ArgumentParser

/// Joins the results of several runs.
struct MergeReportsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-reports",
    abstract: "Join the JSON results of shards into one result.",
    discussion: """
      Takes plans, outcomes or drift reports as '--json-into' writes them, and shows them as one run would. Exit 0 when
      everything is done, 4 when a part is, 1 when nothing is or a shard is missing, 2 when there is drift. Example:
        octoseal apply --yes --shard 1/2 --json-into part-1.json
        octoseal apply --yes --shard 2/2 --json-into part-2.json
        octoseal merge-reports part-*.json
      """
  )

  @Argument(help: ArgumentHelp("The results, one of each shard.", valueName: "file"))
  var files: [String]

  @OptionGroup var output: OutputOptions<OutputFormat>

  func run() async throws {
    let session = Session(of: Self.self, output, manifest: ManifestOptions.usualFile)
    try ReportMerger(session: session).run(files).end()
  }
}
