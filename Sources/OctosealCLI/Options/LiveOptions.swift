import ArgumentParser
import SecretModel

/// The options of every command that compares a manifest with GitHub.
struct LiveOptions: ParsableArguments {
  @OptionGroup var manifest: ManifestOptions

  @OptionGroup var output: OutputOptions<OutputFormat>

  @OptionGroup var connection: ConnectionOptions

  @Option(help: ArgumentHelp("Only scopes that fit, such as 'acme/web:*'; may be repeated.", valueName: "glob"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only this part of the scopes, such as '2/5'; a ledger file gets a part as well, such as "
        + "octoseal.ledger.2-of-5.json.",
      valueName: "i/n"
    ),
    transform: Shard.init(argument:)
  )
  var shard: Shard?

  @OptionGroup var traffic: TrafficOptions

  @Option(
    help: ArgumentHelp(
      "Where the ledger is kept: a file, 'github' (in Actions variables), or 'none'.",
      valueName: "path"
    )
  )
  var ledger: String?

  @Flag(help: "Read value files outside the manifest's folder.")
  var allowOutsideFiles = false

  @Option(
    name: .customLong("allow-env"),
    help: ArgumentHelp("Read only variables that fit; may be repeated.", valueName: "pattern")
  )
  var allowEnvironment: [String] = []
}

extension Shard {
  /// Reads what `--shard` was given.
  fileprivate init(argument: String) throws {
    guard let shard = Shard(parsing: argument) else {
      throw ValidationError(
        "'--shard' takes a part and a number of parts up to \(Shard.largestCount), such as '2/5', not '\(argument)'."
      )
    }
    self = shard
  }
}

/// What plan and apply do with values about which nothing is remembered.
struct TrustOptions: ParsableArguments {
  @Flag(help: "Take the live values of secrets that were never applied for right, and remember them.")
  var trustLive = false
}
