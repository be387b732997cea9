import SecretModel

/// The scopes of which some uses are known only when a workflow runs, so that nothing in them can be called unused.
struct UnknownUses {
  private var includesRepository = false
  private var includesEveryEnvironment = false
  private var environments: Set<EnvironmentName> = []

  /// Whether uses of secrets of a repository or environment may be unknown.
  func include(_ scope: Scope) -> Bool {
    guard let environment = scope.environment else { return includesRepository }
    return includesEveryEnvironment || environments.contains(environment)
  }

  /// Notes that a job with an environment uses nobody knows which.
  mutating func add(_ environment: JobEnvironment) {
    includesRepository = true
    switch environment {
    case .none: break
    case .named(let name): environments.insert(name)
    case .computed: includesEveryEnvironment = true
    }
  }

  /// Notes a call of a workflow that is not in view.
  mutating func add(_ call: WorkflowCall) {
    // Its jobs have environments of the repository that calls, whatever is passed to it.
    includesEveryEnvironment = true
    includesRepository = includesRepository || call.inheritsSecrets
  }
}
