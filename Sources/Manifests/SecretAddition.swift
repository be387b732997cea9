import SecretModel
import YAMLTree

/// How a secret is added to the end of a list of secrets that has one line or more for each.
struct SecretAddition {
  /// What to change.
  let splice: Splice

  /// Takes the entries that lead to `secrets`; nil when they are not listed line by line.
  init?(_ path: [OutlineEntry], name: SecretName, block: SealedBlock, in text: SourceText) {
    guard let secrets = path.last?.value, secrets.isBlock, let entries = secrets.entries, let first = entries.first
    else { return nil }
    let column = first.key.location.column - 1
    let indentedChild = entries.lazy.filter { $0.value.isBlock }.compactMap { $0.value.entries?.first?.key }.first
    let step = indentedChild.map { $0.location.column - 1 - column } ?? 2
    let offset = Self.end(of: secrets, column: column, in: text)
    let lines =
      [spaces(column) + "\(name):", spaces(column + step) + "value:"]
      + block.lines.map { spaces(column + 2 * step) + $0 }
    let lineBreak = text.lineBreak(near: first.key.range.lowerBound)
    splice = Splice(range: offset..<offset, text: lines.map { lineBreak + $0 }.joined())
  }

  /// The end of the last line that belongs to a mapping, comments with its indentation among them.
  private static func end(of mapping: OutlineNode, column: Int, in text: SourceText) -> Int {
    var end = text.lineEnd(from: mapping.range.upperBound)
    var position = end
    while position < text.bytes.count {
      let lineStart = text.afterLineBreak(at: position)
      let content = text.afterBlanks(from: lineStart)
      position = text.lineEnd(from: lineStart)
      if content == position { continue }
      guard text.bytes[content] == UInt8(ascii: "#"), content - lineStart >= column else { break }
      end = position
    }
    return end
  }
}
