import ArgumentParser
import Planning

/// The options of apply alone.
struct ApplyOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Carry out exactly this plan, saved by 'plan --out', or refuse.", valueName: "planfile"))
  var planFile: String?

  @Option(help: ArgumentHelp("Refuse unless the plan of now has the steps of this one.", valueName: "planfile"))
  var expect: String?

  @Flag(help: "Do not ask.")
  var yes = false

  @Option(help: ArgumentHelp("The most deletions in one run.", valueName: "n"))
  var maxDeletes = DeletionLimits().count

  @Option(help: ArgumentHelp("The largest part of a scope of more than 10 secrets to delete.", valueName: "percent"))
  var maxDeletePercent = DeletionLimits().percent

  @Flag(help: "Pass both limits.")
  var force = false

  @Flag(help: "Check everything that can be checked by reading, and write nothing.")
  var dryRun = false

  /// The limits in force; nil when they are passed.
  var limits: DeletionLimits? { force ? nil : DeletionLimits(count: maxDeletes, percent: maxDeletePercent) }

  func validate() throws {
    guard planFile == nil || expect == nil else {
      throw ValidationError("A saved plan is carried out as it is, so '--expect' has nothing to compare it with.")
    }
    guard maxDeletes >= 0 else { throw ValidationError("'--max-deletes' takes a number from 0.") }
    guard (0...100).contains(maxDeletePercent) else {
      throw ValidationError("'--max-delete-percent' takes a number from 0 to 100.")
    }
  }
}
