import ArgumentParser

/// What plan and drift do about values.
struct ValueOptions: ParsableArguments {
  @Flag(
    name: .customLong("no-values"),
    help: "Read no value, neither from variables nor from files: compare only what GitHub shows with the ledger."
  )
  var withheld = false
}
