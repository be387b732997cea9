import Foundation
import SecretModel
import Testing

@testable import Reconciliation

@Suite("The parts of a ledger file")
struct LedgerPartsTests {
  private static let scopes = (0..<24)
    .map { number in
      Scope.repository(
        RepositoryFullName(owner: OwnerName(listed: "acme"), name: RepositoryName(listed: "service-\(number)"))
      )
    }

  private func shards(_ count: Int) throws -> [Shard] {
    try (1...count).map { try #require(Shard(index: $0, count: count)) }
  }

  private func address(_ scope: Scope, _ name: String = "A") -> SecretAddress {
    SecretAddress(store: .actions, scope: scope, name: SecretName(listed: name))
  }

  private func entry(_ seconds: Int64) -> LedgerEntry {
    LedgerEntry(
      value: ValueRecord(fingerprint: nil, keyID: "1"),
      updatedAt: Timestamp(secondsSinceEpoch: 1_790_000_000 + seconds),
      access: .ownScope,
      isProtected: false
    )
  }

  /// A ledger with one secret of each scope.
  private func ledger(_ seconds: Int64) -> Ledger {
    Ledger(entries: Dictionary(uniqueKeysWithValues: Self.scopes.map { (address($0), entry(seconds)) }))
  }

  /// Carries out what a run does: load, change, save.
  private func run(_ path: String, _ shard: Shard?, _ change: (inout Ledger) -> Void) throws {
    let file = LedgerFile(path: path, shard: shard)
    var ledger = try file.load()
    change(&ledger)
    try file.save(ledger, unfinished: [])
  }

  /// Notes another time for everything that a run has.
  private func rewrite(_ path: String, _ shard: Shard?, _ seconds: Int64) throws {
    try run(path, shard) { ledger in
      for scope in Self.scopes where shard?.contains(scope) ?? true { ledger.entries[address(scope)] = entry(seconds) }
    }
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "octoseal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body("\(folder.path)/octoseal.ledger.json")
  }

  private func files(beside path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: URL(filePath: path).deletingLastPathComponent().path).sorted()
  }

  @Test(
    "a part lies beside the file, with the same ending",
    arguments: [
      ("octoseal.ledger.json", "octoseal.ledger.2-of-5.json"), ("a.b/ledger", "a.b/ledger.2-of-5"),
      ("/x/.ledger", "/x/.ledger.2-of-5"), ("./l.json", "./l.2-of-5.json"),
    ]
  )
  func names(path: String, part: String) throws {
    #expect(LedgerFile(path: path, shard: Shard(parsing: "2/5")).path == part)
    #expect(LedgerFile(path: path).path == path)
  }

  @Test("each shard keeps its own scopes and nothing else, and together they have all")
  func disjoint() throws {
    try inFolder { path in
      try run(path, nil) { $0 = ledger(0) }
      for shard in try shards(3) { try rewrite(path, shard, 1) }
      var seen: [SecretAddress] = []
      for shard in try shards(3) {
        let text = try Data(contentsOf: URL(filePath: LedgerFile(path: path, shard: shard).path))
        let entries = try LedgerDocument(decoding: Array(text)).entries
        #expect(entries.keys.allSatisfy { shard.contains($0.scope) })
        seen += entries.keys
      }
      #expect(seen.sorted() == ledger(0).entries.keys.sorted())
      #expect(
        try files(beside: path) == [
          "octoseal.ledger.1-of-3.json", "octoseal.ledger.2-of-3.json", "octoseal.ledger.3-of-3.json",
          "octoseal.ledger.json",
        ]
      )
    }
  }

  @Test("however often the division changes, the last write is what is remembered")
  func changingDivisions() throws {
    try inFolder { path in
      for (seconds, count) in [nil, 5, 8, 5, nil, 3, 8].enumerated() {
        let division: [Shard?] = try count.map { try shards($0) } ?? [nil]
        for shard in division {
          let before = try LedgerFile(path: path, shard: shard).load()
          let known =
            seconds == 0 ? [:] : ledger(Int64(seconds) - 1).entries.filter { shard?.contains($0.key.scope) ?? true }
          #expect(before.entries == known, "division \(seconds), shard \(shard.map { "\($0)" } ?? "-")")
          try rewrite(path, shard, Int64(seconds))
        }
      }
      #expect(try LedgerFile(path: path).load() == ledger(6))
    }
  }

  /// An entry that came back from an older file would let `delete_owned` delete what somebody else made.
  @Test("what was forgotten stays forgotten, although an older file still has it")
  func forgotten() throws {
    try inFolder { path in
      try run(path, nil) { $0 = ledger(0) }
      for shard in try shards(4) { try run(path, shard) { $0.entries = [:] } }
      #expect(try LedgerFile(path: path).load() == Ledger())
      for shard in try shards(7) { #expect(try LedgerFile(path: path, shard: shard).load() == Ledger()) }
    }
  }

  @Test("a shard that had nothing to keep leaves its scopes to the older file")
  func untouched() throws {
    try inFolder { path in
      try run(path, nil) { $0 = ledger(0) }
      let first = try shards(4)[0]
      try rewrite(path, first, 1)
      var expected = ledger(0)
      for scope in Self.scopes where first.contains(scope) { expected.entries[address(scope)] = entry(1) }
      #expect(expected != ledger(0))
      #expect(try LedgerFile(path: path).load() == expected)
    }
  }

  @Test("reading writes nothing, and a file without others is written as ever")
  func quiet() throws {
    try inFolder { path in
      try run(path, nil) { $0 = ledger(0) }
      #expect(
        try String(contentsOfFile: path, encoding: .utf8).hasPrefix("{\"format\":\"octoseal.ledger/1\",\"entries\":[")
      )
      for shard in try shards(3) { try run(path, shard) { _ in } }
      #expect(try files(beside: path) == ["octoseal.ledger.json"])
    }
  }

  @Test("files with similar names are no parts")
  func similarNames() throws {
    try inFolder { path in
      let folder = URL(filePath: path).deletingLastPathComponent()
      for name in [
        "octoseal.ledger.0-of-3.json", "octoseal.ledger.4-of-3.json", "octoseal.ledger.1-of-3.json.lock",
        "octoseal.ledger.01-of-3.json", "octoseal.ledger.1-of-3-of-4.json", "octoseal.ledger..json",
        "other.ledger.1-of-3.json", "octoseal.ledger.1-of-3.yaml",
      ] {
        try Data("no ledger".utf8).write(to: folder.appending(path: name))
      }
      #expect(try LedgerFile(path: path).load() == Ledger())
    }
  }

  @Test("a damaged part is an error that names it, in every run that has to read it")
  func damaged() throws {
    try inFolder { path in
      let part = LedgerFile(path: path, shard: Shard(parsing: "1/3")).path
      try Data("{".utf8).write(to: URL(filePath: part))
      for shard in [nil, Shard(parsing: "1/3"), Shard(parsing: "1/2")] {
        let failure = #expect(throws: LedgerFailure.self) { try LedgerFile(path: path, shard: shard).load() }
        #expect(failure?.diagnostics.first?.message.hasPrefix("the ledger '\(part)' cannot be used") == true)
      }
      #expect(try LedgerFile(path: path, shard: Shard(parsing: "2/3")).load() == Ledger(), "it has none of its scopes")
    }
  }

  @Test("two shards can be at work at once, two runs of one shard cannot")
  func locks() throws {
    try inFolder { path in
      let shards = try shards(2)
      let lock = try LedgerFile(path: path, shard: shards[0]).lock()
      defer { lock?.release() }
      let other = try LedgerFile(path: path, shard: shards[1]).lock()
      defer { other?.release() }
      #expect(lock != nil && other != nil)
      #expect(throws: LedgerFailure.self) { try LedgerFile(path: path, shard: shards[0]).lock() }
    }
  }
}
