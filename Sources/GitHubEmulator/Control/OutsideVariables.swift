/// What somebody else does to variables, and what they hold.
extension GitHubModel {
  /// A variable past the API.
  public struct VariableContent: Hashable, Sendable {
    /// The text that it holds.
    public var value: String
    /// `all`, `private` or `selected`; nil outside organizations.
    public var visibility: String?
    /// The names of the selected repositories, without owner, sorted.
    public var repositories: [String]
    /// `2026-03-10T00:00:00Z`.
    public var createdAt: String
    /// `2026-03-10T00:00:00Z`.
    public var updatedAt: String

    fileprivate init(_ content: SecretContent) {
      value = String(decoding: content.value ?? [], as: UTF8.self)
      visibility = content.visibility
      repositories = content.repositories
      createdAt = content.createdAt
      updatedAt = content.updatedAt
    }
  }

  /// All variables by scope, such as `acme` or `acme/web`, and name.
  public var variables: [String: [String: VariableContent]] {
    read { $0.contents(of: .variables) }.mapValues { $0.mapValues(VariableContent.init) }
  }

  /// One variable, nil when there is none.
  public func variable(_ name: String, in scope: String) -> VariableContent? {
    content(.variables, name, in: scope).map(VariableContent.init)
  }

  /// Creates or changes a variable as somebody else would; `updated_at` moves for certain.
  ///
  /// - Parameters:
  ///   - name: in any case.
  ///   - scope: an organization or a repository.
  ///   - value: nil: it stays as it is, empty when the variable is new.
  ///   - visibility: `all`, `private` or `selected`; nil: it stays as it is.
  ///   - repositories: names without owner; nil: they stay as they are.
  /// - Throws: `StateError` when the scope or a repository is not there, or a word is not legal.
  public func setVariable(
    _ name: String,
    in scope: String,
    value: String? = nil,
    visibility: String? = nil,
    repositories: [String]? = nil
  ) throws(StateError) {
    let bytes = value.map { Array($0.utf8) }
    try set(
      .variables,
      name,
      in: scope,
      to: SecretChange(value: bytes, visibility: visibility, repositories: repositories)
    )
  }

  /// Deletes a variable as somebody else would.
  ///
  /// - Throws: `StateError` when there is none.
  public func deleteVariable(_ name: String, in scope: String) throws(StateError) {
    try delete(.variables, name, in: scope)
  }
}
