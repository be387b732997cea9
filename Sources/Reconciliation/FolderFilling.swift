#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Puts files into a folder that is new or empty: all of them, or none.
public enum FolderFilling {
  /// Why a folder was not filled; it is as it was before.
  public struct Failure: Error, Sendable {
    /// What is in the way, to be read after the folder's name.
    public var reason: String
  }

  /// Whether a folder could be filled: nothing is there, or a folder without anything in it.
  public static func isFree(_ folder: String) -> Bool {
    guard FileManager.default.fileExists(atPath: folder) else { return true }
    return (try? FileManager.default.contentsOfDirectory(atPath: folder).isEmpty) ?? false
  }

  /// Writes files into a hidden folder inside, and moves them to their places when all are there.
  ///
  /// - Parameters:
  ///   - folder: the folder; it is made when it is not there.
  ///   - files: the files by their paths in it.
  /// - Throws: `Failure` when nothing was left behind.
  public static func fill(_ folder: String, with files: [(path: String, bytes: [UInt8])]) throws(Failure) {
    guard isFree(folder) else { throw Failure(reason: "is not empty") }
    let isNew = !FileManager.default.fileExists(atPath: folder)
    let staging = "\(folder)/.octoseal-\(ProcessInfo.processInfo.processIdentifier).tmp"
    var made = [staging]
    do {
      try makeFolder(staging)
      for file in files { try write(file.bytes, to: "\(staging)/\(file.path)") }
      for name in try FileManager.default.contentsOfDirectory(atPath: staging).sorted() {
        try FileManager.default.moveItem(atPath: "\(staging)/\(name)", toPath: "\(folder)/\(name)")
        made.append("\(folder)/\(name)")
      }
      try FileManager.default.removeItem(atPath: staging)
    } catch {
      for path in made { try? FileManager.default.removeItem(atPath: path) }
      if isNew, isFree(folder) { try? FileManager.default.removeItem(atPath: folder) }
      let cause = (error as? AtomicFile.Failure).map { ": \($0.reason)" } ?? ""
      throw Failure(reason: "cannot be written to\(cause)")
    }
  }

  private static func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    if let slash = path.lastIndex(of: "/") { try makeFolder(String(path[..<slash])) }
    try AtomicFile.write(bytes, to: path, .renamed)
  }
}
