/// A request as it came over the wire, with nothing decoded that the path's meaning depends on.
package struct EmulatedRequest: Sendable {
  package var method: String
  /// The path as sent, percent-encoding and all, without `/api/v3`.
  package var path: String
  /// The query as sent, empty for none.
  package var query: String
  /// By lower-case name.
  package var headers: [String: String]
  package var body: [UInt8]
  /// What URLs in answers begin with: `http://127.0.0.1:8080`, and `/api/v3` where the client used it.
  package var base: String

  /// Takes a request apart.
  ///
  /// - Parameters:
  ///   - method: in capitals.
  ///   - target: `/path?query`, or the absolute form that proxies get.
  ///   - headers: by lower-case name.
  ///   - body: all of it.
  ///   - authority: the host and port the client asked for.
  package init(method: String, target: String, headers: [String: String], body: [UInt8] = [], authority: String) {
    self.method = method
    self.headers = headers
    self.body = body
    var rest = target[...]
    if rest.hasPrefix("http://"), let slash = rest.dropFirst(7).firstIndex(of: "/") { rest = rest[slash...] }
    let question = rest.firstIndex(of: "?") ?? rest.endIndex
    query = String(rest[question...].dropFirst())
    let enterprisePrefix = "/api/v3"
    let hasPrefix = rest.hasPrefix(enterprisePrefix + "/")
    path = String(rest[..<question].dropFirst(hasPrefix ? enterprisePrefix.count : 0))
    base = "http://\(authority)\(hasPrefix ? enterprisePrefix : "")"
  }

  /// The path's segments as sent.
  var rawSegments: [Substring] {
    path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
  }

  /// The decoded fields of the query, in order.
  var queryItems: [(name: String, value: String)] {
    query.split(separator: "&")
      .map { field in
        let equals = field.firstIndex(of: "=") ?? field.endIndex
        return (percentDecoded(field[..<equals]), percentDecoded(field[equals...].dropFirst()))
      }
  }

  func queryValue(_ name: String) -> String? {
    queryItems.last { $0.name == name }?.value
  }

  /// What follows `Bearer` or `token` in `Authorization`; nil when there is nothing of the kind.
  var bearerToken: Substring? {
    let words = (headers["authorization"] ?? "").split(separator: " ", maxSplits: 1)
    guard words.count == 2, ["bearer", "token"].contains(words[0].lowercased()) else { return nil }
    let token = words[1].trimmingPrefix { $0 == " " }
    return token.isEmpty ? nil : token
  }

  var isMutation: Bool { method != "GET" }
}

/// Undoes percent-encoding; a malformed escape stays as it is.
func percentDecoded(_ text: Substring) -> String {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
  var bytes: [UInt8] = []
  var rest = Array(text.utf8)[...]
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "%"), rest.count >= 2,
      let decoded = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
    {
      bytes.append(decoded)
      rest.removeFirst(2)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A name as one segment of a path: all but RFC 3986's unreserved characters are encoded.
func percentEncoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  let bytes = text.utf8.flatMap { byte -> [UInt8] in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      [byte]
    default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
