extension World {
  /// Lists, gets, makes or deletes environments of a repository.
  mutating func performEnvironmentOperation(_ exchange: Exchange) throws(Refusal) -> Reply {
    let repository = try visibleRepository(exchange)
    guard switches.environmentPaths != .none else { throw exchange.notFound() }
    // Reading what belongs to a public repository needs no permission.
    if exchange.request.isMutation || repository.visibility != .public { try checkPermission(exchange) }
    try checkWritable(repository, exchange)
    switch exchange.operation {
    case .listEnvironments: return listEnvironments(of: repository, exchange)
    case .putEnvironment: return try putEnvironment(in: repository, exchange)
    case .deleteEnvironment: return try deleteEnvironment(of: repository, exchange)
    default:
      guard let environment = repository.environment(named: exchange.parameter("environment_name")) else {
        throw exchange.notFound()
      }
      return .ok(json(environment, of: repository, exchange))
    }
  }

  private func listEnvironments(of repository: Repository, _ exchange: Exchange) -> Reply {
    let environments = repository.environments
    let shown = Page(exchange).items(of: environments).map { json($0, of: repository, exchange) }
    return Reply(
      status: 200,
      json: ["total_count": .integer(environments.count), "environments": .array(shown)],
      headers: linkHeader(exchange, count: environments.count)
    )
  }

  /// Makes an environment, or replaces the rules of one: what the body leaves out is reset.
  private mutating func putEnvironment(in repository: Repository, _ exchange: Exchange) throws(Refusal) -> Reply {
    let name = exchange.parameter("environment_name")
    let body = exchange.request.body.isEmpty ? JSON.object([]) : try exchange.object()
    guard name.count <= 255 else { throw exchange.unprocessable("Name is too long (maximum is 255 characters)") }
    let waitTimer = body["wait_timer"] ?? 0
    guard let minutes = waitTimer == .null ? 0 : waitTimer.integer, (0...43_200).contains(minutes) else {
      throw exchange.invalid("For 'properties/wait_timer', the value is not an integer from 0 to 43200.")
    }
    let now = timeOfChange(exchange)
    var environment =
      repository.environment(named: name)
      ?? Environment(id: makeID(), name: name, createdAt: now, updatedAt: now)
    environment.updatedAt = now
    environment.waitTimer = minutes
    environment.preventsSelfReview = body["prevent_self_review"]?.truth ?? false
    environment.branchPolicy = body["deployment_branch_policy"] ?? .null
    changeRepository(repository.id) { repository in
      if let index = repository.environments.firstIndex(where: { $0.id == environment.id }) {
        repository.environments[index] = environment
      } else {
        repository.environments.append(environment)
      }
    }
    return .ok(json(environment, of: repository, exchange))
  }

  private mutating func deleteEnvironment(of repository: Repository, _ exchange: Exchange) throws(Refusal) -> Reply {
    guard let environment = repository.environment(named: exchange.parameter("environment_name")) else {
      throw exchange.notFound()
    }
    _ = timeOfChange(exchange)
    scopes[.environment(repository: repository.id, environment: environment.id)] = nil
    changeRepository(repository.id) { repository in
      repository.environments.removeAll { $0.id == environment.id }
    }
    return .noContent
  }

  private func json(_ environment: Environment, of repository: Repository, _ exchange: Exchange) -> JSON {
    let fullName = fullName(of: repository)
    let name = percentEncoded(environment.name)
    var rules: [JSON] = []
    if environment.waitTimer > 0 {
      rules.append([
        "id": .integer(environment.id), "node_id": .string("GA_\(environment.id)"), "type": "wait_timer",
        "wait_timer": .integer(environment.waitTimer),
      ])
    }
    if environment.branchPolicy != .null {
      rules.append([
        "id": .integer(environment.id + 1), "node_id": .string("GA_\(environment.id + 1)"), "type": "branch_policy",
      ])
    }
    return [
      "id": .integer(environment.id), "node_id": .string("EN_\(environment.id)"), "name": .string(environment.name),
      "url": .string("\(exchange.request.base)/repos/\(fullName)/environments/\(name)"),
      "html_url": .string("https://github.com/\(fullName)/deployments/activity_log?environments_filter=\(name)"),
      "created_at": .string(environment.createdAt.iso8601), "updated_at": .string(environment.updatedAt.iso8601),
      "can_admins_bypass": true, "protection_rules": .array(rules),
      "deployment_branch_policy": environment.branchPolicy,
    ]
  }
}
