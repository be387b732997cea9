#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import GitHubAPI
import Reports

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
    "CI", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "GH_ENTERPRISE_TOKEN", "GH_TOKEN", "GITHUB_ACTIONS",
    "GITHUB_API_URL", "GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_REPOSITORY", "GITHUB_STEP_SUMMARY",
    "GITHUB_TOKEN", "GITHUB_WORKSPACE", "HOME", "NO_COLOR", "OCTOSEAL_APP_ID", "OCTOSEAL_APP_PRIVATE_KEY",
    "OCTOSEAL_APP_PRIVATE_KEY_FILE", "OCTOSEAL_KEY", "OCTOSEAL_TOKEN", "SSL_CERT_FILE", "TERM", "XDG_CONFIG_HOME",
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

  /// From where GitHub names files: the checkout's folder on a runner, else the one in which the command runs.
  var sourceRoot: SourceRoot {
    func withoutLinks(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }
    let current = withoutLinks(FileManager.default.currentDirectoryPath)
    return SourceRoot(isActions ? self["GITHUB_WORKSPACE"].map(withoutLinks) : nil, currentFolder: current)
  }

  /// The folder for this user's configuration of octoseal.
  var configurationFolder: String? {
    if let folder = self["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return "\(folder)/octoseal" }
    return self["HOME"].map { "\($0)/.config/octoseal" }
  }
}
