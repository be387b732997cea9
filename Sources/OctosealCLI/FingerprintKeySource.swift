#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Reconciliation
import Sealing
import SecretModel

/// Finds the key that fingerprints are made with, and makes one where that is safe.
struct FingerprintKeySource {
  let environment: CommandEnvironment

  /// The key of this run; nil in CI without `OCTOSEAL_KEY`, where values are then not compared.
  ///
  /// - Throws: `Diagnostic` when a key is there and cannot be used.
  func key() throws(Diagnostic) -> FingerprintKey? {
    if let text = environment["OCTOSEAL_KEY"] { return try parse(text, from: "OCTOSEAL_KEY") }
    guard !environment.isCI, let folder = environment.configurationFolder else { return nil }
    let path = "\(folder)/key"
    if let data = FileManager.default.contents(atPath: path) {
      return try parse(String(decoding: data, as: UTF8.self), from: "'\(path)'")
    }
    return try make(in: folder, at: path)
  }

  private func parse(_ text: String, from source: String) throws(Diagnostic) -> FingerprintKey {
    do {
      return try FingerprintKey(text: String(text.prefix { !$0.isNewline }))
    } catch {
      var diagnostic = error.diagnostic
      diagnostic.message = "\(source): \(diagnostic.message)"
      throw diagnostic
    }
  }

  /// Makes a key once, so that a person's own runs can compare values without setting anything up.
  private func make(in folder: String, at path: String) throws(Diagnostic) -> FingerprintKey {
    var text = randomHexadecimal(byteCount: 32)
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      let isMade = try AtomicFile.create(Array("\(text)\n".utf8), at: path, permissions: 0o600)
      // Another run was faster: both must use one key.
      if !isMade, let kept = FileManager.default.contents(atPath: path) { text = String(decoding: kept, as: UTF8.self) }
    } catch {
      throw Diagnostic(
        code: "key.not_kept",
        message: "the key for fingerprints cannot be kept in '\(path)'",
        remedy: "make the folder writable, or set OCTOSEAL_KEY to at least 32 characters"
      )
    }
    return try parse(text, from: "'\(path)'")
  }
}
