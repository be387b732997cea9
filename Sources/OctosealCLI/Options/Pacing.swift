import ArgumentParser
import GitHubAPI
import SecretModel

/// How fast a run may be, and how long it may wait.
struct Pacing {
  /// What limits it keeps to of its own accord.
  var pace = Pace.auto
  /// How long limits may hold it up in all; nil for no bound.
  var longestHold: Duration?
}

/// A pace on the command line: `auto`, `none`, or a number of writes a minute from 1.
struct PaceArgument: ExpressibleByArgument {
  /// What it means.
  let pace: Pace

  /// What holds when nothing is said.
  static let usual = PaceArgument(pace: .auto, defaultValueDescription: "auto")

  let defaultValueDescription: String

  private init(pace: Pace, defaultValueDescription: String) {
    self.pace = pace
    self.defaultValueDescription = defaultValueDescription
  }

  init?(argument: String) {
    defaultValueDescription = argument
    switch argument {
    case "auto": pace = .auto
    case "none": pace = .none
    default:
      guard let count = Int(argument), (1...1_000_000).contains(count) else { return nil }
      pace = .writesPerMinute(count)
    }
  }
}

/// A length of time on the command line: a number of seconds, or one with the unit `s`, `m`, `h` or `d`.
struct WaitingTime: ExpressibleByArgument {
  /// The length.
  let duration: Duration

  init?(argument: String) {
    if let age = Age(argument) {
      duration = .seconds(age.seconds)
      return
    }
    let digits = argument.hasSuffix("s") ? argument.dropLast() : argument[...]
    guard let seconds = UInt32(digits), digits.first != "+" else { return nil }
    duration = .seconds(Int64(seconds))
  }
}
