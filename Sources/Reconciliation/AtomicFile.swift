#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Replaces a file as a whole: after a crash either the old content is there or the new one.
public enum AtomicFile {
  /// Why a file could not be replaced.
  public struct Failure: Error, Sendable {
    /// What was tried, such as `write`.
    public var operation: String
    /// The system's error number.
    public var code: Int32

    /// The system's words for the error.
    public var reason: String { String(cString: strerror(code)) }
  }

  /// What a new content survives.
  public enum Durability: Sendable {
    /// The end of the process, and a power cut.
    case flushed
    /// The end of the process.
    case renamed
  }

  /// Writes bytes beside the target, flushes them to the disk, and renames them into place.
  ///
  /// A symbolic link is followed, so that the file it names is replaced and not the link.
  ///
  /// - Parameters:
  ///   - bytes: the new content.
  ///   - path: the file to replace or make.
  ///   - permissions: the mode of a new file; an existing file keeps its own.
  ///   - durability: what the new content survives.
  /// - Throws: `Failure` when the file is as it was before.
  public static func write(
    _ bytes: [UInt8],
    to path: String,
    permissions: UInt32 = 0o644,
    _ durability: Durability = .flushed
  ) throws(Failure) {
    let target = resolved(path)
    var status = stat()
    let mode = stat(target, &status) == 0 ? status.st_mode & 0o7777 : mode_t(permissions)
    let temporary = "\(target).\(getpid()).tmp"
    do throws(Failure) {
      try writeAll(bytes, to: temporary, mode: mode, durability)
      guard rename(temporary, target) == 0 else { throw Failure(operation: "rename", code: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
    if durability == .flushed { flushFolder(of: target) }
  }

  /// Makes a file with these bytes unless one is there: of two processes that try, one succeeds.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - path: the file to make.
  ///   - permissions: its mode.
  /// - Returns: whether it was made.
  /// - Throws: `Failure` when it could not be made.
  public static func create(_ bytes: [UInt8], at path: String, permissions: UInt32) throws(Failure) -> Bool {
    let temporary = "\(path).\(getpid()).tmp"
    defer { unlink(temporary) }
    try writeAll(bytes, to: temporary, mode: mode_t(permissions), .flushed)
    guard link(temporary, path) == 0 else {
      guard errno == EEXIST else { throw Failure(operation: "link", code: errno) }
      return false
    }
    flushFolder(of: path)
    return true
  }

  /// Removes what processes left beside a file that were killed while they wrote it.
  ///
  /// - Parameter target: the file; no other process may be writing it.
  static func removeLeftovers(of target: String) {
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    let folder = String(target[..<slash])
    let name = target[slash...]
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    for file in files where file.hasPrefix("\(name).") && file.hasSuffix(".tmp") {
      let number = file.dropFirst(name.count + 1).dropLast(4)
      if !number.isEmpty, number.utf8.allSatisfy({ (48...57).contains($0) }) { unlink(folder + file) }
    }
  }

  /// The file that a path stands for when symbolic links are followed; the path itself when nothing is there.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return destination(of: path) }
    defer { free(real) }
    return String(cString: real)
  }

  /// Where a link leads whose target is still to be made; the path itself when it is no link.
  private static func destination(of path: String) -> String {
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) else { return path }
    guard !target.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return target }
    return "\(path[...slash])\(target)"
  }

  private static func writeAll(
    _ bytes: [UInt8],
    to path: String,
    mode: mode_t,
    _ durability: Durability
  ) throws(Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw Failure(operation: "open", code: errno) }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
      guard count > 0 else {
        if count < 0, errno == EINTR { continue }
        throw Failure(operation: "write", code: errno)
      }
      written += count
    }
    guard fchmod(file, mode) == 0 else { throw Failure(operation: "fchmod", code: errno) }
    guard durability == .renamed || fsync(file) == 0 else { throw Failure(operation: "flush", code: errno) }
  }

  /// Without this a power cut may undo the rename; a file system that refuses it has no such promise to give.
  private static func flushFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }
}

private func systemWrite(_ file: Int32, _ base: UnsafeRawPointer?, _ count: Int) -> Int {
  write(file, base, count)
}
