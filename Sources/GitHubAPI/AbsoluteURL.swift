/// The parts of an `http` or `https` URL, kept exactly as they were written.
struct AbsoluteURL: Hashable, Sendable {
  /// Where it leads.
  var origin: Origin
  /// Path and query, with the slash; `/` when nothing is written.
  var target: String
  /// Whether `USER@` stands before the host.
  var hasUserInformation: Bool
  /// Whether a `#` follows; what stands behind it is dropped, since it never goes to a server.
  var hasFragment: Bool

  /// Reads a URL without decoding or normalizing anything but the case of scheme and host.
  init?(_ text: String) {
    guard let colon = text.firstRange(of: "://") else { return nil }
    guard let scheme = Origin.Scheme(rawValue: text[..<colon.lowerBound].lowercased()) else { return nil }
    guard text.utf8.allSatisfy(isPrintableASCII) else { return nil }
    let rest = text[colon.upperBound...]
    let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    var authority = rest[..<authorityEnd]
    if let at = authority.lastIndex(of: "@") {
      hasUserInformation = true
      authority = authority[authority.index(after: at)...]
    } else {
      hasUserInformation = false
    }
    guard let origin = Origin(scheme: scheme, authority: authority, defaultPort: scheme.defaultPort) else {
      return nil
    }
    self.origin = origin
    let tail = rest[authorityEnd...]
    let fragment = tail.firstIndex(of: "#")
    hasFragment = fragment != nil
    let written = tail[..<(fragment ?? tail.endIndex)]
    target = written.hasPrefix("/") ? String(written) : "/\(written)"
  }

  /// Reads what a `Location` header says: a URL, or a path on the origin that sent it.
  init?(location: String, from origin: Origin) {
    if location.hasPrefix("/"), !location.hasPrefix("//") {
      self.init("\(origin)\(location)")
    } else {
      self.init(location)
    }
  }
}

extension Origin {
  /// Reads `HOST[:PORT]`.
  init?(scheme: Scheme, authority: Substring, defaultPort: Int) {
    var host = authority
    var port = defaultPort
    if let portStart = authority.lastIndex(of: ":"), !authority[portStart...].contains("]") {
      guard let number = Int(authority[authority.index(after: portStart)...]), (1...65_535).contains(number) else {
        return nil
      }
      port = number
      host = authority[..<portStart]
    }
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
      guard host.contains(":"), host.utf8.allSatisfy({ isHostByte($0) || $0 == UInt8(ascii: ":") }) else { return nil }
    } else {
      guard host.utf8.allSatisfy(isHostByte) else { return nil }
    }
    guard !host.isEmpty else { return nil }
    self.init(scheme: scheme, host: host.lowercased(), port: port)
  }
}

private func isPrintableASCII(_ byte: UInt8) -> Bool { (0x21...0x7E).contains(byte) }

private func isHostByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
  default: false
  }
}
