import ArgumentParser
import Planning
import SecretModel

/// How the time of planning grows with the number of secrets.
struct PlannerBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "planner")

  @Option(help: "The numbers of secrets.")
  var sizes: [Int] = [1_000, 10_000, 100_000]

  func run() {
    printRow("planner", "secrets", "steps", "CPU seconds", "µs per secret", "beside the size before")
    printRow("---", "---:", "---:", "---:", "---:", "---:")
    var before: [String: Double] = [:]
    for size in sizes {
      let organization = OrganizationInput(secrets: size)
      let inputs = [
        ("all to create", organization.empty), ("nothing to do", organization.complete),
        ("1 % to update", organization.changed),
      ]
      for (name, input) in inputs {
        var steps = 0
        let seconds = medianSeconds { steps = plan(input).steps.count }
        let each = seconds / Double(size) * 1_000_000
        let growth = before[name].map { "\(shown(each / $0))x per secret" } ?? ""
        printRow(name, "\(size)", "\(steps)", shown(seconds, digits: 4), shown(each), growth)
        before[name] = each
      }
    }
  }
}
