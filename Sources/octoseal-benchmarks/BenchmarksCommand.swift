import ArgumentParser

/// `octoseal-benchmarks planner|manifest|sealing|large`: what the pure parts cost, beside the libraries below them.
@main
struct BenchmarksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "octoseal-benchmarks",
    abstract: "Measures planning, manifest parsing and sealing, each beside a bare loop or a smaller size.",
    subcommands: [PlannerBenchmark.self, ManifestBenchmark.self, SealingBenchmark.self, LargeManifest.self]
  )
}
