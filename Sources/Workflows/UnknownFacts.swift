import SecretModel

/// What of workflows and secrets cannot be known from a checkout and a manifest: said, and never guessed.
extension Diagnostic {
  /// A name that is computed, or all secrets at once.
  static func unknownName(_ use: SecretUse, in repository: RepositoryFullName) -> Diagnostic {
    note(
      "dynamic_name",
      use.target == .whole
        ? "all secrets are used here at once" : "the name of this secret is known only when the workflow runs",
      remedy: "which secrets of \(repository) are unused cannot be told because of it",
      at: use.location
    )
  }

  /// A called workflow that is not among those that were read.
  static func unreadCall(_ call: WorkflowCall, in repository: RepositoryFullName) -> Diagnostic {
    let name =
      switch call.target {
      case .local(let fileName): fileName
      case .elsewhere(let name): name
      }
    return note(
      "unread_call",
      call.inheritsSecrets
        ? "'\(name)' gets every secret, and what it uses is not known here"
        : "'\(name)' may have jobs in environments of \(repository), which is not known here",
      remedy: "which secrets are unused cannot be told because of it",
      at: call.location
    )
  }

  /// A workflow that only others call uses something that is no parameter of it.
  static func unknownCaller(_ use: SecretUse, _ spelling: String) -> Diagnostic {
    note(
      "unknown_caller",
      "no workflow here calls this one with '\(spelling)', so whether its secrets exist is known only to other callers",
      remedy: "name them under 'workflow_call.secrets'",
      at: use.location
    )
  }

  /// A job of which the environment is computed, and which uses a secret of one.
  static func unknownEnvironment(of job: Workflow.Job) -> Diagnostic {
    guard case .computed(let location) = job.environment else { preconditionFailure("the environment is known") }
    return note(
      "unknown_environment",
      "the environment of job '\(job.id)' is known only when it runs",
      remedy: "its secrets were looked for in every declared environment",
      at: location
    )
  }

  /// A secret that public repositories do not see.
  static func onlyIfNotPublic(
    _ sight: SecretView.Sight,
    _ use: SecretUse,
    in repository: RepositoryFullName
  ) -> Diagnostic {
    let place = "\(sight.secret.location.file):\(sight.secret.location.line)"
    return note(
      "private_visibility",
      "secret \(sight.address.name) of \(sight.address.scope), declared at \(place), is visible only while \(repository) "
        + "is not public",
      remedy: nil,
      at: use.location
    )
  }

  /// A declared secret that no workflow uses.
  static func unused(_ sight: SecretView.Sight, in folder: String) -> Diagnostic {
    Diagnostic(
      .warning,
      code: "workflow.unused_secret",
      message: "secret \(sight.address) is used by no workflow in '\(folder)'",
      remedy: "remove it if nothing else needs it",
      at: sight.secret.location
    )
  }

  private static func note(_ word: String, _ message: String, remedy: String?, at location: SourceLocation)
    -> Diagnostic
  {
    Diagnostic(.note, code: "workflow.\(word)", message: message, remedy: remedy, at: location)
  }
}
