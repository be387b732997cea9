import Testing

@testable import GitHubAPI

/// What a file of certificate authorities may hold.
@Suite
struct CertificateAuthoritiesTests {
  @Test("a bundle may hold several certificates, and comments between them")
  func bundle() throws {
    let text = "# first\n\(TestCertificates.authority)\n\n# second\n\(TestCertificates.otherAuthority)\n"
    #expect(try CertificateAuthorities(pem: Array(text.utf8)).certificates.count == 2)
  }

  @Test(
    "what is not a bundle of certificates says why",
    arguments: [
      ("", InvalidCertificates.empty), ("\n", .noCertificate), ("no PEM at all", .noCertificate),
      (TestCertificates.serverKey, .noCertificate), ("\u{30}\u{82}\u{01}\u{0A}", .noCertificate),
      ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", .damaged),
      (String(TestCertificates.authority.dropLast(40)), .damaged),
      (TestCertificates.authority + "\n-----BEGIN CERTIFICATE-----\n", .damaged),
    ]
  )
  func unusable(text: String, reason: InvalidCertificates) {
    #expect(throws: reason) { try CertificateAuthorities(pem: Array(text.utf8)) }
  }
}
