/// Gives an answer its ETag, and turns it into 304 where the client holds the same already.
func addETag(to response: inout EmulatedResponse, for request: EmulatedRequest) {
  switch response.status {
  case 201:
    response.headers.append(("ETag", "\"\(Sodium.digest(response.body))\""))
  case 200 where request.method == "GET":
    // The links are part of what a client caches: without them a longer list could hide behind an equal first page.
    let digest = Sodium.digest(response.body + Array((response.header("Link") ?? "").utf8))
    guard isKnown(digest, to: request) else {
      response.headers.append(("ETag", "W/\"\(digest)\""))
      return
    }
    // The real service repeats the tag as a strong one here.
    response = EmulatedResponse(status: 304, headers: [("ETag", "\"\(digest)\"")], body: [])
  case 200:
    response.headers.append(("ETag", "W/\"\(Sodium.digest(response.body))\""))
  default: break
  }
}

/// Compares weakly, as RFC 9110 asks for `If-None-Match`.
private func isKnown(_ digest: String, to request: EmulatedRequest) -> Bool {
  guard let header = request.headers["if-none-match"] else { return false }
  return header.split(separator: ",")
    .contains { field in
      let tag = field.drop { $0 == " " }
      let opaque = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag
      return tag == "*" || opaque.trimmingSuffix(of: " ") == "\"\(digest)\""
    }
}

extension Substring {
  fileprivate func trimmingSuffix(of character: Character) -> Substring {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
