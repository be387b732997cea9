import Foundation
import TestSupport
import Testing

/// `octoseal seal` at a terminal, which another program plays.
@Suite("A value that is typed", .enabled(if: Python.isThere, "needs python3"))
struct HiddenInputTests {
  private static let octoseal = Bundle.main.bundleURL.appending(path: "octoseal").path(percentEncoded: false)

  /// Types something once the terminal no longer shows it, and tells what the terminal showed and how it was left.
  private static let program = """
    import os, pty, sys, termios, time
    octoseal, keys = sys.stdin.read().split(" ", 1)
    key = "CQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA="
    child, terminal = pty.fork()
    if child == 0:
        os.execv(octoseal, [octoseal, "seal", "acme/web", "TOKEN", "--public-key", key, "--key-id", "1", "--no-color"])
    shown = b""
    while b"not shown" not in shown: shown += os.read(terminal, 1000)
    while termios.tcgetattr(terminal)[3] & termios.ECHO: time.sleep(0.01)
    os.write(terminal, keys.encode())
    while not termios.tcgetattr(terminal)[3] & termios.ECHO: time.sleep(0.01)
    try:
        while True:
            more = os.read(terminal, 1000)
            if not more: break
            shown += more
    except OSError: pass
    print(shown.decode().replace("\\r\\n", "\\n"), "exit", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """

  @Test("is not shown, ends at the line break, and is sealed")
  func typed() throws {
    let shown = try Python.run(Self.program, input: "\(Self.octoseal) hunter2\n")
    #expect(shown.hasPrefix("Value of acme/web TOKEN (it is not shown): \nvalue:\n  sealed: \""))
    #expect(shown.contains("exit 0"))
    #expect(!shown.contains("hunter2"))
  }

  @Test("can be called off, and the terminal shows again what is typed", arguments: ["\u{3}", "hunter2\u{3}"])
  func interrupted(keys: String) throws {
    let shown = try Python.run(Self.program, input: "\(Self.octoseal) \(keys)")
    #expect(shown.contains("error: interrupted"))
    #expect(shown.contains("exit 1"))
    #expect(!shown.contains("hunter2"))
  }
}
