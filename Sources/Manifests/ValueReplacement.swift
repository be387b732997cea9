import SecretModel
import YAMLTree

/// A part of a text and what shall stand there instead.
struct Splice {
  var range: Range<Int>
  var text: String
}

/// The text with splices, given in the order of the text, put in.
func applied(_ splices: [Splice], to bytes: [UInt8]) -> [UInt8] {
  var result = bytes
  for splice in splices.reversed() { result.replaceSubrange(splice.range, with: splice.text.utf8) }
  return result
}

/// How the value of a secret is replaced where it stands.
struct ValueReplacement {
  private let secretKey: OutlineNode
  private let secret: OutlineNode
  private let key: OutlineNode
  private let value: OutlineNode
  private let block: SealedBlock
  private let text: SourceText
  private let lineBreak: String

  /// Takes the entries that lead to the value; nil when it is not as deep as that of a secret.
  init?(_ path: [OutlineEntry], block: SealedBlock, in text: SourceText) {
    guard let entry = path.last, let parent = path.dropLast().last else { return nil }
    secretKey = parent.key
    secret = parent.value
    key = entry.key
    value = entry.value
    self.block = block
    self.text = text
    lineBreak = text.lineBreak(near: entry.key.range.lowerBound)
  }

  /// What to change; nil for a layout that is not understood.
  var splices: [Splice]? {
    if let renewed { return renewed }
    let isSealedInBraces = value.entries?.contains { $0.key.text == "sealed" } == true && !value.isBlock
    if !secret.isBlock || isSealedInBraces { return [Splice(range: value.range, text: inBraces)] }
    if value.isBlock, let first = value.entries?.first { return [inPlaceOfLines(from: first)] }
    return behindKey.map { [$0] }
  }

  /// A block with the right keys gets new texts, and nothing else of it moves.
  private var renewed: [Splice]? {
    guard let entries = value.entries, entries.map(\.key.text) == block.members.map(\.key) else { return nil }
    let scalars = entries.map(\.value).filter { if case .scalar = $0.content { !$0.isBlock } else { false } }
    guard scalars.count == entries.count else { return nil }
    return zip(scalars, block.quotedTexts).map { Splice(range: $0.range, text: $1) }
  }

  /// A mapping in braces on one line; comments that were inside the old value stand before its keys.
  private var inBraces: String {
    let content = "\(block.lines.joined(separator: ", ")) }"
    let comments = text.comments(in: value.range, between: value.leaves(in: text.bytes))
    guard let first = comments.first else { return "{ \(content)" }
    let lineStart = text.afterLineBreak(at: first.upperBound)
    let newLine = lineBreak + text.text(lineStart..<text.afterBlanks(from: lineStart))
    let isBesideBrace = text.lineEnd(from: value.range.lowerBound) == first.upperBound
    return "{" + (isBesideBrace ? " " : newLine)
      + (comments.map(text.text) + [content]).joined(separator: newLine)
  }

  /// Three lines instead of those of an indented mapping; what stands before its first key stays.
  private func inPlaceOfLines(from first: OutlineEntry) -> Splice {
    let range = first.key.range.lowerBound..<text.lineEnd(from: value.range.upperBound)
    let comments = text.comments(in: range, between: value.leaves(in: text.bytes)).map(text.text)
    let newLine = lineBreak + spaces(first.key.location.column - 1)
    return Splice(range: range, text: (comments + block.lines).joined(separator: newLine))
  }

  /// Three lines below the key; a comment beside the key stays there, others stand above the lines.
  private var behindKey: Splice? {
    let colon = text.afterBlanks(from: key.range.upperBound)
    guard colon < text.bytes.count, text.bytes[colon] == UInt8(ascii: ":") else { return nil }
    let range = (colon + 1)..<text.lineEnd(from: value.range.upperBound)
    var comments = text.comments(in: range, between: value.leaves(in: text.bytes))
    var besideKey = ""
    if let first = comments.first, first.upperBound == text.lineEnd(from: colon) {
      let blanks = text.text(text.startOfBlanks(before: first.lowerBound)..<first.lowerBound)
      // Behind a bracket libyaml wants no space before it; behind the colon it does.
      besideKey = (blanks.isEmpty ? " " : blanks) + text.text(first)
      comments.removeFirst()
    }
    let column = key.location.column - 1
    let step = key.location.column - secretKey.location.column
    let newLine = lineBreak + spaces(column + (step > 0 ? step : 2))
    return Splice(
      range: range,
      text: besideKey + (comments.map(text.text) + block.lines).map { newLine + $0 }.joined()
    )
  }
}

/// An indentation.
func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
