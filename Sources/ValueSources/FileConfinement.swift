#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif
import Sealing
import SecretModel

/// Reads files that lie in the manifest's folder, and no others.
struct FileConfinement {
  /// Why a file is not read.
  enum Refusal: Error {
    /// It is not there.
    case missing
    /// It must not be read, or cannot be.
    case forbidden(Diagnostic)
  }

  /// What was found besides the content.
  struct Content {
    var value: SecretValue
    var isReadableByOthers: Bool
  }

  /// No value file has a reason to be larger; a JSON or YAML file of many values may be this large.
  static let largestFile = 1_024 * 1_024

  let root: String
  let allowsOutside: Bool

  /// Reads a file straight into memory that is wiped after use.
  ///
  /// - Parameters:
  ///   - path: the path from the working folder.
  ///   - written: the path as the manifest has it.
  /// - Throws: `Refusal` when it is missing, outside, no plain file, or too large.
  func read(_ path: String, written: String) throws(Refusal) -> Content {
    guard let real = realPath(path) else {
      guard errno == ENOENT || errno == ENOTDIR else { throw unreadable(written) }
      throw .missing
    }
    try checkInside(real, written: written)
    // Without waiting, since a manifest could name a pipe that nobody writes to.
    let file = open(real, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw unreadable(written) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw unreadable(written) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw forbidden("value_not_a_file", "'\(written)' is no plain file", remedy: "name a file")
    }
    guard status.st_size <= Self.largestFile else {
      throw forbidden(
        "value_too_large",
        "the file '\(written)' is larger than \(Self.largestFile) bytes",
        remedy: "name a smaller one"
      )
    }
    let value = try contents(of: file, size: Int(status.st_size), written: written)
    return Content(value: value, isReadableByOthers: status.st_mode & S_IROTH != 0)
  }

  private func checkInside(_ real: String, written: String) throws(Refusal) {
    guard !allowsOutside else { return }
    guard let realRoot = realPath(root.isEmpty ? "." : root) else { throw unreadable(written) }
    guard real.hasPrefix(realRoot == "/" ? "/" : "\(realRoot)/") else {
      throw forbidden(
        "value_outside",
        "the file '\(written)' lies outside the manifest's folder",
        remedy: "move it there, or pass '--allow-outside-files'"
      )
    }
  }

  private func contents(of file: Int32, size: Int, written: String) throws(Refusal) -> SecretValue {
    do {
      return try SecretValue(byteCount: size) { (buffer) throws(ShortRead) in
        var count = 0
        while count < size {
          let got = systemRead(file, buffer.baseAddress?.advanced(by: count), size - count)
          if got < 0, errno == EINTR { continue }
          guard got > 0 else { throw ShortRead() }
          count += got
        }
      }
    } catch {
      throw unreadable(written)
    }
  }

  private func unreadable(_ written: String) -> Refusal {
    forbidden("value_unreadable", "the file '\(written)' cannot be read", remedy: "make it readable for this user")
  }

  private func forbidden(_ code: String, _ message: String, remedy: String) -> Refusal {
    .forbidden(Diagnostic(code: code, message: message, remedy: remedy))
  }

  /// The path with every link followed; nil when there is no such file.
  private func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

private struct ShortRead: Error {}

private func systemRead(_ file: Int32, _ base: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, base, count)
}
