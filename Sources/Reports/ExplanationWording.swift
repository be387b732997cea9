import SecretModel

extension Explanation {
  /// Whether manifest and live agree, in one sentence.
  var sentence: String {
    guard hasManifest else { return "There is no manifest to compare with." }
    let count = disagreements.count
    return count == 0
      ? "GitHub and the manifest agree." : "GitHub and the manifest disagree: \(counted(count, "finding"))."
  }
}

extension ExplainedPlace {
  /// `acme/web, private`, with what else distinguishes the repository.
  var heading: String {
    var words = [scope.description]
    if let visibility = repository.visibility { words.append(visibility.rawValue) }
    if repository.isArchived == true { words.append("archived") }
    return words.joined(separator: ", ")
  }

  /// Which jobs it is about.
  var job: String { scope.kind == .environment ? "a job in this environment" : "a job without an environment" }

  /// How many names are seen there.
  var seenCount: Int { secrets.count { $0.winner != nil } }
}

extension ExplainedSecret {
  /// What else there is of the name, for the one that is seen: what it hides, and what other jobs get instead.
  func surroundings(asOf: Timestamp) -> [String] {
    shadowed.map { "hides that of \($0.scope), \(ageWording($0.days(asOf: asOf)))" }
      + hidden.filter { $0.reason == .onlyInEnvironment }.map { "another one in \($0.secret.scope)" }
  }
}

extension HiddenSecret {
  /// Why it is not seen.
  var explanation: String {
    switch reason {
    case .notSelected: "'selected' without this repository"
    case .repositoryIsPublic: "'private', and the repository is public"
    case .beyondLimit:
      "after the first \(mostOrganizationSecretsInWorkflow) organization secrets by name; a workflow gets no more"
    case .notListed: "GitHub does not list it for this repository"
    case .onlyInEnvironment: "only jobs in the environment '\(secret.scope.environment?.spelling ?? "")' get it"
    case .unknown: "GitHub shows too little to tell"
    }
  }
}

/// `1 day old`.
func ageWording(_ days: Int) -> String { "\(counted(days, "day")) old" }
