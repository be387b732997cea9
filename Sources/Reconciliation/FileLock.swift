#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Keeps other processes away from a file that is replaced as a whole.
///
/// The lock is the operating system's, on a file beside that one: it ends with the process, however that ends.
public final class FileLock: Sendable {
  private let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  /// Another process holds the lock.
  public struct Held: Error {
    /// The number of that process, where it is known.
    public var process: Int32?
  }

  /// Takes the lock of a file.
  ///
  /// - Parameter file: the path of the file.
  /// - Returns: nil where no file can be made beside that one, which is then not writable either.
  /// - Throws: `Held` when another process holds it.
  public static func take(for file: String) throws(Held) -> FileLock? {
    let path = "\(AtomicFile.resolved(file)).lock"
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        guard [EACCES, EPERM, EROFS, ENOENT, ENOTDIR].contains(errno) else { throw Held(process: nil) }
        return nil
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        defer { close(descriptor) }
        guard errno == EWOULDBLOCK else { return nil }
        throw Held(process: holder(descriptor))
      }
      // The former holder may have removed the file between the two calls; a lock on it would be nobody's.
      if isSame(descriptor, path) {
        note(descriptor)
        // A former holder that was killed while it wrote could not tidy up; nobody else writes while this lock is held.
        AtomicFile.removeLeftovers(of: AtomicFile.resolved(file))
        return FileLock(path: path, descriptor: descriptor)
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
}
