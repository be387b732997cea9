import Testing

@testable import Reports

@Suite("Style")
struct TextStyleTests {
  @Test("what is no terminal gets no colour and is never wrapped")
  func pipe() {
    let style = TextStyle(isTerminal: false, width: nil, environment: [:], noColor: false)
    #expect(style == TextStyle(color: false, width: .max))
  }

  @Test("a terminal gets colours and its own width")
  func terminal() {
    let style = TextStyle(isTerminal: true, width: 120, environment: ["NO_COLOR": ""], noColor: false)
    #expect(style == TextStyle(color: true, width: 120))
  }

  @Test("a terminal that does not tell its width has 80 columns")
  func unknownWidth() {
    #expect(TextStyle(isTerminal: true, width: nil, environment: [:], noColor: false).width == 80)
  }

  @Test("COLUMNS says how wide a terminal is, and does not make a pipe one")
  func columns() {
    let environment = ["COLUMNS": "100"]
    #expect(TextStyle(isTerminal: true, width: 80, environment: environment, noColor: false).width == 100)
    #expect(TextStyle(isTerminal: false, width: nil, environment: environment, noColor: false).width == .max)
    #expect(TextStyle(isTerminal: true, width: 90, environment: ["COLUMNS": "x"], noColor: false).width == 90)
  }

  @Test("colours can be forced where nobody looks, unless they are forbidden")
  func forced() {
    func color(_ environment: [String: String], noColor: Bool = false) -> Bool {
      TextStyle(isTerminal: false, width: nil, environment: environment, noColor: noColor).color
    }
    #expect(color(["CLICOLOR_FORCE": "1"]))
    #expect(color(["FORCE_COLOR": "true", "TERM": "dumb"]))
    #expect(!color(["FORCE_COLOR": "0"]))
    #expect(!color(["FORCE_COLOR": "1", "NO_COLOR": "1"]))
    #expect(!color(["FORCE_COLOR": "1"], noColor: true))
  }

  @Test("colours can be switched off", arguments: [["NO_COLOR": "1"], ["TERM": "dumb"], ["CLICOLOR": "0"], [:]])
  func noColor(environment: [String: String]) {
    let style = TextStyle(isTerminal: true, width: 80, environment: environment, noColor: environment.isEmpty)
    #expect(!style.color)
  }
}
