import GitHubAPI
@testable import SecretModel

let acme = Scope.organization(OwnerName(listed: "acme"))
let web = RepositoryFullName(owner: OwnerName(listed: "acme"), name: RepositoryName(listed: "web"))
let production = Scope.environment(web, EnvironmentName(listed: "production"))

func secret(_ name: String, in scope: Scope = acme) -> SecretAddress {
  SecretAddress(store: .actions, scope: scope, name: SecretName(listed: name))
}

/// A page of an organization's secrets with the names `S1`, `S2` and so on.
func secretPage(_ numbers: some Sequence<Int>, total: Int) -> String {
  let secrets = numbers.map {
    #"{"name":"S\#($0)","created_at":"2024-01-01T00:00:00Z","updated_at":"2024-01-02T00:00:00Z","visibility":"all"}"#
  }
  return #"{"total_count":\#(total),"secrets":[\#(secrets.joined(separator: ","))]}"#
}

/// A bare array of repositories with these ids.
func repositoryArray(_ ids: some Sequence<Int>) -> String {
  let repositories = ids.map { #"{"id":\#($0),"full_name":"acme/r\#($0)","private":true,"archived":false}"# }
  return "[\(repositories.joined(separator: ","))]"
}

extension GitHubClient {
  /// All Actions secrets of a scope.
  func listSecrets(in scope: Scope) async throws(GitHubError) -> [SecretName: LiveSecret] {
    try await listSecrets(in: SecretCollection(.actions, scope))
  }

  /// The key of a scope's Actions secrets.
  func publicKey(of scope: Scope) async throws(GitHubError) -> PublicKeyReference {
    try await publicKey(of: SecretCollection(.actions, scope))
  }
}
