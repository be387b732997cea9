public import SecretModel

/// Finds the token for what belongs to an owner.
public protocol TokenSource: Sendable {
  /// The token for requests about an owner's organization or repositories.
  ///
  /// - Throws: `GitHubError` when there is none and none can be had.
  func grant(for owner: OwnerName) async throws(GitHubError) -> TokenGrant
}

/// A token with whose limits its requests count against.
public struct TokenGrant: Sendable {
  /// What proves who asks.
  public var token: Token
  /// Whose limits they are.
  public var budget: BudgetID

  /// Joins both.
  public init(_ token: Token, budget: BudgetID) {
    self.token = token
    self.budget = budget
  }
}

extension Token: TokenSource {
  /// Itself, for every owner.
  public func grant(for owner: OwnerName) async throws(GitHubError) -> TokenGrant {
    TokenGrant(self, budget: BudgetID("token"))
  }
}
