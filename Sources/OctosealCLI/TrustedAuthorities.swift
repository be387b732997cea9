#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import GitHubAPI
import SecretModel

extension CertificateAuthorities {
  /// Reads the file that `--ca-file` or else `SSL_CERT_FILE` names; nil when neither does.
  ///
  /// It takes the place of the system's authorities, as for curl and OpenSSL: who names one trusts no other. The
  /// variable is for every program on the machine, so it matters only where TLS is spoken.
  ///
  /// - Throws: `Diagnostic` when it is not a file of certificates.
  static func trusted(
    option: String?,
    environment: CommandEnvironment,
    for origin: Origin
  ) throws(Diagnostic) -> CertificateAuthorities? {
    let variable = origin.scheme == .https ? environment["SSL_CERT_FILE"] : nil
    guard let path = option ?? variable else { return nil }
    let place = "\(option == nil ? "SSL_CERT_FILE" : "'--ca-file'"): '\(path)'"
    guard let content = FileManager.default.contents(atPath: path) else {
      throw .unusable("\(place) \(FileManager.default.fileExists(atPath: path) ? "cannot be read" : "does not exist")")
    }
    do {
      return try CertificateAuthorities(pem: Array(content))
    } catch {
      throw .unusable("\(place) \(error.words)")
    }
  }
}

extension Diagnostic {
  fileprivate static func unusable(_ message: String) -> Diagnostic {
    Diagnostic(
      code: "github.ca_file",
      message: message,
      remedy: "name a readable file with one or more certificates in PEM"
    )
  }
}

extension InvalidCertificates {
  fileprivate var words: String {
    switch self {
    case .empty: "is empty"
    case .noCertificate: "has no certificate in PEM"
    case .damaged: "has a certificate that cannot be read"
    }
  }
}
