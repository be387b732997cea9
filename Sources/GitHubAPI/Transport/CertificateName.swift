import NIOCore
import NIOSSL

/// Refuses a certificate that is for the address of a connection, but not for the name of the server.
///
/// NIOSSL takes the one for the other. Since anybody can have a certificate for an address of their own, whoever
/// answers for the DNS, or is the proxy on the way, would get the token.
///
/// - Parameters:
///   - name: the name of the server, in lower case.
///   - channel: a connection on which TLS stands.
/// - Returns: a failure with `ForeignCertificate` when the certificate is not for the name.
func requireCertificate(for name: String, on channel: any Channel) -> EventLoopFuture<Void> {
  channel.nioSSL_peerCertificate()
    .flatMapThrowing { certificate in
      guard let certificate, isForAddressesOnly(certificate, instead: name) else { return }
      // Not before the pool knows that the connection is not to be used.
      channel.eventLoop.execute { channel.close(promise: nil) }
      throw ForeignCertificate()
    }
}

/// The certificate is for an address and not for the name.
struct ForeignCertificate: Error {}

private func isForAddressesOnly(_ certificate: NIOSSLCertificate, instead name: String) -> Bool {
  let alternatives = certificate._subjectAlternativeNames()
  // Without an address in the certificate it was its name that NIOSSL compared.
  guard alternatives.contains(where: { $0.nameType == .ipAddress }) else { return false }
  return !alternatives.contains { alternative in
    alternative.nameType == .dnsName
      && matches(String(decoding: alternative.contents, as: UTF8.self).lowercased(), name)
  }
}

/// Whether a name in a certificate, which may have `*` for its first label, is that of the server.
private func matches(_ pattern: String, _ name: String) -> Bool {
  let name = name.hasSuffix(".") ? name.dropLast() : name[...]
  guard pattern.hasPrefix("*.") else { return pattern == name }
  return name.firstIndex(of: ".").map { pattern.dropFirst() == name[$0...] } ?? false
}
