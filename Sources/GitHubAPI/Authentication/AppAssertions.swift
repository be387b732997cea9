public import SecretModel
import Synchronization

/// Proves to GitHub that requests come from an App: JSON Web Tokens, each good for a few minutes.
///
/// They are dated by this machine's clock until GitHub refuses one, and by GitHub's own clock from then on.
public final class AppAssertions: TokenSource {
  private let credentials: AppCredentials
  private let now: @Sendable () -> Timestamp
  /// By how many seconds GitHub's clock is ahead of this machine's.
  private let lead = Mutex<Int64>(0)

  /// Prepares to prove it.
  ///
  /// - Parameters:
  ///   - credentials: the App's id and key.
  ///   - now: this machine's time.
  public init(_ credentials: AppCredentials, now: @escaping @Sendable () -> Timestamp) {
    self.credentials = credentials
    self.now = now
  }

  /// A fresh token.
  public func grant(for owner: OwnerName, at serverTime: Timestamp?) async throws(GitHubError) -> TokenGrant {
    let lead = lead.withLock { $0 }
    let claims = AppClaims(issuer: credentials.id, at: now().advanced(bySeconds: lead))
    guard let text = try? await credentials.assertion(claims), let token = try? Token(text) else {
      throw GitHubError(.cannotSign, of: owner)
    }
    var grant = TokenGrant(token, budget: BudgetID("app"))
    grant.serial = Int(lead)
    return grant
  }

  /// Takes GitHub's time for its own when they differ by so much that this was the reason.
  public func replace(_ refused: TokenGrant, of owner: OwnerName, at serverTime: Timestamp?) async -> Bool {
    guard let serverTime else { return false }
    let measured = serverTime.secondsSinceEpoch - now().secondsSinceEpoch
    // By the time that the refused one was dated with: another may have been refused, and its lesson learnt, before.
    guard abs(measured - Int64(refused.serial)) > Self.toleratedDifference else { return false }
    lead.withLock { $0 = measured }
    return true
  }

  /// Less than any difference for which GitHub refuses a token, and more than an answer takes.
  private static let toleratedDifference: Int64 = 30
}
