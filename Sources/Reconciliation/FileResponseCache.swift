public import GitHubAPI
import Sealing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Keeps answers as files of a folder, one for each request.
///
/// A file says what it is for and carries a digest of itself; one that is damaged, foreign or of another version counts
/// as absent.
public struct FileResponseCache: ResponseCache {
  /// What no run has renewed for so long is removed.
  private static let shelfLife: TimeInterval = 30 * 86_400

  private let folder: String

  /// Opens a folder, makes it if it is missing, and removes what is too old to be of use.
  ///
  /// - Throws: an error of the file system when the folder is not there and cannot be made, or cannot be written to.
  public init(folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let probe = "\(folder)/.probe"
    try AtomicFile.write([], to: probe, permissions: 0o600, .renamed)
    // Another run may have removed it first.
    try? FileManager.default.removeItem(atPath: probe)
    removeOld()
  }

  /// What is kept for a request; nil when there is no whole file of it.
  @concurrent
  public func answer(to request: CacheKey) async -> CachedAnswer? {
    guard let data = FileManager.default.contents(atPath: path(of: request)) else { return nil }
    guard let document = try? JSONDecoder().decode(CacheDocument.self, from: data) else { return nil }
    guard document.format == CacheDocument.format, document.request == request.text else { return nil }
    guard document.digest == document.contentDigest else { return nil }
    guard document.etag.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    return CachedAnswer(etag: document.etag, links: document.links, body: Array(document.body.utf8))
  }

  /// Keeps an answer; a failure costs one more request in the next run, and nothing else.
  @concurrent
  public func keep(_ answer: CachedAnswer, for request: CacheKey) async {
    let document = CacheDocument(answer, for: request)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(document) else { return }
    // Damage is noticed when it is read, so that waiting for the disk would buy nothing.
    try? AtomicFile.write(Array(data), to: path(of: request), permissions: 0o600, .renamed)
  }

  private func path(of request: CacheKey) -> String { "\(folder)/\(digest(of: Array(request.text.utf8))).json" }

  private func removeOld() {
    let now = Date()
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where isOwn(name) {
      let path = "\(folder)/\(name)"
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      guard let date = attributes?[.modificationDate] as? Date else { continue }
      if now.timeIntervalSince(date) > Self.shelfLife { try? FileManager.default.removeItem(atPath: path) }
    }
  }

  /// Whether a file has such a name as this cache gives, so that a mistyped folder loses nothing.
  private func isOwn(_ name: String) -> Bool {
    let parts = name.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.count == 64, parts[0].allSatisfy(\.isHexDigit) else { return false }
    return parts[1] == "json" || parts[1].hasSuffix(".tmp")
  }
}

/// An answer as it is written.
private struct CacheDocument: Codable {
  static let format = "octoseal.cache/1"

  var format: String
  var request: String
  var etag: String
  var links: [String]
  var body: String
  var digest: String

  init(_ answer: CachedAnswer, for request: CacheKey) {
    format = Self.format
    self.request = request.text
    etag = answer.etag
    links = answer.links
    body = String(decoding: answer.body, as: UTF8.self)
    digest = ""
    digest = contentDigest
  }

  var contentDigest: String {
    // The lengths keep two different contents from giving the same bytes.
    let parts = [format, request, etag] + links + [body]
    return Sealing.digest(of: Array(parts.map { "\($0.utf8.count) \($0)" }.joined(separator: "\n").utf8))
  }
}
