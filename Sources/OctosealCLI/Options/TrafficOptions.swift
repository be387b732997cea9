import ArgumentParser

/// The options of every command that reads whole scopes: how many requests it makes, and how fast.
struct TrafficOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many requests may be under way at once.", valueName: "n"))
  var concurrency = 50

  @OptionGroup var pace: PaceOptions

  @Option(
    help: ArgumentHelp(
      "Keep listings and their ETags in this folder, so that what did not change costs no rate limit.",
      valueName: "dir"
    )
  )
  var cache: String?

  func validate() throws {
    guard (1...1_000).contains(concurrency) else {
      throw ValidationError("'--concurrency' takes a number from 1 to 1000.")
    }
  }
}
