#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The servers that are reached without a proxy, as `NO_PROXY` names them.
///
/// Entries are parted by commas or spaces. `corp.example` is that host and all below it, `.corp.example` and
/// `*.corp.example` only what is below it, `10.1.2.3` and `10.0.0.0/8` are addresses, `*` is everything; a host and an
/// address may have a port. Names are never looked up.
///
/// Source: pkg.go.dev/golang.org/x/net/http/httpproxy, "Config.NoProxy".
struct NoProxyList {
  private enum Entry {
    case everything
    case network(address: [UInt8], prefixLength: Int, port: Int?)
    case name(Substring, itself: Bool, port: Int?)
  }

  private let entries: [Entry]

  init(_ text: String) {
    entries = text.lowercased().split { $0 == "," || $0.isWhitespace }.compactMap { Self.entry($0) }
  }

  /// Whether a server is reached without a proxy; `host` in lower case and without brackets.
  func contains(host: String, port: Int) -> Bool {
    let name = host.hasSuffix(".") ? host.dropLast() : host[...]
    let address = addressBytes(name)
    return entries.contains { entry in
      switch entry {
      case .everything: true
      case .network(let network, let prefixLength, let itsPort):
        address.map { agree($0, network, bits: prefixLength) } == true && (itsPort ?? port) == port
      case .name(let suffix, let itself, let itsPort):
        address == nil && ((itself && name == suffix) || name.hasSuffix(".\(suffix)")) && (itsPort ?? port) == port
      }
    }
  }

  /// An entry that cannot be understood stands for no server.
  private static func entry(_ text: Substring) -> Entry? {
    if text == "*" { return .everything }
    if let slash = text.firstIndex(of: "/") {
      guard let address = addressBytes(text[..<slash]), let length = Int(text[text.index(after: slash)...]),
        (0...address.count * 8).contains(length)
      else { return nil }
      return .network(address: address, prefixLength: length, port: nil)
    }
    // An address of IPv6 without brackets has colons, but no port.
    if let address = addressBytes(text) {
      return .network(address: address, prefixLength: address.count * 8, port: nil)
    }
    guard let (host, port) = hostAndPort(text) else { return nil }
    if let address = addressBytes(host) {
      return .network(address: address, prefixLength: address.count * 8, port: port)
    }
    let suffix = host.hasPrefix("*.") ? host.dropFirst(2) : host.hasPrefix(".") ? host.dropFirst() : host
    let name = suffix.hasSuffix(".") ? suffix.dropLast() : suffix
    return name.isEmpty ? nil : .name(name, itself: suffix.startIndex == host.startIndex, port: port)
  }

  private static func hostAndPort(_ text: Substring) -> (host: Substring, port: Int?)? {
    var host = text
    var port: Int?
    if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
      guard let number = Int(text[text.index(after: colon)...]) else { return nil }
      port = number
      host = text[..<colon]
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    return (host, port)
  }
}

extension Origin {
  /// Whether the host is an IP address and no name.
  var isAddress: Bool { addressBytes(host[...]) != nil }
}

/// The 4 or 16 bytes of an address; nil for a name.
private func addressBytes(_ text: Substring) -> [UInt8]? {
  var bytes = [UInt8](repeating: 0, count: 16)
  if inet_pton(AF_INET, String(text), &bytes) == 1 { return Array(bytes.prefix(4)) }
  return inet_pton(AF_INET6, String(text), &bytes) == 1 ? bytes : nil
}

private func agree(_ left: [UInt8], _ right: [UInt8], bits: Int) -> Bool {
  guard left.count == right.count else { return false }
  return left.indices.allSatisfy { index in
    let relevant = min(max(bits - index * 8, 0), 8)
    return (left[index] ^ right[index]) >> (8 - relevant) == 0
  }
}
