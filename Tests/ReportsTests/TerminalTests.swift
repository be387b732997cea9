import Reports
import SecretModel
import Synchronization
import Testing

@Suite("Standard error")
struct TerminalTests {
  private final class Screen: Sendable {
    private let bytes = Mutex<[UInt8]>([])
    private let time = Mutex<Duration>(.zero)

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

    func wait(_ duration: Duration) { time.withLock { $0 += duration } }

    func terminal(interactive: Bool = false, color: Bool = false, actions: Bool = false) -> Terminal {
      Terminal(
        isInteractive: interactive,
        color: color,
        actions: actions,
        width: 20,
        now: { self.time.withLock { $0 } },
        write: { new in self.bytes.withLock { $0 += new } }
      )
    }
  }

  private let screen = Screen()

  @Test("diagnostics have the form of compilers, the second place as a note")
  func diagnostics() {
    let terminal = screen.terminal()
    terminal.diagnostics(Fixture.diagnostics)
    #expect(
      screen.text == """
        octoseal.yaml:12:9: error: unknown key 'visibilty' in an organization secret; did you mean 'visibility'?
        b.yaml:3:5: error: the secret 'NPM_TOKEN' is declared twice
        a.yaml:8:5: note: the other place
        warning: 'deploy.pem' can be read by others; chmod 600
        note: a key was made

        """
    )
  }

  @Test("a question is left open for its answer, and what is named in it cannot command the terminal")
  func question() {
    let terminal = screen.terminal()
    terminal.ask("Value of acme/web:a\u{1B}[2Jb TOKEN")
    terminal.endAnswer()
    #expect(screen.text == "Value of acme/web:a\\u{1B}[2Jb TOKEN: \n")
  }

  @Test("only the severity is coloured")
  func colors() {
    screen.terminal(color: true).diagnostics([Fixture.diagnostics[2]])
    #expect(screen.text == "\u{1B}[35mwarning:\u{1B}[0m 'deploy.pem' can be read by others; chmod 600\n")
  }

  @Test("on Actions diagnostics and findings are annotations, and values are masked")
  func actions() {
    let terminal = screen.terminal(actions: true)
    terminal.diagnostics([Fixture.diagnostics[3]])
    terminal.annotate([Fixture.findings[1]])
    terminal.mask(Array("hunter2".utf8))
    let lines = screen.text.split(separator: "\n")
    #expect(lines.map { $0.prefix(9) } == ["::notice ", "::notice ", "::add-mas"])
  }

  @Test("elsewhere values are not written, and findings are left to the report")
  func noMasks() {
    let terminal = screen.terminal()
    terminal.mask(Array("hunter2".utf8))
    terminal.annotate([Fixture.findings[1]])
    #expect(screen.text == "")
  }

  @Test("notes are escaped")
  func notes() {
    screen.terminal().note("a\n::error::b")
    #expect(screen.text == "note: a\\u{A}\\u{3A}:error::b\n")
  }

  @Test("progress shows after a second, is cut to the line, and leaves nothing behind")
  func progress() {
    let terminal = screen.terminal(interactive: true)
    terminal.progress("reading 1 of 300")
    screen.wait(.milliseconds(999))
    terminal.progress("reading 2 of 300")
    #expect(screen.text == "")
    screen.wait(.milliseconds(1))
    terminal.progress("reading 3 of 300 scopes")
    screen.wait(.milliseconds(50))
    terminal.progress("reading 4 of 300")
    terminal.endProgress()
    #expect(screen.text == "\r\u{1B}[Kreading 3 of 300 sc\r\u{1B}[K")
  }

  @Test("a message makes room for itself, and progress comes back")
  func messageDuringProgress() {
    let terminal = screen.terminal(interactive: true)
    terminal.progress("a")
    screen.wait(.seconds(2))
    terminal.progress("b")
    terminal.note("n")
    terminal.progress("c")
    #expect(screen.text == "\r\u{1B}[Kb\r\u{1B}[Knote: n\n\r\u{1B}[Kc")
  }

  @Test("a new task has a quiet second of its own")
  func secondTask() {
    let terminal = screen.terminal(interactive: true)
    terminal.progress("a")
    screen.wait(.seconds(2))
    terminal.endProgress()
    terminal.progress("b")
    #expect(screen.text == "")
  }

  @Test("where nobody looks there is no progress")
  func noProgress() {
    let terminal = screen.terminal()
    terminal.progress("a")
    screen.wait(.seconds(2))
    terminal.progress("b")
    terminal.endProgress()
    #expect(screen.text == "")
  }
}
