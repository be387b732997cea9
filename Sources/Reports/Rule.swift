/// What one code means, for readers who never saw it before.
struct Rule {
  /// The code, which never changes.
  var id: String
  /// What is wrong, in a few words.
  var summary: String
  /// What to do about it.
  var help: String

  init(_ id: String, _ summary: String, _ help: String) {
    self.id = id
    self.summary = summary
    self.help = help
  }

  /// What the table says of a code.
  ///
  /// Codes that are made from a server's answer or a parser's complaint need no entry of their own: their words say what
  /// they are about, and the message has the rest.
  static func of(_ code: String) -> Rule {
    known[code]
      ?? Rule(code, code.split { ".:_".contains($0) }.joined(separator: " "), "See the message of each result.")
  }

  private static let known = Dictionary(uniqueKeysWithValues: ruleTable.map { ($0.id, $0) })
}
