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

  @Test("colours can be switched off", arguments: [["NO_COLOR": "1"], ["TERM": "dumb"], [:]])
  func noColor(environment: [String: String]) {
    let style = TextStyle(isTerminal: true, width: 80, environment: environment, noColor: environment.isEmpty)
    #expect(!style.color)
  }
}
