import JWTKit
import SecretModel

/// What an App says of itself in a JSON Web Token.
///
/// Whole numbers of seconds, since GitHub refuses fractions. Source: docs.github.com, "Generating a JSON Web Token (JWT)
/// for a GitHub App".
struct AppClaims: JWTPayload, Hashable {
  /// When it was issued, in seconds since 1970.
  let iat: Int64
  /// When it ends, in seconds since 1970.
  let exp: Int64
  /// The App's number or client id.
  let iss: String

  /// The claims of an App at a time.
  ///
  /// Issued a minute ago and ending in nine, so that GitHub's clock may be a minute behind, or eight ahead, and still
  /// find at most the ten minutes that it allows.
  init(issuer: String, at now: Timestamp) {
    iat = now.secondsSinceEpoch - 60
    exp = now.secondsSinceEpoch + 9 * 60
    iss = issuer
  }

  /// Nothing: GitHub verifies them.
  func verify(using algorithm: some JWTAlgorithm) {}
}
