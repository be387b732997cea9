public import SecretModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The two streams that a command writes to.
public enum StandardStream: Int32, Sendable {
  /// What a command produces.
  case output = 1
  /// Everything else.
  case error = 2

  /// Whether a person is looking.
  public var isTerminal: Bool { isatty(rawValue) == 1 }

  /// The columns of the terminal; nil when it is none or does not tell.
  public var width: Int? {
    var size = winsize()
    guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Makes a reader that went away an error of `write`, instead of the silent end of the process.
  ///
  /// An apply whose output nobody reads any more still has to finish and to keep its ledger.
  public static func reportBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Writes all of a text.
  ///
  /// - Throws: `StreamError` when the other side is gone or the disk is full.
  public func write(_ text: String) throws(StreamError) {
    try write(bytes: Array(text.utf8))
  }

  /// Writes all bytes.
  ///
  /// - Throws: `StreamError` when the other side is gone or the disk is full.
  public func write(bytes: [UInt8]) throws(StreamError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(rawValue, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        throw StreamError(reason: String(cString: strerror(errno)))
      }
    }
  }

  /// A pipe that another program made non-blocking refuses bytes for a while.
  private func waitUntilWritable() {
    var request = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}

/// A stream did not take what was written to it.
public struct StreamError: Error, Hashable, Sendable {
  /// The system's words.
  public var reason: String

  /// What to tell the user.
  public var diagnostic: Diagnostic {
    Diagnostic(
      code: "output.failed",
      message: "standard output could not be written: \(reason)",
      remedy: "send it to a file or program that takes it; '--json-into' keeps the result in a file as well"
    )
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
