public import SecretModel

/// A checkout whose workflows shall be checked.
public struct Checkout: Hashable, Sendable {
  /// Its root, its `.github`, or the folder of the workflows itself.
  public var path: String
  /// The repository that it is of; nil to ask git.
  public var repository: RepositoryFullName?

  /// Names a checkout.
  public init(path: String, repository: RepositoryFullName?) {
    self.path = path
    self.repository = repository
  }
}

/// What a manifest has to say about the workflows of a checkout.
public struct CheckedWorkflows: Hashable, Sendable {
  /// How many workflows were read.
  public var count = 0
  /// Everything that is wrong or worth saying, by place.
  public var diagnostics: [Diagnostic] = []
}

/// Compares the secrets that workflows use with those that a manifest declares.
///
/// - Parameters:
///   - checkout: where the workflows are.
///   - desired: what the manifest declares.
///   - hosts: the hosts whose repositories the manifest is about, in lower case.
///   - fallback: the repository to take for the checkout's when neither it nor git says which that is.
/// - Returns: how many were read, and what is to be said.
public func checkWorkflows(
  of checkout: Checkout,
  against desired: DesiredState,
  hosts: Set<String>,
  fallback: RepositoryFullName? = nil
) -> CheckedWorkflows {
  var checked = CheckedWorkflows()
  guard let place = FolderPlace(checkout.path) else {
    checked.diagnostics = [noWorkflows(at: checkout.path)]
    return checked
  }
  guard let folder = WorkflowFolder(at: place.workflows, into: &checked.diagnostics) else { return checked }
  checked.count = folder.workflows.count
  let repository = checkout.repository ?? place.root.flatMap { checkoutRepository(root: $0, hosts: hosts) } ?? fallback
  guard let repository else {
    checked.diagnostics.append(unknownRepository(of: checkout))
    return checked
  }
  guard let view = SecretView(of: repository, in: desired) else {
    checked.diagnostics.append(undeclaredRepository(repository))
    return checked
  }
  checked.diagnostics = (checked.diagnostics + WorkflowLint.diagnostics(folder, view)).sortedByPlace()
  return checked
}

private func unknownRepository(of checkout: Checkout) -> Diagnostic {
  Diagnostic(
    code: "workflow.unknown_repository",
    message: "nothing says which repository the workflows in '\(checkout.path)' are of",
    remedy: "name it with '--repository OWNER/NAME'"
  )
}

private func undeclaredRepository(_ repository: RepositoryFullName) -> Diagnostic {
  Diagnostic(
    code: "workflow.unknown_repository",
    message: "the manifest declares neither secrets of \(repository) nor of an organization \(repository.owner)",
    remedy: "name another repository with '--repository OWNER/NAME', or another manifest with '-f'"
  )
}
