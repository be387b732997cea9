import SecretModel
import Synchronization
import Testing

@testable import Reports

/// What a runner does not show has to be said, or ten errors pass for all of them.
@Suite("Annotations beyond the runner's limit")
struct AnnotationLimitTests {
  private final class Lines: Sendable {
    let all = Mutex<[String]>([])

    func terminal(actions: Bool) -> Terminal {
      Terminal(
        isInteractive: false,
        color: false,
        actions: actions,
        write: { [self] bytes in
          all.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
        }
      )
    }
  }

  private func findings(errors: Int, notes: Int) -> [Finding] {
    Array(repeating: Finding(.note, code: "n", message: "n"), count: notes)
      + Array(repeating: Finding(.error, code: "e", message: "e"), count: errors)
  }

  @Test("errors come before notes")
  func order() {
    let lines = Lines()
    lines.terminal(actions: true).annotate(findings(errors: 1, notes: 1))
    #expect(lines.all.withLock { $0 } == ["::error title=e::e\n", "::notice title=n::n\n"])
  }

  @Test("what goes beyond ten of a kind is counted over the whole step")
  func limit() {
    let lines = Lines()
    let terminal = lines.terminal(actions: true)
    terminal.annotate(findings(errors: 10, notes: 10))
    #expect(lines.all.withLock { !$0.contains { $0.hasPrefix("note:") } })
    terminal.diagnostics([Diagnostic(code: "e", message: "e")])
    #expect(lines.all.withLock { $0.last?.contains("1 more stands only in this log") == true })
    terminal.annotate(findings(errors: 2, notes: 3))
    #expect(lines.all.withLock { $0.last?.contains("6 more stand only in this log") == true })
  }

  @Test("elsewhere nothing is annotated or counted")
  func elsewhere() {
    let lines = Lines()
    lines.terminal(actions: false).annotate(findings(errors: 20, notes: 0))
    #expect(lines.all.withLock { $0 } == [])
  }
}
