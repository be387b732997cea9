import GitHubAPI
import Manifests
import Reports
import SecretModel
import Workflows

extension LoadedManifest {
  /// Compares the workflows of checkouts with this manifest; nil when there is no checkout.
  func checkWorkflows(of checkouts: [Checkout], environment: CommandEnvironment) -> WorkflowValidation? {
    guard !checkouts.isEmpty else { return nil }
    // The variable is about the job that runs, which may have checked out other repositories too.
    let fallback = environment["GITHUB_REPOSITORY"].flatMap { try? RepositoryFullName($0) }
    let checked = checkouts.map {
      Workflows.checkWorkflows(of: $0, against: desired, hosts: hosts(environment), fallback: fallback)
    }
    return WorkflowValidation(
      diagnostics: checked.flatMap(\.diagnostics),
      count: checked.reduce(0) { $0 + $1.count }
    )
  }

  /// The hosts on which the repositories of the manifest are: github.com, and that of the API.
  private func hosts(_ environment: CommandEnvironment) -> Set<String> {
    let written = settings.apiURL?.value ?? environment["GITHUB_API_URL"]
    let host = written.flatMap { try? APIURL($0) }?.host ?? APIURL.gitHub.host
    return ["github.com", host.hasPrefix("api.") ? String(host.dropFirst("api.".count)) : host]
  }
}
