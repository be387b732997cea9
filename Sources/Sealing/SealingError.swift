public import SecretModel

/// Why something cannot be sealed or fingerprinted.
public enum SealingError: Error, Hashable, Sendable {
  /// The public key is not 32 bytes in base64.
  case malformedPublicKey
  /// libsodium refused the public key.
  case refusedPublicKey
  /// The key for fingerprints has fewer characters than it must.
  case shortFingerprintKey(minimum: Int)

  /// What is wrong and what to do.
  public var diagnostic: Diagnostic {
    switch self {
    case .malformedPublicKey, .refusedPublicKey:
      Diagnostic(
        code: "sealing.public_key",
        message: "the public key is not a Curve25519 key of 32 bytes in base64",
        remedy: "use the scope's public key as GitHub gives it"
      )
    case .shortFingerprintKey(let minimum):
      Diagnostic(
        code: "key.too_short",
        message: "the key for fingerprints has fewer than \(minimum) characters",
        remedy: "make one with 'openssl rand -hex 32'"
      )
    }
  }
}
