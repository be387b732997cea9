extension Operation {
  /// The `operationId` of GitHub's description.
  func id(for kind: EntryKind) -> String {
    rawValue.replacing("actions/", with: "\(kind.product)/", maxReplacements: 1)
  }

  /// What a token must be allowed when it is about one kind; nil: any token will do.
  ///
  /// Source: the header `X-Accepted-GitHub-Permissions`, and docs.github.com, "Permissions required for fine-grained
  /// personal access tokens": of a repository's Codespaces secrets nothing can be read without the permission to write.
  func requirement(for kind: EntryKind) -> Requirement? {
    guard var requirement else { return nil }
    switch (kind, requirement.permission) {
    case (.dependabotSecrets, .organizationSecrets): requirement.permission = .organizationDependabotSecrets
    case (.dependabotSecrets, _): requirement.permission = .dependabotSecrets
    case (.codespacesSecrets, .organizationSecrets): requirement.permission = .organizationCodespacesSecrets
    case (.codespacesSecrets, _): requirement = Requirement(permission: .codespacesSecrets, access: .write)
    case (.secrets, _), (.variables, _): break
    }
    return requirement
  }

  /// The page that an error's `documentation_url` names.
  func documentation(for kind: EntryKind) -> String {
    let page =
      switch kind {
      case .secrets, .variables: documentationPath
      case .dependabotSecrets: documentationPath.replacing("actions/", with: "dependabot/")
      case .codespacesSecrets:
        documentationPath.replacing(
          "actions/",
          with: requirement?.permission == .organizationSecrets ? "codespaces/organization-" : "codespaces/repository-"
        )
      }
    return "https://docs.github.com/rest/\(page)"
  }
}

extension RouteMatch {
  /// What a token must be allowed; nil: any token will do.
  var requirement: Operation.Requirement? { operation.requirement(for: kind) }

  /// The page that an error's `documentation_url` names.
  var documentation: String { operation.documentation(for: kind) }
}
