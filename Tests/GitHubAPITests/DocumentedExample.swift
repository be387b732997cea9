import Foundation

/// One example of GitHub's documents: a `curl` line and the answer below it.
struct DocumentedExample {
  /// The method.
  var method: String
  /// The path below the API's root, with the documents' placeholders.
  var path: String
  /// The header fields.
  var fields: [String: String]
  /// What is sent.
  var body: JSONValue?
  /// The body of the answer.
  var answer: String?

  /// The examples of a document that have a URL; some renderings have lost theirs.
  static func all(in document: String) throws -> [DocumentedExample] {
    let text = String(decoding: try SharedFolder.read("reference/\(document)"), as: UTF8.self)
    return text.split(separator: "curl ").dropFirst().compactMap { DocumentedExample(String($0)) }
  }

  private init?(_ text: String) {
    guard let path = text.firstMatch(of: #/http\(s\)://HOSTNAME/api/v3(\S+)/#)?.1 else { return nil }
    // The command ends where the answer begins.
    let command = text.prefix(upTo: text.firstRange(of: "Response")?.lowerBound ?? text.endIndex)
    guard command.contains(path) else { return nil }
    self.path = String(path)
    method = text.firstMatch(of: #/-X ([A-Z]+)/#).map { String($0.1) } ?? "GET"
    let pairs = command.matches(of: #/-H "([^:]+): ([^"]+)"/#).map { (String($0.1), String($0.2)) }
    fields = Dictionary(pairs) { first, _ in first }
    let sent = command.firstMatch(of: #/-d '([^']+)'/#).map { Data($0.1.utf8) }
    body = sent.flatMap { try? JSONDecoder().decode(JSONValue.self, from: $0) }
    answer = text.firstMatch(of: #/Status: 200\n(\{.*\})\n/#).map { String($0.1) }
  }
}
