import NIOSSL

/// Certificate authorities that are trusted in place of the system's.
public struct CertificateAuthorities: Sendable {
  let certificates: [NIOSSLCertificate]

  /// Reads one or more certificates in PEM, as a bundle of authorities has them.
  ///
  /// - Throws: `InvalidCertificates` when there is none, or one cannot be read.
  public init(pem: [UInt8]) throws(InvalidCertificates) {
    guard !pem.isEmpty else { throw .empty }
    do {
      certificates = try NIOSSLCertificate.fromPEMBytes(pem)
    } catch {
      throw pem.firstRange(of: "-----BEGIN CERTIFICATE-----".utf8) == nil ? .noCertificate : .damaged
    }
    guard !certificates.isEmpty else { throw .noCertificate }
  }
}

/// Why bytes are not a bundle of certificates.
public enum InvalidCertificates: Error, Hashable, Sendable {
  /// There are no bytes.
  case empty
  /// There is no certificate in PEM among them.
  case noCertificate
  /// A certificate begins that cannot be read.
  case damaged
}
