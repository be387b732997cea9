import TestSupport

/// Something to write as YAML: a word that must not be quoted, a text, or keys in an order.
indirect enum Written {
  case word(String)
  case text(String)
  case mapping([(key: String, value: Written)])
}

/// Writes YAML in a style that changes from place to place, with a numbered comment wherever one may stand.
struct RandomLayout {
  private(set) var comments = 0
  private var random: SplitMix64
  private let lineBreak: String

  init(_ random: SplitMix64) {
    self.random = random
    lineBreak = self.random.once(in: 3) ? "\r\n" : "\n"
  }

  /// A document whose outermost mapping is indented.
  mutating func document(_ root: [(key: String, value: Written)]) -> String {
    let mark = random.once(in: 4) ? "\u{FEFF}" : ""
    let text = lines(root, indentation: "")
    return mark + (random.once(in: 4) ? String(text.dropLast(text.hasSuffix("\r\n") ? 1 : lineBreak.count)) : text)
  }

  /// The lines of an indented mapping, each with its line break.
  private mutating func lines(_ entries: [(key: String, value: Written)], indentation: String) -> String {
    let inner = indentation + String(repeating: " ", count: random.pick([1, 2, 2, 2, 4]))
    var text = ""
    for (key, value) in entries {
      text += linesBetween(indentation) + indentation + scalar(key) + (random.once(in: 8) ? " :" : ":")
      if case .mapping(let members) = value, !random.once(in: 4) {
        text += lineEnd() + linesBetween(inner) + lines(members, indentation: inner)
      } else if random.once(in: 6) {
        text += lineEnd() + linesBetween(inner) + inner + inBraces(value, indentation: inner) + lineEnd()
      } else {
        text += " " + inBraces(value, indentation: inner) + lineEnd()
      }
    }
    return text
  }

  /// A value inside braces; line breaks are legal there as long as they are followed by the indentation.
  private mutating func inBraces(_ value: Written, indentation: String) -> String {
    switch value {
    case .word(let word): return word
    case .text(let text): return scalar(text)
    case .mapping(let members):
      var text = "{" + space(indentation)
      for (index, (key, value)) in members.enumerated() {
        text += scalar(key) + ":" + space(indentation) + inBraces(value, indentation: indentation)
        text += index + 1 < members.count || random.once(in: 8) ? "," + space(indentation) : ""
      }
      return text + space(indentation) + "}"
    }
  }

  private mutating func space(_ indentation: String) -> String {
    random.once(in: 5) ? lineEnd() + linesBetween(indentation) + indentation : " "
  }

  private mutating func lineEnd() -> String {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: random.pick([" ", "   ", "\t", " \t "]) + comment() + lineBreak
    case 1: "  " + lineBreak
    default: lineBreak
    }
  }

  private mutating func linesBetween(_ indentation: String) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: indentation + comment() + lineBreak
    case 1: lineBreak + indentation + comment() + lineBreak + lineBreak
    case 2: lineBreak
    default: ""
    }
  }

  private mutating func comment() -> String {
    comments += 1
    return "# c\(comments); " + random.pick(["", "a # b", "ü😀", "'", "\"", "tab\tbed", "{ value: *x }", "&a - ? :"])
  }

  private mutating func scalar(_ text: String) -> String {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: "'\(text)'"
    case 1: "\"\(text)\""
    default: text.contains { " #,".contains($0) } ? "'\(text)'" : text
    }
  }
}
