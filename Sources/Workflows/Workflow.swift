import SecretModel

/// What a workflow file says about secrets.
struct Workflow {
  /// The name of the file in its folder, by which other workflows call it.
  var fileName: String
  /// Whether anything but another workflow starts it.
  var isStartedByEvents: Bool
  /// The secrets that a caller passes, and whether each must be passed; nil when it cannot be called.
  var parameters: [SecretName: Bool]?
  /// The uses outside the jobs, which every job evaluates for itself.
  var uses: [SecretUse]
  /// The jobs, in order.
  var jobs: [Job]

  /// A job of a workflow.
  struct Job {
    /// Its key.
    var id: String
    /// Whose secrets it sees besides those of the repository.
    var environment: JobEnvironment
    /// The workflow that it calls; nil when it has steps of its own.
    var call: WorkflowCall?
    /// The uses in it, each secret once.
    var uses: [SecretUse]
  }
}

/// A place that uses a secret.
struct SecretUse: Hashable {
  /// What is used.
  var target: ContextReference.Target
  /// Whether the expression gets along without it.
  var isOptional: Bool
  /// Where the expression names it.
  var location: SourceLocation
}

/// The environment of a job.
enum JobEnvironment: Hashable {
  /// It has none.
  case none
  /// It has this one.
  case named(EnvironmentName)
  /// It has one that is known only when the job runs.
  case computed(SourceLocation)
}

/// A job's call of another workflow.
struct WorkflowCall: Hashable {
  /// The workflow that is called.
  enum Target: Hashable {
    /// A file of the same folder.
    case local(fileName: String)
    /// A file of a commit that is not in view.
    case elsewhere(String)
  }

  /// The workflow that is called.
  var target: Target
  /// Whether it gets all the secrets of its caller and not only those that are named.
  var inheritsSecrets: Bool
  /// Where the call is written.
  var location: SourceLocation
}
