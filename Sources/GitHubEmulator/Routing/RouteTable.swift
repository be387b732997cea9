/// A method and a path template with the operation that they name.
package struct Route: Sendable {
  package var method: String
  /// `/orgs/{org}/actions/secrets/{secret_name}`.
  package var template: String
  package var operation: Operation
  /// What it is about, where it is about secrets or variables at all.
  let kind: EntryKind
  fileprivate let segments: [Segment]

  fileprivate enum Segment: Sendable {
    case literal(String)
    case parameter(String)
  }

  /// The `operationId` of GitHub's description.
  package var operationID: String { operation.id(for: kind) }

  fileprivate init(_ method: String, _ template: String, _ operation: Operation, _ kind: EntryKind? = nil) {
    self.kind = kind ?? operation.kind
    self.method = method
    self.template = template
    self.operation = operation
    segments = template.dropFirst().split(separator: "/")
      .map { segment in
        segment.hasPrefix("{") ? .parameter(String(segment.dropFirst().dropLast())) : .literal(String(segment))
      }
  }
}

/// A route that fits a path, with the decoded parameters.
struct RouteMatch: Sendable {
  var operation: Operation
  var kind: EntryKind
  var parameters: [String: String]
  /// Of which form the path's beginning is.
  var root: Root

  /// The two ways to name an organization or a repository.
  enum Root: Sendable { case name, id, none }
}

/// All routes, by name as GitHub documents them and by id as its redirects and `Link` headers use them.
///
/// Paths are matched as sent and decoded segment by segment, since a name may hold an encoded slash.
package enum RouteTable {
  /// The routes as GitHub's description writes them.
  package static let documented =
    actionsAndOthers + siblings(of: .dependabotSecrets) + siblings(of: .codespacesSecrets)

  private static let actionsAndOthers: [Route] = [
    Route("GET", "/orgs/{org}/actions/secrets", .listOrganizationSecrets),
    Route("GET", "/orgs/{org}/actions/secrets/public-key", .getOrganizationPublicKey),
    Route("GET", "/orgs/{org}/actions/secrets/{secret_name}", .getOrganizationSecret),
    Route("PUT", "/orgs/{org}/actions/secrets/{secret_name}", .putOrganizationSecret),
    Route("DELETE", "/orgs/{org}/actions/secrets/{secret_name}", .deleteOrganizationSecret),
    Route("GET", "/orgs/{org}/actions/secrets/{secret_name}/repositories", .listSelectedRepositories),
    Route("PUT", "/orgs/{org}/actions/secrets/{secret_name}/repositories", .setSelectedRepositories),
    Route("PUT", "/orgs/{org}/actions/secrets/{secret_name}/repositories/{repository_id}", .addSelectedRepository),
    Route(
      "DELETE",
      "/orgs/{org}/actions/secrets/{secret_name}/repositories/{repository_id}",
      .removeSelectedRepository
    ),
    Route("GET", "/repos/{owner}/{repo}/actions/organization-secrets", .listOrganizationSecretsOfRepository),
    Route("GET", "/repos/{owner}/{repo}/actions/secrets", .listRepositorySecrets),
    Route("GET", "/repos/{owner}/{repo}/actions/secrets/public-key", .getRepositoryPublicKey),
    Route("GET", "/repos/{owner}/{repo}/actions/secrets/{secret_name}", .getRepositorySecret),
    Route("PUT", "/repos/{owner}/{repo}/actions/secrets/{secret_name}", .putRepositorySecret),
    Route("DELETE", "/repos/{owner}/{repo}/actions/secrets/{secret_name}", .deleteRepositorySecret),
    Route("GET", "\(environment)/secrets", .listEnvironmentSecrets),
    Route("GET", "\(environment)/secrets/public-key", .getEnvironmentPublicKey),
    Route("GET", "\(environment)/secrets/{secret_name}", .getEnvironmentSecret),
    Route("PUT", "\(environment)/secrets/{secret_name}", .putEnvironmentSecret),
    Route("DELETE", "\(environment)/secrets/{secret_name}", .deleteEnvironmentSecret),
    Route("GET", organizationVariables, .listOrganizationVariables),
    Route("POST", organizationVariables, .createOrganizationVariable),
    Route("GET", "\(organizationVariables)/{name}", .getOrganizationVariable),
    Route("PATCH", "\(organizationVariables)/{name}", .updateOrganizationVariable),
    Route("DELETE", "\(organizationVariables)/{name}", .deleteOrganizationVariable),
    Route("GET", "\(organizationVariables)/{name}/repositories", .listSelectedRepositoriesOfVariable),
    Route("PUT", "\(organizationVariables)/{name}/repositories", .setSelectedRepositoriesOfVariable),
    Route("PUT", "\(organizationVariables)/{name}/repositories/{repository_id}", .addSelectedRepositoryToVariable),
    Route(
      "DELETE",
      "\(organizationVariables)/{name}/repositories/{repository_id}",
      .removeSelectedRepositoryFromVariable
    ),
    Route("GET", repositoryVariables, .listRepositoryVariables),
    Route("POST", repositoryVariables, .createRepositoryVariable),
    Route("GET", "\(repositoryVariables)/{name}", .getRepositoryVariable),
    Route("PATCH", "\(repositoryVariables)/{name}", .updateRepositoryVariable),
    Route("DELETE", "\(repositoryVariables)/{name}", .deleteRepositoryVariable),
    Route("GET", "/orgs/{org}/repos", .listOrganizationRepositories),
    Route("GET", "/repos/{owner}/{repo}", .getRepository),
    Route("GET", "/repos/{owner}/{repo}/environments", .listEnvironments),
    Route("GET", environment, .getEnvironment),
    Route("PUT", environment, .putEnvironment),
    Route("DELETE", environment, .deleteEnvironment),
    Route("GET", "/orgs/{org}", .getOrganization),
    Route("GET", "/rate_limit", .getRateLimit),
    Route("GET", "/meta", .getMeta),
    Route("GET", "/app", .getApp),
    Route("GET", "/orgs/{org}/installation", .getOrganizationInstallation),
    Route("GET", "/users/{username}/installation", .getUserInstallation),
    Route("POST", "/app/installations/{installation_id}/access_tokens", .createInstallationToken),
  ]

  private static let organizationVariables = "/orgs/{org}/actions/variables"
  private static let repositoryVariables = "/repos/{owner}/{repo}/actions/variables"
  private static let environment = "/repos/{owner}/{repo}/environments/{environment_name}"

  /// Dependabot and Codespaces have the routes of Actions secrets, without those of environments.
  private static func siblings(of kind: EntryKind) -> [Route] {
    actionsAndOthers.filter { $0.template.contains("/actions/secrets") }
      .map { route in
        let template = route.template.replacing("/actions/", with: "/\(kind.product)/")
        return Route(route.method, template, route.operation, kind)
      }
  }

  private static let byID = documented.map { route in
    let template = route.template
      .replacing("/orgs/{org}", with: "/organizations/{organization_id}")
      .replacing("/repos/{owner}/{repo}", with: "/repositories/{root_id}")
    return Route(route.method, template, route.operation, route.kind)
  }

  private static let routesByLength = Dictionary(grouping: documented + byID) { $0.segments.count }

  static func match(_ request: EmulatedRequest) -> RouteMatch? {
    guard request.path.hasPrefix("/") else { return nil }
    let segments = request.rawSegments
    for route in routesByLength[segments.count, default: []] where route.method == request.method {
      guard let parameters = fill(route.segments, with: segments) else { continue }
      let isByID = parameters["organization_id"] != nil || parameters["root_id"] != nil
      let isByName = parameters["org"] != nil || parameters["repo"] != nil
      return RouteMatch(
        operation: route.operation,
        kind: route.kind,
        parameters: parameters,
        root: isByID ? .id : isByName ? .name : .none
      )
    }
    return nil
  }

  private static func fill(_ segments: [Route.Segment], with values: [Substring]) -> [String: String]? {
    var parameters: [String: String] = [:]
    for (segment, value) in zip(segments, values) {
      switch segment {
      case .literal(let literal):
        guard value == literal else { return nil }
      case .parameter(let name):
        guard !value.isEmpty else { return nil }
        parameters[name] = percentDecoded(value)
      }
    }
    return parameters
  }
}
