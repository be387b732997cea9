#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import Reports

/// Asks a person who sits at a terminal.
struct Prompt {
  /// Whether there is somebody to ask.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && StandardStream.error.isTerminal }

  /// Asks a question; only `yes` is consent.
  static func confirms(_ question: String, on terminal: Terminal) -> Bool {
    terminal.ask("\(question) Only 'yes' is taken as consent")
    return readLine(strippingNewline: true) == "yes"
  }
}
