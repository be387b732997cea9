import ArgumentParser
import Reports
import Sealing

/// Parses the process's arguments, runs the command that they name, and ends the process with its exit code.
public func runOctoseal() async {
  Interruption.listen()
  turnCoreDumpsOff()
  StandardStream.reportBrokenPipes()
  await Octoseal.main()
}

/// The program: keeps the secrets of GitHub organizations, repositories and environments equal to a manifest.
struct Octoseal: AsyncParsableCommand {
  /// What `octoseal --version` prints.
  static let version = "0.1.0"

  /// The name, the summary and the commands.
  static let configuration = CommandConfiguration(
    commandName: "octoseal",
    abstract: "Keep the secrets of GitHub organizations, repositories and environments equal to a manifest in git.",
    discussion: """
      A typical day:
        octoseal validate                  check the manifest, offline
        octoseal plan                      what would change, in a pull request
        octoseal apply --yes               carry it out, on merge
        octoseal drift                     what is no longer as last applied, on a cron

      Tokens come from OCTOSEAL_TOKEN, GH_TOKEN or GITHUB_TOKEN. Exit codes: 0 done, 1 failed, 2 differences, 3 refused \
      by a guard, 4 partly applied, 64 wrong usage, 65 invalid manifest.
      """,
    version: version,
    subcommands: [
      ValidateCommand.self, PlanCommand.self, ApplyCommand.self, DriftCommand.self, ExplainCommand.self,
      MergeReportsCommand.self, ExportCommand.self, SealCommand.self, SchemaCommand.self,
    ]
  )
}
