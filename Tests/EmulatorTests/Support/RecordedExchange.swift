import Foundation

/// One exchange with the real service, recorded in the form of PyGithub's replay data.
struct RecordedExchange {
  var method: String
  var path: String
  var requestBody: String
  var status: Int
  var headers: [(name: String, value: String)]
  var body: String

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Ten lines an exchange, with an empty line between: scheme, method, host, port, path, request headers, request
  /// body, status, response headers, response body.
  static func parse(_ text: String) -> [RecordedExchange] {
    let lines = text.components(separatedBy: "\n")
    var exchanges: [RecordedExchange] = []
    var position = 0
    while position + 10 <= lines.count {
      let record = Array(lines[position..<position + 10])
      position += 10
      while position < lines.count, lines[position].isEmpty { position += 1 }
      guard let status = Int(record[7]) else { continue }
      let strings = pythonStrings(in: record[8])
      let pairs = stride(from: 0, to: strings.count - 1, by: 2).map { (name: strings[$0], value: strings[$0 + 1]) }
      exchanges.append(
        RecordedExchange(
          method: record[1],
          path: record[4],
          requestBody: record[6],
          status: status,
          headers: pairs,
          body: record[9]
        )
      )
    }
    return exchanges
  }

  /// The string literals of a line of Python, in order.
  private static func pythonStrings(in line: String) -> [String] {
    var strings: [String] = []
    var current: String?
    var quote: Character = "'"
    var isEscaped = false
    for character in line {
      guard let text = current else {
        if character == "'" || character == "\"" {
          quote = character
          current = ""
        }
        continue
      }
      if isEscaped {
        current = text + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == quote {
        strings.append(text)
        current = nil
      } else {
        current = text + String(character)
      }
    }
    return strings
  }
}
