import Foundation
import GitHubAPI
import Testing

@testable import Reconciliation

struct FileResponseCacheTests {
  private let key = CacheKey(text: "2022-11-28 https://api.github.com/orgs/acme/repos?per_page=100")
  private let answer = CachedAnswer(
    etag: "W/\"1\"",
    links: ["<https://x/>; rel=\"next\""],
    body: Array("[{\"id\":1}]".utf8)
  )

  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder.path(percentEncoded: false))
  }

  private func file(in folder: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count == 1)
    return "\(folder)/\(try #require(names.first))"
  }

  @Test("what was kept is there for another run, readable for its owner alone")
  func kept() async throws {
    try await withFolder { folder in
      try await FileResponseCache(folder: folder).keep(answer, for: key)
      #expect(try await FileResponseCache(folder: folder).answer(to: key) == answer)
      #expect(try await FileResponseCache(folder: folder).answer(to: CacheKey(text: "other")) == nil)
      let attributes = try FileManager.default.attributesOfItem(atPath: try file(in: folder))
      #expect((attributes[.posixPermissions] as? Int) == 0o600)
    }
  }

  @Test("a file with any bit changed, or cut anywhere, counts as absent")
  func damaged() async throws {
    try await withFolder { folder in
      let cache = try FileResponseCache(folder: folder)
      await cache.keep(answer, for: key)
      let path = try file(in: folder)
      let whole = Array(try #require(FileManager.default.contents(atPath: path)))
      for position in whole.indices {
        var changed = whole
        changed[position] ^= 1
        try Data(changed).write(to: URL(filePath: path))
        #expect(await cache.answer(to: key) == nil, "byte \(position)")
        try Data(whole[..<position]).write(to: URL(filePath: path))
        #expect(await cache.answer(to: key) == nil, "cut at \(position)")
      }
    }
  }

  @Test("files of other requests and other programs are not believed, and not removed")
  func foreign() async throws {
    try await withFolder { folder in
      let cache = try FileResponseCache(folder: folder)
      await cache.keep(answer, for: key)
      let path = try file(in: folder)
      let other = CacheKey(text: "another")
      await cache.keep(CachedAnswer(etag: "x", links: [], body: []), for: other)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      let otherPath = try #require(names.map { "\(folder)/\($0)" }.first { $0 != path })
      try FileManager.default.removeItem(atPath: otherPath)
      try FileManager.default.copyItem(atPath: path, toPath: otherPath)
      #expect(await cache.answer(to: other) == nil)
      try Data().write(to: URL(filePath: "\(folder)/notes.json"))
      _ = try FileResponseCache(folder: folder)
      #expect(FileManager.default.fileExists(atPath: "\(folder)/notes.json"))
    }
  }

  @Test("what no run has renewed for a month is removed")
  func old() async throws {
    try await withFolder { folder in
      try await FileResponseCache(folder: folder).keep(answer, for: key)
      let path = try file(in: folder)
      let long = Date().addingTimeInterval(-31 * 86_400)
      try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: path)
      #expect(try await FileResponseCache(folder: folder).answer(to: key) == nil)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }

  @Test("a folder that cannot be made is an error before any request")
  func impossible() async throws {
    try await withFolder { folder in
      try Data().write(to: URL(filePath: folder))
      #expect(throws: (any Error).self) { try FileResponseCache(folder: folder) }
    }
  }
}
