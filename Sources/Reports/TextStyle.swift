/// How text is laid out for its reader.
public struct TextStyle: Hashable, Sendable {
  /// Whether colours may be used.
  public var color: Bool

  /// The number of columns after which lines are wrapped, as far as no name is broken.
  public var width: Int

  /// States both.
  public init(color: Bool, width: Int) {
    self.color = color
    self.width = width
  }

  /// What a stream and the environment allow.
  ///
  /// What is no terminal gets no colour and is never wrapped, so that lines can be searched; `COLUMNS` counts on a
  /// terminal. `NO_COLOR` with any text (no-color.org) and `--no-color` switch colours off; else `CLICOLOR_FORCE` and
  /// `FORCE_COLOR` with any text but `0` switch them on anywhere (bixense.com/clicolors); else `TERM=dumb` and
  /// `CLICOLOR=0` switch them off on a terminal too.
  public init(for stream: StandardStream, environment: [String: String], noColor: Bool = false) {
    self.init(isTerminal: stream.isTerminal, width: stream.width, environment: environment, noColor: noColor)
  }

  init(isTerminal: Bool, width: Int?, environment: [String: String], noColor: Bool) {
    color = Self.wantsColor(isTerminal: isTerminal, environment: environment, noColor: noColor)
    let told = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    self.width = isTerminal ? max(40, told ?? width ?? 80) : .max
  }

  private static func wantsColor(isTerminal: Bool, environment: [String: String], noColor: Bool) -> Bool {
    if noColor || environment["NO_COLOR"]?.isEmpty == false { return false }
    let isForced = ["CLICOLOR_FORCE", "FORCE_COLOR"].contains { name in !["", "0"].contains(environment[name] ?? "") }
    return isForced || (isTerminal && environment["TERM"] != "dumb" && environment["CLICOLOR"] != "0")
  }

  /// Puts a colour around text, when colours may be used.
  func painted(_ text: String, _ paint: Paint?) -> String {
    guard color, let paint, !text.isEmpty else { return text }
    return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
  }
}

/// The few colours that are used, by their SGR parameter.
///
/// Those that can be read on a dark and on a light background: no yellow, no blue, nothing dim. What they say is always
/// said by a symbol or a word as well.
enum Paint: Int {
  case bold = 1
  case red = 31
  case green = 32
  case magenta = 35
  case cyan = 36
}
