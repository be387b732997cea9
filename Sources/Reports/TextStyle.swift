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
  /// What is no terminal gets no colour and is never wrapped, so that lines can be searched. `NO_COLOR` with any text
  /// (no-color.org), `TERM=dumb` and `--no-color` switch colours off on a terminal too.
  public init(for stream: StandardStream, environment: [String: String], noColor: Bool = false) {
    self.init(isTerminal: stream.isTerminal, width: stream.width, environment: environment, noColor: noColor)
  }

  init(isTerminal: Bool, width: Int?, environment: [String: String], noColor: Bool) {
    let isForbidden = noColor || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
    color = isTerminal && !isForbidden
    self.width = isTerminal ? max(40, width ?? 80) : .max
  }

  /// Puts a colour around text, when colours may be used.
  func painted(_ text: String, _ paint: Paint?) -> String {
    guard color, let paint, !text.isEmpty else { return text }
    return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
  }
}

/// The few colours that are used, by their SGR parameter.
enum Paint: Int {
  case bold = 1
  case dim = 2
  case red = 31
  case green = 32
  case yellow = 33
  case cyan = 36
}
