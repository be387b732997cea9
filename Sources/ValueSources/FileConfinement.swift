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

  /// Reads a file straight into memory that is wiped after use; `written` is the path as the manifest has it.
  ///
  /// - Throws: `Refusal` when it is missing, outside, no plain file, or too large.
  func read(_ path: String, written: String) throws(Refusal) -> Content {
    let real = try locate(path, written: written)
    // Without waiting, since a manifest could name a pipe that nobody writes to; and a link that takes the place of the
    // file only now is not followed.
    let file = open(real, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
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

  /// The real path of a file that may be read.
  private func locate(_ path: String, written: String) throws(Refusal) -> String {
    let place = RealPath(of: path)
    // Whether a file outside exists is nobody's business either, so the border comes first.
    switch place {
    case .found(let real):
      try checkInside(real, written: written)
      return real
    case .missing(let real):
      try checkInside(real, orByItsWords: path, written: written)
      throw .missing
    case .unreadable(let real):
      try checkInside(real, orByItsWords: path, written: written)
      throw unreadable(written)
    }
  }

  private func checkInside(_ real: String?, orByItsWords path: String, written: String) throws(Refusal) {
    if let real { return try checkInside(real, written: written) }
    guard allowsOutside || !FolderBorder(folder: root).excludes(wordsOf: path) else { throw outside(written) }
  }

  private func checkInside(_ real: String, written: String) throws(Refusal) {
    guard !allowsOutside else { return }
    guard case .found(let realRoot) = RealPath(of: root.isEmpty ? "." : root) else { throw unreadable(written) }
    guard !FolderBorder(folder: realRoot).excludes(wordsOf: real) else { throw outside(written) }
  }

  private func outside(_ written: String) -> Refusal {
    forbidden(
      "value_outside",
      "the file '\(written)' lies outside the manifest's folder",
      remedy: "move it there, or pass '--allow-outside-files'"
    )
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
}

private struct ShortRead: Error {}

private func systemRead(_ file: Int32, _ base: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(file, base, count)
}
