import SecretModel

extension Finding {
  /// A selected repository that GitHub does not show.
  static func repositoryNotFound(
    _ name: RepositoryFullName,
    for address: SecretAddress,
    at location: SourceLocation
  ) -> Finding {
    Finding(
      .warning,
      code: "repository_not_found",
      address,
      message: "the repository '\(name)' in 'repositories' does not exist, or the token cannot see it; "
        + "correct the name or take it out",
      at: location
    )
  }
}

/// What should be known of a repository that a secret's `repositories` names.
func selectedRepositoryFindings(
  _ repository: Repository,
  asked: RepositoryFullName,
  for address: SecretAddress,
  at location: SourceLocation
) -> [Finding] {
  var findings: [Finding] = []
  if repository.fullName != asked {
    findings.append(
      Finding(
        .warning,
        code: "repository_renamed",
        address,
        message: "the repository '\(asked)' is now called '\(repository.fullName)'; write the new name",
        at: location
      )
    )
  }
  if repository.isArchived == true {
    findings.append(
      Finding(
        .warning,
        code: "repository_archived",
        address,
        message: "the repository '\(asked)' is archived and runs no workflow; take it out of 'repositories'",
        at: location
      )
    )
  }
  return findings
}

/// Declared repositories that are archived, renamed, or public while their organization has `private` secrets.
func declaredRepositoryFindings(_ comparison: Comparison, _ audience: SecretAudience) -> [Finding] {
  let live = comparison.input.live
  var known: Set<RepositoryFullName> = []
  return comparison.input.desired.sortedCollections.flatMap { declared -> [Finding] in
    guard case .repository(let name) = declared.scope, let repository = live.repository(named: name) else { return [] }
    // What is said of the repository itself is said once, however many stores of it are managed.
    let state = known.insert(name).inserted ? stateFindings(repository, declaredAs: name, at: declared.location) : []
    return state + unseenPrivateSecrets(repository, declared, audience)
  }
}

/// Repositories that the manifest declares by two names: each would be a scope of its own and undo the other.
func doublyDeclaredFindings(_ comparison: Comparison) -> [Finding] {
  let declared = comparison.input.desired.sortedCollections
  let names = Set(declared.compactMap(\.scope.repository))
  let byID = Dictionary(grouping: names) { comparison.input.live.repository(named: $0)?.id }
  return byID.flatMap { id, names -> [Finding] in
    guard id != nil, names.count > 1 else { return [] }
    return names.sorted()
      .map { name in
        Finding(
          .error,
          code: "repository_declared_twice",
          scope: .repository(name),
          message: "the names \(names.sorted().map { "'\($0)'" }.joined(separator: " and ")) are one repository; "
            + "keep the present name",
          at: declared.first { $0.scope.repository == name }?.location
        )
      }
  }
}

private func stateFindings(
  _ repository: Repository,
  declaredAs name: RepositoryFullName,
  at location: SourceLocation
) -> [Finding] {
  var findings: [Finding] = []
  if repository.isArchived == true {
    findings.append(
      Finding(
        .warning,
        code: "repository_archived",
        scope: .repository(name),
        message: "the repository '\(name)' is archived, so its secrets cannot be changed; unarchive it or take it out",
        at: location
      )
    )
  }
  if repository.fullName != name {
    findings.append(
      Finding(
        .warning,
        code: "repository_renamed",
        scope: .repository(name),
        message: "the repository '\(name)' is now called '\(repository.fullName)'; write the new name",
        at: location
      )
    )
  }
  return findings
}

private func unseenPrivateSecrets(
  _ repository: Repository,
  _ declared: DesiredCollection,
  _ audience: SecretAudience
) -> [Finding] {
  let unseen = audience.privateSecrets(
    in: SecretCollection(declared.collection.store, .organization(declared.scope.owner))
  )
  guard repository.visibility == .public, let first = unseen.first else { return [] }
  let others = unseen.count > 1 ? " and \(unseen.count - 1) more" : ""
  return [
    Finding(
      .warning,
      code: "public_repository",
      declared.collection,
      message: "the repository is public and cannot see the 'private' organization secret \(first)\(others); "
        + "select it for them, or give it secrets of its own",
      at: declared.location
    )
  ]
}
