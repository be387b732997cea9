#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import GitHubAPI

/// The process's environment variables, and what they say about where it runs.
struct CommandEnvironment: Sendable {
  /// The variables of this process that say something to the program itself.
  ///
  /// The others may be values of secrets, which must not lie about in texts.
  static var current: CommandEnvironment {
    CommandEnvironment(variables: ProcessInfo.processInfo.environment.filter { names.contains($0.key) })
  }

  private static let names = ownNames.union(ProxySettings.variables)

  private static let ownNames: Set = [
    "CI", "GH_ENTERPRISE_TOKEN", "GH_TOKEN", "GITHUB_ACTIONS", "GITHUB_API_URL", "GITHUB_EVENT_NAME",
    "GITHUB_EVENT_PATH", "GITHUB_REPOSITORY", "GITHUB_TOKEN", "HOME", "NO_COLOR", "OCTOSEAL_KEY", "OCTOSEAL_TOKEN",
    "SSL_CERT_FILE", "TERM", "XDG_CONFIG_HOME",
  ]

  /// These variables.
  let variables: [String: String]

  /// Whether this is some CI's runner, where nobody watches and nothing stays.
  var isCI: Bool { isActions || (self["CI"].map { $0 != "false" && $0 != "0" } ?? false) }

  /// Whether this is a GitHub Actions runner, which understands workflow commands.
  var isActions: Bool { self["GITHUB_ACTIONS"] == "true" }

  /// A variable that is set and not empty.
  subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The folder for this user's configuration of octoseal.
  var configurationFolder: String? {
    if let folder = self["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return "\(folder)/octoseal" }
    return self["HOME"].map { "\($0)/.config/octoseal" }
  }
}
