import ArgumentParser

/// The options of every command that reads whole scopes: how many requests it makes, and how fast.
struct TrafficOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many requests may be under way at once.", valueName: "n"))
  var concurrency = 50

  @Option(
    help: ArgumentHelp(
      "How many writes a minute: auto (GitHub's published limits on its own hosts), none, or a number.",
      valueName: "pace"
    )
  )
  var pace = PaceArgument.usual

  @Option(
    help: ArgumentHelp(
      "The longest that limits may hold the run up in all, such as 90s, 10m or 1h; then it stops with what is left.",
      valueName: "time"
    )
  )
  var maxWait: WaitingTime?

  @Option(
    help: ArgumentHelp(
      "Keep listings and their ETags in this folder, so that what did not change costs no rate limit.",
      valueName: "dir"
    )
  )
  var cache: String?

  /// How fast the run may be.
  var pacing: Pacing { Pacing(pace: pace.pace, longestHold: maxWait?.duration) }

  func validate() throws {
    guard (1...1_000).contains(concurrency) else {
      throw ValidationError("'--concurrency' takes a number from 1 to 1000.")
    }
  }
}
