/// Whether an organization's secret gets to a repository.
public enum Reach: Hashable, Sendable {
  /// It does.
  case reached
  /// It is for selected repositories, and this is none of them.
  case notSelected
  /// It is for repositories that are not public, and this one is.
  case repositoryIsPublic
  /// Facts are missing.
  case unknown

  /// GitHub's rule.
  ///
  /// Source: docs.github.com/rest/actions/secrets, "Create or update an organization secret": `visibility`.
  ///
  /// - Parameters:
  ///   - visibility: which repositories the secret is for; nil when that is not known.
  ///   - repository: who can read the repository; nil when that is not known.
  ///   - isSelected: whether the repository is one of the selected; nil when that is not known.
  init(of visibility: Visibility?, to repository: Repository.Visibility?, isSelected: Bool?) {
    switch visibility {
    case .all: self = .reached
    case .private: self = repository.map { $0 == .public ? .repositoryIsPublic : .reached } ?? .unknown
    case .selected: self = isSelected.map { $0 ? .reached : .notSelected } ?? .unknown
    case nil: self = .unknown
    }
  }
}

extension AccessState {
  /// Whether a secret with this access gets to a repository; nil stands for one of which nothing is known.
  public func reach(_ repository: Repository?) -> Reach {
    let isSelected = repository.flatMap { repository in repositories.map { $0.contains(repository.id) } }
    return Reach(of: visibility, to: repository?.visibility, isSelected: isSelected)
  }
}

extension DesiredAccess {
  /// Whether a declaration gives a secret to a repository, whichever of its names it uses.
  ///
  /// - Parameters:
  ///   - repository: the repository.
  ///   - alias: a further name of it, from before it was renamed.
  /// - Returns: what GitHub's rule makes of it.
  public func reach(_ repository: Repository, alias: RepositoryName) -> Reach {
    let name = repository.fullName.name
    let isSelected = selects(name) || selectsByName(alias)
    return Reach(of: visibility, to: repository.visibility, isSelected: isSelected)
  }

  /// Whether the declaration by itself keeps nobody of that name out, as far as that shows without asking GitHub.
  public func mayReach(_ repository: RepositoryName) -> Bool {
    switch self {
    case .ownScope, .all, .private: true
    case .selected: selects(repository)
    }
  }

  private func selects(_ repository: RepositoryName) -> Bool {
    guard case .selected(let selectors) = self else { return false }
    return selectors.contains { $0.value.matches(repository) }
  }

  /// A glob is matched against the names of now.
  private func selectsByName(_ repository: RepositoryName) -> Bool {
    guard case .selected(let selectors) = self else { return false }
    return selectors.contains { $0.value == .name(repository) }
  }
}
