public import SecretModel

/// A value that only GitHub can open.
public struct SealedBox: Hashable, Sendable {
  /// The sealed box in base64.
  public let base64: String

  /// The public key that it was sealed with.
  public let key: PublicKeyReference

  /// Takes a box that was sealed beforehand.
  public init(base64: String, key: PublicKeyReference) {
    self.base64 = base64
    self.key = key
  }
}

/// A value on its way to GitHub.
public enum SecretPayload: Sendable {
  /// A value that is still to be sealed.
  case plain(SecretValue)
  /// A value that was sealed beforehand.
  case sealed(SealedBox)
}
