import Logging
import Reports

/// Puts log lines on standard error through its one door.
struct TerminalLogHandler: LogHandler {
  let terminal: Terminal
  var logLevel = Logger.Level.error
  var metadata: Logger.Metadata = [:]

  /// Opens a log.
  init(_ terminal: Terminal) { self.terminal = terminal }

  subscript(metadataKey key: String) -> Logger.MetadataValue? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { terminal.log("\(event.level): \(event.message)") }
}
