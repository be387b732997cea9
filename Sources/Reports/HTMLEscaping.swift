extension Escaped {
  /// Text between tags and in quoted attributes of a page; what could reorder or hide is shown as on a terminal.
  public static func html(_ text: String) -> String {
    let shown = terminal(text)
    guard shown.utf8.contains(where: { htmlEscapes[$0] != nil }) else { return shown }
    var result: [UInt8] = []
    for byte in shown.utf8 {
      if let escape = htmlEscapes[byte] { result += Array(escape.utf8) } else { result.append(byte) }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

private let htmlEscapes: [UInt8: String] = [
  UInt8(ascii: "&"): "&amp;", UInt8(ascii: "<"): "&lt;", UInt8(ascii: ">"): "&gt;", UInt8(ascii: "\""): "&quot;",
  UInt8(ascii: "'"): "&#39;",
]
