import SecretModel

/// A secret that a job uses and does not see, and the ways to say why.
struct UndeclaredSecret {
  /// Where it is used.
  var use: SecretUse
  /// Its name as the workflow writes it.
  var spelling: String
  /// The job that evaluates it.
  var job: Workflow.Job
  /// The levels that the job sees.
  var levels: [Scope]
  /// Whether the secret cannot exist without being declared, and the job cannot do without it.
  var isCertain: Bool

  /// No level that the job sees has anything like it.
  var undeclared: Diagnostic {
    diagnostic("undeclared_secret", missing, remedy: "declare it, or correct the name")
  }

  /// One of the levels has a name that is spelt almost the same.
  func misspelled(_ nearest: SecretView.Sight) -> Diagnostic {
    diagnostic(
      "misspelled_secret",
      "\(missing), but \(nearest.address.name) is, \(declared(nearest))",
      remedy: "did you mean '\(nearest.address.name)'?"
    )
  }

  /// Environments have it that the job does not use.
  func inOtherEnvironments(_ sights: [SecretView.Sight]) -> Diagnostic {
    let places = sights.map { "\($0.address.scope), \(declared($0))" }.joined(separator: ", and ")
    let environments = sights.compactMap { $0.address.scope.environment.map { "'\($0)'" } }.joined(separator: " or ")
    let theJob =
      if case .named(let other) = job.environment { "job '\(job.id)', which is in '\(other)'" } else {
        "job '\(job.id)', which names no environment"
      }
    return diagnostic(
      "wrong_environment",
      "secret '\(spelling)' is only in \(places), and not visible to \(theJob)",
      remedy: "let the job have the environment \(environments), or declare the secret in a level that it sees"
    )
  }

  /// A level that the job sees declares it, but not for this repository, or to be absent.
  func hidden(_ sight: SecretView.Sight, from repository: RepositoryFullName) -> Diagnostic {
    guard sight.secret.value != .absent else {
      return diagnostic(
        "absent_secret",
        "secret '\(spelling)' is deleted from \(sight.address.scope) by 'state: absent', \(declared(sight))",
        remedy: "remove the reference"
      )
    }
    return diagnostic(
      "invisible_secret",
      "secret '\(spelling)' of \(sight.address.scope), \(declared(sight)), is not visible to \(repository)",
      remedy: "add '\(repository.name)' to its 'repositories'"
    )
  }

  private var missing: String { "secret '\(spelling)' is not declared in \(alternatives(levels.map(\.description)))" }

  private func diagnostic(_ word: String, _ message: String, remedy: String) -> Diagnostic {
    Diagnostic(
      isCertain ? .error : .warning,
      code: "workflow.\(word)",
      message: message,
      remedy: remedy,
      at: use.location
    )
  }
}

/// `declared at FILE:LINE`.
private func declared(_ sight: SecretView.Sight) -> String {
  "declared at \(sight.secret.location.file):\(sight.secret.location.line)"
}

/// `A, B or C`.
private func alternatives(_ words: [String]) -> String {
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return "\(words.dropLast().joined(separator: ", ")) or \(last)"
}
