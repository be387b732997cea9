/// Whose limits a request counts against: one for each token, or for each installation of a GitHub App.
public struct BudgetID: Hashable, Sendable {
  /// Tells budgets apart; never a token.
  public let name: String

  /// Names a budget.
  public init(_ name: String) { self.name = name }
}
