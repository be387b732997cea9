#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import Reports
import Sealing
import ValueSources

/// Standard input as the place from which a value comes.
enum HiddenInput {
  /// Reads all of standard input, or one line that a terminal does not show.
  ///
  /// - Parameters:
  ///   - question: what a person at a terminal is asked for.
  ///   - terminal: where the question is shown.
  /// - Returns: what was typed or piped in.
  /// - Throws: `StreamFailure` when it cannot be read, or somebody interrupted the question.
  static func read(asking question: String, on terminal: Terminal) throws(StreamFailure) -> SecretValue {
    guard isatty(STDIN_FILENO) == 1 else {
      return try readValue(from: STDIN_FILENO, isInterrupted: { Interruption.isRequested })
    }
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else { throw StreamFailure(isInterrupted: false) }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    terminal.ask("\(question) (it is not shown)")
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      terminal.endAnswer()
    }
    return try readValue(from: STDIN_FILENO, isLine: true, isInterrupted: { Interruption.isRequested })
  }
}
