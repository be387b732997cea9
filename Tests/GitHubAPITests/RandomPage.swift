import TestSupport

/// Pages of repositories that differ in all that JSON leaves open.
struct RandomPage {
  private var random: SplitMix64
  private let isUnusual: Bool
  private(set) var trailingSpace = 0

  /// Starts the pages of a seed; in unusual ones, wanted fields may be escaped, null, repeated or of another type.
  init(seed: Int, isUnusual: Bool = false) {
    random = SplitMix64(seed: seed)
    self.isUnusual = isUnusual
  }

  mutating func page() -> String {
    var members = [member("repositories", repositories())]
    if !random.once(in: 4) { members.append(member("total_count", String(Int.random(in: 0...300, using: &random)))) }
    let text = object(members + others(depth: 0))
    let end = space()
    trailingSpace = end.utf8.count
    return space() + text + end
  }

  mutating func repositories() -> String {
    list("[", (0..<Int.random(in: 0...3, using: &random)).map { _ in repository() }, "]")
  }

  private mutating func repository() -> String {
    var members = [member("id", id()), member("full_name", fullName())]
    if random.once(in: 2) { members.append(member("private", truth())) }
    if random.once(in: 2) { members.append(member("archived", truth())) }
    if random.once(in: 2) {
      members.append(member("visibility", random.pick([#""public""#, #""private""#, #""internal""#, #""secret""#])))
    }
    members.append(member("owner", object([member("id", "7"), member("full_name", #""no/one""#)] + others(depth: 1))))
    if isUnusual, random.once(in: 4) { members.append(random.pick(members)) }
    if isUnusual, random.once(in: 8) { members.append(member("id", id())) }
    return object(members + others(depth: 0))
  }

  private mutating func id() -> String {
    if isUnusual, random.once(in: 8) {
      return random.pick(["-4", "1.0", "1e2", "01", "null", #""1""#, "9223372036854775808", "{}", "-0"])
    }
    return random.pick([
      "0", "1", "744692002", "9223372036854775807", String(Int64.random(in: 0...9_999, using: &random)),
    ])
  }

  private mutating func fullName() -> String {
    if isUnusual, random.once(in: 4) {
      return random.pick([#""acme\/web""#, #""\u0061cme/web""#, "null", "5", #""acme""#, #""a/b/c""#, "\"a/\u{1}\""])
    }
    return random.pick([#""acme/web""#, #""Acme/some-repository_with.a.long-name""#, #""Möhre/grün""#, #""a/🥕""#])
  }

  private mutating func truth() -> String {
    isUnusual && random.once(in: 8) ? random.pick(["null", "1", #""true""#]) : random.pick(["true", "false"])
  }

  private mutating func others(depth: Int) -> [String] {
    let keys = ["x", "node_id", "topics", "ids", "fullname", "totals", "é", "license", "custom properties", "", "url"]
    return (0..<Int.random(in: 0...4, using: &random)).map { _ in member(random.pick(keys), value(depth: depth)) }
  }

  private mutating func value(depth: Int) -> String {
    switch Int.random(in: 0..<(depth < 4 ? 9 : 7), using: &random) {
    case 0: "null"
    case 1: random.pick(["true", "false"])
    case 2: random.pick(["0", "-1", "1.5", "-0.25e+10", "1E400", "123456789012345678901234567890"])
    case 3:
      random.pick([#""""#, #""\\""#, #""\"""#, #""a\"b]}""#, #""\\\"{[""#, #""\u00e9\ud83e\udd55\n""#, #""[\"id\":9""#])
    case 4, 5, 6: text()
    case 7: object([member("id", "9")] + others(depth: depth + 1))
    default: list("[", (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) }, "]")
    }
  }

  private mutating func text() -> String {
    let parts = ["a", "https://api.github.com/", "{/key}", "é", "🥕", #"\""#, #"\\"#, "[", "}", ",", ":", " ", #"\/"#]
    return "\"" + (0..<Int.random(in: 0...12, using: &random)).map { _ in random.pick(parts) }.joined() + "\""
  }

  private mutating func member(_ key: String, _ value: String) -> String {
    let isEscaped = isUnusual && !key.isEmpty && random.once(in: 16)
    let spelled = isEscaped && key.first == "i" ? #"\u0069"# + key.dropFirst() : key
    return "\"\(spelled)\"\(space()):\(space())\(value)"
  }

  private mutating func object(_ members: [String]) -> String {
    list("{", members.shuffled(using: &random), "}")
  }

  private mutating func list(_ open: String, _ items: [String], _ close: String) -> String {
    let separated = items.map { space() + $0 + space() }.joined(separator: ",")
    return open + (items.isEmpty ? space() : separated) + close
  }

  private mutating func space() -> String {
    random.once(in: 4) ? random.pick([" ", "\n", "\t", "\r\n", "  \n    "]) : ""
  }
}
