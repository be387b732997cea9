import Foundation

@testable import GitHubAPI

/// One exchange with the real service, as PyGithub's tests recorded it.
struct RecordedExchange: Sendable {
  var method: String
  var path: String
  var body: [UInt8]?
  var response: HTTPResponse

  /// Reads a recording: ten lines for each exchange and a blank one.
  static func all(in file: String) throws -> [RecordedExchange] {
    let text = String(decoding: try SharedFolder.read("recorded/PyGithub/\(file).txt"), as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return stride(from: 0, to: lines.count - 9, by: 11)
      .map { start in
        let fields = HeaderFields(pairs(lines[start + 8]))
        let body = lines[start + 6]
        return RecordedExchange(
          method: lines[start + 1],
          path: lines[start + 4],
          body: body == "None" ? nil : Array(body.utf8),
          response: HTTPResponse(status: Int(lines[start + 7]) ?? 0, fields: fields, body: Array(lines[start + 9].utf8))
        )
      }
  }
}

/// The pairs of a Python list of tuples of texts.
private func pairs(_ list: String) -> [(name: String, value: String)] {
  var texts: [String] = []
  var rest = list[...]
  while let start = rest.firstIndex(where: { $0 == "'" || $0 == "\"" }) {
    let quote = rest[start]
    var text = ""
    rest = rest[rest.index(after: start)...]
    while let character = rest.popFirst(), character != quote {
      text.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
    }
    texts.append(text)
  }
  return stride(from: 0, to: texts.count - 1, by: 2).map { (texts[$0], texts[$0 + 1]) }
}
