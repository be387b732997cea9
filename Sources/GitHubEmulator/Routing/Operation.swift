/// What the server can be asked; the raw values are the `operationId`s of GitHub's description, which has those about
/// secrets for Dependabot and Codespaces too.
package enum Operation: String, CaseIterable, Sendable {
  case listOrganizationSecrets = "actions/list-org-secrets"
  case getOrganizationPublicKey = "actions/get-org-public-key"
  case getOrganizationSecret = "actions/get-org-secret"
  case putOrganizationSecret = "actions/create-or-update-org-secret"
  case deleteOrganizationSecret = "actions/delete-org-secret"
  case listSelectedRepositories = "actions/list-selected-repos-for-org-secret"
  case setSelectedRepositories = "actions/set-selected-repos-for-org-secret"
  case addSelectedRepository = "actions/add-selected-repo-to-org-secret"
  case removeSelectedRepository = "actions/remove-selected-repo-from-org-secret"
  case listOrganizationSecretsOfRepository = "actions/list-repo-organization-secrets"
  case listRepositorySecrets = "actions/list-repo-secrets"
  case getRepositoryPublicKey = "actions/get-repo-public-key"
  case getRepositorySecret = "actions/get-repo-secret"
  case putRepositorySecret = "actions/create-or-update-repo-secret"
  case deleteRepositorySecret = "actions/delete-repo-secret"
  case listEnvironmentSecrets = "actions/list-environment-secrets"
  case getEnvironmentPublicKey = "actions/get-environment-public-key"
  case getEnvironmentSecret = "actions/get-environment-secret"
  case putEnvironmentSecret = "actions/create-or-update-environment-secret"
  case deleteEnvironmentSecret = "actions/delete-environment-secret"
  case listOrganizationVariables = "actions/list-org-variables"
  case createOrganizationVariable = "actions/create-org-variable"
  case getOrganizationVariable = "actions/get-org-variable"
  case updateOrganizationVariable = "actions/update-org-variable"
  case deleteOrganizationVariable = "actions/delete-org-variable"
  case listSelectedRepositoriesOfVariable = "actions/list-selected-repos-for-org-variable"
  case setSelectedRepositoriesOfVariable = "actions/set-selected-repos-for-org-variable"
  case addSelectedRepositoryToVariable = "actions/add-selected-repo-to-org-variable"
  case removeSelectedRepositoryFromVariable = "actions/remove-selected-repo-from-org-variable"
  case listRepositoryVariables = "actions/list-repo-variables"
  case createRepositoryVariable = "actions/create-repo-variable"
  case getRepositoryVariable = "actions/get-repo-variable"
  case updateRepositoryVariable = "actions/update-repo-variable"
  case deleteRepositoryVariable = "actions/delete-repo-variable"
  case listOrganizationRepositories = "repos/list-for-org"
  case getRepository = "repos/get"
  case listEnvironments = "repos/get-all-environments"
  case getEnvironment = "repos/get-environment"
  case putEnvironment = "repos/create-or-update-environment"
  case deleteEnvironment = "repos/delete-an-environment"
  case getOrganization = "orgs/get"
  case getRateLimit = "rate-limit/get"
  case getMeta = "meta/get"
  case getApp = "apps/get-authenticated"
  case getOrganizationInstallation = "apps/get-org-installation"
  case getUserInstallation = "apps/get-user-installation"
  case createInstallationToken = "apps/create-installation-access-token"
}

extension Operation {
  /// What a token must be allowed.
  struct Requirement {
    var permission: Permission
    var access: Access
  }

  /// Nil: any token will do.
  var requirement: Requirement? {
    switch self {
    case .listOrganizationSecrets, .getOrganizationPublicKey, .getOrganizationSecret, .listSelectedRepositories:
      Requirement(permission: .organizationSecrets, access: .read)
    case .putOrganizationSecret, .deleteOrganizationSecret, .setSelectedRepositories, .addSelectedRepository,
      .removeSelectedRepository:
      Requirement(permission: .organizationSecrets, access: .write)
    case .listOrganizationSecretsOfRepository, .listRepositorySecrets, .getRepositoryPublicKey, .getRepositorySecret:
      Requirement(permission: .secrets, access: .read)
    case .putRepositorySecret, .deleteRepositorySecret:
      Requirement(permission: .secrets, access: .write)
    case .listEnvironmentSecrets, .getEnvironmentPublicKey, .getEnvironmentSecret:
      Requirement(permission: .environments, access: .read)
    case .putEnvironmentSecret, .deleteEnvironmentSecret:
      Requirement(permission: .environments, access: .write)
    case .listOrganizationVariables, .getOrganizationVariable, .listSelectedRepositoriesOfVariable:
      Requirement(permission: .organizationVariables, access: .read)
    case .createOrganizationVariable, .updateOrganizationVariable, .deleteOrganizationVariable,
      .setSelectedRepositoriesOfVariable, .addSelectedRepositoryToVariable, .removeSelectedRepositoryFromVariable:
      Requirement(permission: .organizationVariables, access: .write)
    case .listRepositoryVariables, .getRepositoryVariable:
      Requirement(permission: .variables, access: .read)
    case .createRepositoryVariable, .updateRepositoryVariable, .deleteRepositoryVariable:
      Requirement(permission: .variables, access: .write)
    case .listOrganizationRepositories, .getRepository:
      Requirement(permission: .metadata, access: .read)
    case .listEnvironments, .getEnvironment:
      Requirement(permission: .actions, access: .read)
    case .putEnvironment, .deleteEnvironment:
      Requirement(permission: .administration, access: .write)
    case .getOrganization, .getRateLimit, .getMeta, .getApp, .getOrganizationInstallation, .getUserInstallation,
      .createInstallationToken:
      nil
    }
  }

  /// Whether an App asks it for itself.
  var isForApps: Bool { rawValue.hasPrefix("apps/") }

  /// What it is about in Actions, where it is about secrets or variables at all.
  var kind: EntryKind {
    switch requirement?.permission {
    case .organizationVariables, .variables: .variables
    default: .secrets
    }
  }

  /// The page about it below `https://docs.github.com/rest/`.
  var documentationPath: String {
    switch self {
    case .listOrganizationSecrets: "actions/secrets#list-organization-secrets"
    case .getOrganizationPublicKey: "actions/secrets#get-an-organization-public-key"
    case .getOrganizationSecret: "actions/secrets#get-an-organization-secret"
    case .putOrganizationSecret: "actions/secrets#create-or-update-an-organization-secret"
    case .deleteOrganizationSecret: "actions/secrets#delete-an-organization-secret"
    case .listSelectedRepositories: "actions/secrets#list-selected-repositories-for-an-organization-secret"
    case .setSelectedRepositories: "actions/secrets#set-selected-repositories-for-an-organization-secret"
    case .addSelectedRepository: "actions/secrets#add-selected-repository-to-an-organization-secret"
    case .removeSelectedRepository: "actions/secrets#remove-selected-repository-from-an-organization-secret"
    case .listOrganizationSecretsOfRepository: "actions/secrets#list-repository-organization-secrets"
    case .listRepositorySecrets: "actions/secrets#list-repository-secrets"
    case .getRepositoryPublicKey: "actions/secrets#get-a-repository-public-key"
    case .getRepositorySecret: "actions/secrets#get-a-repository-secret"
    case .putRepositorySecret: "actions/secrets#create-or-update-a-repository-secret"
    case .deleteRepositorySecret: "actions/secrets#delete-a-repository-secret"
    case .listEnvironmentSecrets: "actions/secrets#list-environment-secrets"
    case .getEnvironmentPublicKey: "actions/secrets#get-an-environment-public-key"
    case .getEnvironmentSecret: "actions/secrets#get-an-environment-secret"
    case .putEnvironmentSecret: "actions/secrets#create-or-update-an-environment-secret"
    case .deleteEnvironmentSecret: "actions/secrets#delete-an-environment-secret"
    case .listOrganizationVariables: "actions/variables#list-organization-variables"
    case .createOrganizationVariable: "actions/variables#create-an-organization-variable"
    case .getOrganizationVariable: "actions/variables#get-an-organization-variable"
    case .updateOrganizationVariable: "actions/variables#update-an-organization-variable"
    case .deleteOrganizationVariable: "actions/variables#delete-an-organization-variable"
    case .listSelectedRepositoriesOfVariable:
      "actions/variables#list-selected-repositories-for-an-organization-variable"
    case .setSelectedRepositoriesOfVariable:
      "actions/variables#set-selected-repositories-for-an-organization-variable"
    case .addSelectedRepositoryToVariable: "actions/variables#add-selected-repository-to-an-organization-variable"
    case .removeSelectedRepositoryFromVariable:
      "actions/variables#remove-selected-repository-from-an-organization-variable"
    case .listRepositoryVariables: "actions/variables#list-repository-variables"
    case .createRepositoryVariable: "actions/variables#create-a-repository-variable"
    case .getRepositoryVariable: "actions/variables#get-a-repository-variable"
    case .updateRepositoryVariable: "actions/variables#update-a-repository-variable"
    case .deleteRepositoryVariable: "actions/variables#delete-a-repository-variable"
    case .listOrganizationRepositories: "repos/repos#list-organization-repositories"
    case .getRepository: "repos/repos#get-a-repository"
    case .listEnvironments: "deployments/environments#list-environments"
    case .getEnvironment: "deployments/environments#get-an-environment"
    case .putEnvironment: "deployments/environments#create-or-update-an-environment"
    case .deleteEnvironment: "deployments/environments#delete-an-environment"
    case .getOrganization: "orgs/orgs#get-an-organization"
    case .getRateLimit: "rate-limit/rate-limit#get-rate-limit-status-for-the-authenticated-user"
    case .getMeta: "meta/meta#get-github-meta-information"
    case .getApp: "apps/apps#get-the-authenticated-app"
    case .getOrganizationInstallation: "apps/apps#get-an-organization-installation-for-the-authenticated-app"
    case .getUserInstallation: "apps/apps#get-a-user-installation-for-the-authenticated-app"
    case .createInstallationToken: "apps/apps#create-an-installation-access-token-for-an-app"
    }
  }
}
