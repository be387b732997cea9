import CSodium
public import SecretModel

/// The public key of a scope.
///
/// Source: docs.github.com/rest, "Encrypting secrets for the REST API": Curve25519, `crypto_box_seal`.
public struct PublicKey: Sendable {
  /// The key's id and its base64 form.
  public let reference: PublicKeyReference
  private let bytes: [UInt8]

  /// Decodes a key as GitHub gives it.
  ///
  /// - Throws: `SealingError` when it is not 32 bytes in base64.
  public init(keyID: String, base64: String) throws(SealingError) {
    guard let bytes = Base64.decode(base64), bytes.count == Int(crypto_box_PUBLICKEYBYTES) else {
      throw .malformedPublicKey
    }
    self.bytes = bytes
    reference = PublicKeyReference(keyID: keyID, key: base64)
  }

  /// Seals a value so that only GitHub can open it; every call gives another box.
  ///
  /// - Throws: `SealingError` when libsodium takes the key for a weak one.
  public func seal(_ value: SecretValue) throws(SealingError) -> SealedBox {
    Sodium.prepare()
    var box = [UInt8](repeating: 0, count: value.byteCount + crypto_box_sealbytes())
    let status = value.withBytes { plain in
      crypto_box_seal(&box, plain.assumingMemoryBound(to: UInt8.self).baseAddress, UInt64(plain.count), bytes)
    }
    guard status == 0 else { throw .refusedPublicKey }
    return SealedBox(base64: Base64.encode(box), key: reference)
  }
}
