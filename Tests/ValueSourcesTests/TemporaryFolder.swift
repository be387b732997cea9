import Foundation

/// A folder of value files that goes when the test does.
final class TemporaryFolder {
  /// The folder's real path, without links.
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "octoseal-values-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file that only its owner can read, with the folders above it.
  func write(_ text: String, to name: String, permissions: Int = 0o600) throws {
    try write(Array(text.utf8), to: name, permissions: permissions)
  }

  /// Writes a file that only its owner can read, with the folders above it.
  func write(_ bytes: [UInt8], to name: String, permissions: Int = 0o600) throws {
    let url = URL(filePath: "\(path)/\(name)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: url.path)
  }

  /// Makes a symbolic link.
  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }
}
