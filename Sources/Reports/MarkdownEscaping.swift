extension Escaped {
  /// Prose for Markdown at GitHub: words of letters stand as they are, everything else in code spans.
  ///
  /// A list of what is plain, not of what is special: GitHub turns names, numbers, digests, addresses and words with
  /// symbols into mentions, references, links and formats, but nothing inside code.
  static func markdown(_ text: String) -> String {
    terminal(text).split(separator: " ", omittingEmptySubsequences: false).map(markdownWord).joined(separator: " ")
  }

  /// A name for Markdown, as a code span that also stands in a table.
  static func markdownCode(_ text: String) -> String {
    let shown = terminal(text)
    return isLiteralInCode(shown) ? "`\(shown)`" : htmlCode(text)
  }

  /// A name for HTML, whether or not Markdown is looked for around it.
  ///
  /// In a code element GitHub looks for no mentions and references; the character references keep Markdown and HTML
  /// from seeing anything.
  static func htmlCode(_ text: String) -> String {
    "<code>\(replacing(terminal(text), characterReference))</code>"
  }
}

/// A word with what belongs to the sentence left outside of the code.
private func markdownWord(_ word: Substring) -> String {
  let start = word.drop { "'(\"".contains($0) }
  guard let last = start.lastIndex(where: { !"'\".,;:!?)".contains($0) }) else { return String(word) }
  let core = start[...last]
  guard !isPlainWord(core) else { return String(word) }
  return word[..<core.startIndex] + Escaped.markdownCode(String(core)) + word[core.endIndex...]
}

/// Whether a word is a short number, or has only letters and does not look like a digest of a commit.
private func isPlainWord(_ word: Substring) -> Bool {
  if word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { return word.utf8.count < 7 }
  let isDigest = word.utf8.count >= 7 && word.allSatisfy { $0.isHexDigit }
  return !isDigest && word.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "'" }
}

/// Whether a code span shows a text as it is, also in a table.
private func isLiteralInCode(_ text: String) -> Bool {
  guard let first = text.first, let last = text.last, first != " ", last != " " else { return false }
  return !text.unicodeScalars.contains { "`|\\".unicodeScalars.contains($0) }
}

private func characterReference(_ scalar: Unicode.Scalar) -> String? {
  switch scalar {
  case "a"..."z", "A"..."Z", "0"..."9", "-": nil
  // The renderer looks for addresses in what the references stand for, but not across an element.
  case "@", ":", ".": "<wbr>&#\(scalar.value);"
  default: scalar.isASCII ? "&#\(scalar.value);" : nil
  }
}
