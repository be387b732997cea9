extension SecretStore {
  /// Actions secrets.
  ///
  /// Source: docs.github.com/rest/actions/secrets; limits from docs.github.com, "Secrets reference".
  public static let actions = SecretStore(
    id: "actions",
    qualifier: nil,
    manifestKey: "secrets",
    isImplied: true,
    levels: [
      .organization: Level(listingPath: "/orgs/{owner}/actions/secrets", limit: 1_000, permission: "Secrets"),
      .repository: Level(
        listingPath: "/repos/{owner}/{repository}/actions/secrets",
        limit: 100,
        permission: "Secrets"
      ),
      .environment: Level(
        listingPath: "/repos/{owner}/{repository}/environments/{environment}/secrets",
        limit: 100,
        permission: "Environments"
      ),
    ],
    organizationPutNeedsValue: true,
    mostOrganizationSecretsSeen: mostOrganizationSecretsInWorkflow
  )

  /// The secrets that Dependabot and the workflows it triggers get; Enterprise Server has them since 3.4.
  ///
  /// Source: docs.github.com/rest/dependabot/secrets. Version 2026-03-10 takes ids as numbers only, servers before the
  /// first version document them as strings, and the real service takes strings in version 2022-11-28.
  public static let dependabot = SecretStore(
    id: "dependabot",
    qualifier: "Dependabot",
    manifestKey: "dependabot_secrets",
    enterpriseServers: .since(3, 4),
    levels: [
      .organization: Level(
        listingPath: "/orgs/{owner}/dependabot/secrets",
        limit: 1_000,
        permission: "Organization dependabot secrets"
      ),
      .repository: Level(
        listingPath: "/repos/{owner}/{repository}/dependabot/secrets",
        limit: 100,
        permission: "Dependabot secrets"
      ),
    ],
    repositoryIDEncoding: .strings(before: "2026-03-10"),
    organizationPutNeedsValue: false
  )

  /// The secrets that codespaces get; only github.com has them.
  ///
  /// Source: docs.github.com/rest/codespaces/organization-secrets and repository-secrets.
  public static let codespaces = SecretStore(
    id: "codespaces",
    qualifier: "Codespaces",
    manifestKey: "codespaces_secrets",
    enterpriseServers: .none,
    levels: [
      .organization: Level(
        listingPath: "/orgs/{owner}/codespaces/secrets",
        limit: 1_000,
        permission: "Organization codespaces secrets"
      ),
      .repository: Level(
        listingPath: "/repos/{owner}/{repository}/codespaces/secrets",
        limit: 100,
        permission: "Codespaces secrets",
        readsNeedWrite: true
      ),
    ],
    organizationPutNeedsValue: false
  )
}
