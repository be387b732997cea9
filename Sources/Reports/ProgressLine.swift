/// One line on a terminal that says how far a long task is, as pure state.
///
/// Each function gives the text that has to be written; time is an input.
struct ProgressLine {
  private var startedAt: Duration?
  private var lastShownAt: Duration?
  private var isVisible = false

  /// Says how far the task is; nothing is shown in its first second, and not more often than ten times a second.
  mutating func show(_ text: String, width: Int, at now: Duration) -> String {
    guard let startedAt else {
      self.startedAt = now
      return ""
    }
    guard now - startedAt >= .seconds(1) else { return "" }
    if let lastShownAt, now - lastShownAt < .milliseconds(100) { return "" }
    lastShownAt = now
    isVisible = true
    return eraseLine + Escaped.terminal(text).prefix(max(0, width - 1))
  }

  /// Makes room for a message; the next call of `show` brings the line back.
  mutating func hide() -> String {
    guard isVisible else { return "" }
    isVisible = false
    lastShownAt = nil
    return eraseLine
  }

  /// Ends the task, leaving nothing behind.
  mutating func finish() -> String {
    let erasure = hide()
    self = ProgressLine()
    return erasure
  }
}

/// Back to the first column, and erase to the end of the line.
private let eraseLine = "\r\u{1B}[K"
