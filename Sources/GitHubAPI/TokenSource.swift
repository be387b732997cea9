public import SecretModel

/// Finds the token for what belongs to an owner.
public protocol TokenSource: Sendable {
  /// The token for requests about an owner's organization or repositories.
  ///
  /// - Parameters:
  ///   - owner: whose they are.
  ///   - serverTime: the time of the server's latest answer, by which tokens expire; nil before the first.
  /// - Returns: the token, and whose limits its requests count against.
  /// - Throws: `GitHubError` when there is none and none can be had.
  func grant(for owner: OwnerName, at serverTime: Timestamp?) async throws(GitHubError) -> TokenGrant

  /// Hears that the server answered 401 to a token.
  ///
  /// - Returns: whether the next grant is another one, with which the request is worth one more attempt.
  func replace(_ refused: TokenGrant, of owner: OwnerName, at serverTime: Timestamp?) async -> Bool

  /// How many requests it has made itself.
  var requestsMade: Int { get }
}

extension TokenSource {
  /// False: there is no other.
  public func replace(_ refused: TokenGrant, of owner: OwnerName, at serverTime: Timestamp?) async -> Bool { false }

  /// None.
  public var requestsMade: Int { 0 }
}

/// A token with whose limits its requests count against.
public struct TokenGrant: Sendable {
  /// What proves who asks.
  public var token: Token
  /// Whose limits they are.
  public var budget: BudgetID
  /// Tells the tokens that one source gives for one owner apart.
  public var serial = 0
  /// What it may do, where GitHub said so when it gave the token; nil where nothing tells.
  public var permissions: GrantedPermissions?

  /// Joins both.
  public init(_ token: Token, budget: BudgetID) {
    self.token = token
    self.budget = budget
  }
}

extension Token: TokenSource {
  /// Itself, for every owner.
  public func grant(for owner: OwnerName, at serverTime: Timestamp?) async throws(GitHubError) -> TokenGrant {
    TokenGrant(self, budget: BudgetID("token"))
  }
}
