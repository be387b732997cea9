#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
public import Sealing

/// Reads a value from an open file, such as standard input, straight into memory that is wiped after use.
///
/// - Parameters:
///   - descriptor: the file.
///   - isLine: whether the first line break ends it, as on a terminal; it is not part of the value then.
///   - isInterrupted: asked while nothing comes; true ends the waiting.
/// - Returns: the value, at most a little longer than any value may be.
/// - Throws: `StreamFailure` when it cannot be read to its end.
public func readValue(
  from descriptor: Int32,
  isLine: Bool = false,
  isInterrupted: () -> Bool
) throws(StreamFailure) -> SecretValue {
  var count = 0
  let buffer = try SecretValue(byteCount: largestStream + 1) { (memory) throws(StreamFailure) in
    while count <= largestStream {
      try waitForInput(descriptor, isInterrupted)
      // A terminal's line is read byte by byte, so that what follows it stays for who reads next.
      let room = isLine ? 1 : largestStream + 1 - count
      let got = read(descriptor, memory.baseAddress?.advanced(by: count), room)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw StreamFailure(isInterrupted: false) }
      guard got > 0, !(isLine && memory[count] == UInt8(ascii: "\n")) else { return }
      count += got
    }
  }
  return buffer.withBytes { SecretValue(copying: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
}

/// Waits by looking now and then, since a signal ends a read only on the thread that it happens to reach.
private func waitForInput(_ descriptor: Int32, _ isInterrupted: () -> Bool) throws(StreamFailure) {
  var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  while poll(&watched, 1, 100) == 0 || (watched.revents == 0 && errno == EINTR) {
    guard !isInterrupted() else { throw StreamFailure(isInterrupted: true) }
  }
}

/// A value could not be read to its end.
public struct StreamFailure: Error {
  /// Whether a signal ended the waiting.
  public var isInterrupted: Bool

  /// States why.
  public init(isInterrupted: Bool) { self.isInterrupted = isInterrupted }
}

/// More than any value may have: what is longer is read no further, and is too large by every rule.
private let largestStream = 64 * 1_024
