/// How many columns of a terminal a text takes.
func columns(of text: some StringProtocol) -> Int {
  // Looking at characters is slow, and nearly every text has as many as bytes.
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
  return text.reduce(0) { $0 + ($1.isWide ? 2 : 1) }
}

extension Character {
  /// Whether terminals show it two columns wide.
  ///
  /// Source: Unicode Standard Annex 11, the blocks that are wide as a whole.
  fileprivate var isWide: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    if scalar.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}") { return true }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }
}
