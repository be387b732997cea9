import CryptoExtras

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The JSON Web Token with which an App proves who it is.
struct AppAssertion {
  private let signedPart: String
  private let signature: [UInt8]
  private let claims: JSON

  /// Takes a token apart; nil unless it is one that is signed with RS256.
  init?(_ token: Substring) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Self.json(parts[0]), let claims = Self.json(parts[1]),
      let signature = Self.bytes(parts[2]), header["alg"] == "RS256"
    else { return nil }
    self.claims = claims
    self.signature = signature
    signedPart = "\(parts[0]).\(parts[1])"
  }

  /// The App's number or client id, as text or as a number.
  var issuer: String? { claims["iss"]?.text ?? claims["iss"]?.integer.map(String.init) }

  /// Whether a text is a key that can verify assertions.
  static func isKey(_ text: String) -> Bool { (try? _RSA.Signing.PublicKey(pemRepresentation: text)) != nil }

  /// Whether the App that has this key signed it.
  func isSigned(by publicKey: String) -> Bool {
    guard let key = try? _RSA.Signing.PublicKey(pemRepresentation: publicKey) else { return false }
    return key.isValidSignature(
      _RSA.Signing.RSASignature(rawRepresentation: Data(signature)),
      for: Data(signedPart.utf8),
      padding: .insecurePKCS1v1_5
    )
  }

  /// What GitHub says of its times; nil when they are right.
  ///
  /// Source: docs.github.com, "Generating a JSON Web Token (JWT) for a GitHub App", and messages that people quote.
  func complaint(at now: ModelTime) -> String? {
    guard let issued = claims["iat"]?.integer, issued <= now.seconds else {
      return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
    }
    guard let end = claims["exp"]?.integer, end > now.seconds else {
      return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the "
        + "assertion expires"
    }
    return end > now.seconds + 600 ? "'Expiration time' claim ('exp') is too far in the future" : nil
  }

  private static func json(_ part: Substring) -> JSON? { bytes(part).flatMap { try? JSON(parsing: $0) } }

  private static func bytes(_ part: Substring) -> [UInt8]? {
    let standard = part.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.count % 4) % 4)
    return Data(base64Encoded: standard + padding).map { Array($0) }
  }
}
