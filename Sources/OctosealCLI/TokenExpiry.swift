import GitHubAPI
import SecretModel

extension GitHubClient {
  /// What somebody should know of the token's end; nil when it lasts, or GitHub says nothing of it.
  var tokenExpiryWarning: Diagnostic? {
    let statistics = statistics
    // Those of an App are renewed without anybody's help, and those that live for an hour are about to expire always.
    guard let token = configuration.tokens as? Token, token.kind.isLongLived, let end = statistics.tokenExpiration,
      let now = statistics.latestServerDate,
      end < now.advanced(bySeconds: secondsOfForewarning)
    else { return nil }
    return Diagnostic(
      .warning,
      code: "token_expires",
      message: "the token expires at \(end)",
      remedy: "make a new one in its settings before then"
    )
  }
}

/// A week.
private let secondsOfForewarning: Int64 = 7 * 86_400
