import CSodium
import Sealing
import SecretModel
import Testing

@Suite("Sealing")
struct SealingTests {
  /// A key pair as GitHub has one for each scope.
  struct KeyPair {
    var publicKey = [UInt8](repeating: 0, count: Int(crypto_box_PUBLICKEYBYTES))
    var secretKey = [UInt8](repeating: 0, count: Int(crypto_box_SECRETKEYBYTES))

    init() { crypto_box_keypair(&publicKey, &secretKey) }

    func open(_ box: SealedBox) throws -> [UInt8]? {
      let sealed = try #require(Base64.decode(box.base64))
      var plain = [UInt8](repeating: 0, count: sealed.count - crypto_box_sealbytes())
      let status = crypto_box_seal_open(&plain, sealed, UInt64(sealed.count), publicKey, secretKey)
      return status == 0 ? plain : nil
    }
  }

  @Test("the owner of the secret key opens a sealed value", arguments: [0, 1, 7, 1_024, 49_152])
  func roundTrip(count: Int) throws {
    let pair = KeyPair()
    let key = try PublicKey(keyID: "568250167242549743", base64: Base64.encode(pair.publicKey))
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let box = try key.seal(SecretValue(bytes))
    #expect(try pair.open(box) == bytes)
    #expect(try KeyPair().open(box) == nil)
    #expect(box.key == PublicKeyReference(keyID: "568250167242549743", key: Base64.encode(pair.publicKey)))
    #expect(box.base64.wholeMatch(of: gitHubsPattern) != nil)
  }

  @Test("sealing the same value twice gives two boxes")
  func freshness() throws {
    let key = try PublicKey(keyID: "1", base64: Base64.encode(KeyPair().publicKey))
    let value = SecretValue("hunter2")
    #expect(try key.seal(value).base64 != key.seal(value).base64)
  }

  @Test(
    "a public key that is not 32 bytes in base64 is refused",
    arguments: [
      "", "AAAA", "not base64", String(repeating: "A", count: 40) + "==", String(repeating: "A", count: 44),
      String(repeating: "A", count: 43) + "=\n", String(repeating: "A", count: 43),
    ]
  )
  func malformedKey(base64: String) {
    #expect(throws: SealingError.malformedPublicKey) { try PublicKey(keyID: "1", base64: base64) }
  }

  @Test("a public key with which everybody could open is refused when sealing")
  func weakKey() throws {
    let key = try PublicKey(keyID: "1", base64: Base64.encode([UInt8](repeating: 0, count: 32)))
    #expect(throws: SealingError.refusedPublicKey) { try key.seal(SecretValue("hunter2")) }
  }

  @Test("an error says what to do")
  func diagnostics() {
    #expect(
      SealingError.malformedPublicKey.diagnostic.description
        == "error: the public key is not a Curve25519 key of 32 bytes in base64; "
        + "use the scope's public key as GitHub gives it"
    )
    #expect(
      SealingError.shortFingerprintKey(minimum: 32).diagnostic.description
        == "error: the key for fingerprints has fewer than 32 characters; make one with 'openssl rand -hex 32'"
    )
  }

  @Test("base64 is taken only as GitHub takes it", arguments: ["Zg==", "Zm8=", "Zm9v", "+/+/", ""])
  func base64(text: String) throws {
    #expect(Base64.encode(try #require(Base64.decode(text))) == text)
  }

  @Test(
    "anything but canonical base64 is refused",
    arguments: ["Zg", "Zg=", "Zm9v=", "Zm9v\n", " Zm9v", "Zm 9v", "Zm9v====", "_-_-", "Zh==", "Zm9=", "=", "====", "Z"]
  )
  func foreignBase64(text: String) {
    #expect(Base64.decode(text) == nil)
  }
}

/// The pattern of `encrypted_value` in GitHub's API description.
private nonisolated(unsafe) let gitHubsPattern =
  #/(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=|[A-Za-z0-9+\/]{4})/#
