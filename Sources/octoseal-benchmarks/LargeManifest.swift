import ArgumentParser

/// Prints the manifest of an organization as large as GitHub's limits and 5,000 repositories make it, to try programs with.
struct LargeManifest: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "large")

  func run() {
    let text = manifestText(
      organizationSecrets: 1_000,
      selected: 100,
      repositories: 5_000,
      secretsEach: 5,
      environmentsEach: 2,
      environmentSecretsEach: 3
    )
    print(String(decoding: text, as: UTF8.self), terminator: "")
  }
}
