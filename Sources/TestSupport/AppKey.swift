import CryptoExtras

/// A key pair for a GitHub App, made afresh so that no private key lies in the repository.
public struct AppKey: Sendable {
  private let key: _RSA.Signing.PrivateKey

  /// Makes a pair of 2,048 bits.
  public init() throws { key = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

  /// The private key as GitHub gives it: PKCS#1.
  public var privatePEM: String { key.pemRepresentation + "\n" }

  /// The private key in PKCS#8.
  public var privatePKCS8: String { key.pkcs8PEMRepresentation + "\n" }

  /// A signature as RS256 has it.
  public func signature(of bytes: [UInt8]) throws -> [UInt8] {
    Array(try key.signature(for: bytes, padding: .insecurePKCS1v1_5).rawRepresentation)
  }

  /// The public key.
  public var publicPEM: String { key.publicKey.pemRepresentation + "\n" }
}
