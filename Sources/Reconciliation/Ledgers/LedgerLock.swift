#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
public import SecretModel

/// Keeps a second apply away from a ledger file while one is at work.
///
/// The lock is the operating system's, on a file beside the ledger: it ends with the process, however that ends.
public final class LedgerLock: Sendable {
  private let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  /// Takes the lock of a ledger file.
  ///
  /// - Parameter ledger: the path of the ledger.
  /// - Returns: nil where no file can be made beside the ledger, which is then not writable either.
  /// - Throws: `Diagnostic` when another process holds it.
  public static func take(for ledger: String) throws(Diagnostic) -> LedgerLock? {
    let path = "\(AtomicFile.resolved(ledger)).lock"
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { return nil }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        defer { close(descriptor) }
        guard errno == EWOULDBLOCK else { return nil }
        throw held(ledger, by: holder(descriptor))
      }
      // The former holder may have removed the file between the two calls; a lock on it would be nobody's.
      if isSame(descriptor, path) {
        note(descriptor)
        // A former holder that was killed while it wrote could not tidy up; nobody else writes while this lock is held.
        AtomicFile.removeLeftovers(of: AtomicFile.resolved(ledger))
        return LedgerLock(path: path, descriptor: descriptor)
      }
      close(descriptor)
    }
  }

  /// Gives the lock back and removes its file.
  public func release() {
    unlink(path)
    close(descriptor)
  }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var opened = stat()
    var named = stat()
    guard fstat(descriptor, &opened) == 0, stat(path, &named) == 0 else { return false }
    return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev
  }

  /// Writes down who holds the lock, for the message that another process gives.
  private static func note(_ descriptor: Int32) {
    let text = Array("\(getpid())\n".utf8)
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = pwrite(descriptor, text, text.count, 0)
  }

  private static func holder(_ descriptor: Int32) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return Int32(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).prefix { $0.isNumber })
  }

  private static func held(_ ledger: String, by process: Int32?) -> Diagnostic {
    Diagnostic(
      code: "ledger.locked",
      message: "another apply\(process.map { " (process \($0))" } ?? "") is at work on the ledger '\(ledger)'",
      remedy: "wait until it has ended, then apply again"
    )
  }
}
