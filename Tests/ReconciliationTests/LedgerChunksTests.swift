import SecretModel
import TestSupport
import Testing

@testable import Reconciliation

@Suite("A ledger spread over variables")
struct LedgerChunksTests {
  private let scope: Scope

  init() throws { scope = .organization(try OwnerName("acme")) }

  private func entries(_ count: Int, repositories: Int? = nil) throws -> [SecretAddress: LedgerEntry] {
    var entries: [SecretAddress: LedgerEntry] = [:]
    for number in 0..<count {
      let selected = repositories.map { Set((0..<$0).map { RepositoryID(Int64(900_000_000 + $0)) }) }
      entries[SecretAddress(store: .actions, scope: scope, name: try SecretName("SECRET_\(number)"))] = LedgerEntry(
        value: ValueRecord(
          fingerprint: Fingerprint(hexadecimal: String(repeating: "a", count: 64), keyCheck: "0123abcd"),
          keyID: "568250167242549743"
        ),
        updatedAt: Timestamp(secondsSinceEpoch: 1_790_000_000),
        access: AccessState(visibility: selected == nil ? .all : .selected, repositories: selected),
        isProtected: false
      )
    }
    return entries
  }

  private func read(_ texts: [String]) throws -> [SecretAddress: LedgerEntry] {
    try texts.reduce(into: [:]) { result, text in
      result.merge(try LedgerDocument(decoding: Array(text.utf8)).entries) { first, _ in
        Issue.record("a secret stands in two parts")
        return first
      }
    }
  }

  @Test("each part is below the limit and a ledger of its own, and together they say everything")
  func parts() throws {
    let entries = try entries(1_000)
    let texts = LedgerChunks.texts(of: entries)
    #expect(texts.count > 2)
    #expect(texts.allSatisfy { $0.utf8.count <= LedgerChunks.largestSize })
    #expect(try LedgerDocument(decoding: Array(texts[0].utf8)).parts == texts.count)
    #expect(try read(texts) == entries)
  }

  @Test("no secret at all is one part", arguments: [0, 1])
  func smallest(count: Int) throws {
    let texts = LedgerChunks.texts(of: try entries(count))
    #expect(texts.count == 1)
    #expect(try read(texts).count == count)
  }

  @Test("fills parts to the limit and not beyond it", arguments: 340..<420)
  func limits(limit: Int) throws {
    let entries = try entries(12)
    let texts = LedgerChunks.texts(of: entries, limit: limit)
    #expect(texts.allSatisfy { $0.utf8.count <= limit })
    #expect(try read(texts) == entries)
  }

  @Test("a selection that no part could hold is left out, and then counts as seen")
  func largeSelection() throws {
    let entries = try entries(2, repositories: 6_000)
    let texts = LedgerChunks.texts(of: entries)
    #expect(texts.allSatisfy { $0.utf8.count <= LedgerChunks.largestSize })
    let read = try read(texts)
    #expect(read.values.allSatisfy { $0.access == AccessState(visibility: .selected) })
    #expect(read.values.allSatisfy { entry in entries.values.allSatisfy { entry.hasSeen($0.access) } })
    #expect(read.values.allSatisfy { !$0.hasSeen(AccessState(visibility: .all)) })
  }
}

@Suite("Two runs that keep one ledger")
struct JoinedLedgerTests {
  private static let names = (0..<6).compactMap { try? SecretName("S\($0)") }

  private func entry(_ time: Int64) -> LedgerEntry {
    LedgerEntry(
      value: nil,
      updatedAt: Timestamp(secondsSinceEpoch: time),
      access: .ownScope,
      isProtected: true
    )
  }

  @Test("nothing that only one of them changed is lost, and of two changes the later write stays", arguments: 0..<200)
  func keepsBoth(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let scope = Scope.organization(try OwnerName("acme"))
    func random(since start: Int64) -> LedgerEntry? {
      Bool.random(using: &generator) ? entry(start + Int64.random(in: 0..<5, using: &generator)) : nil
    }
    var base: [SecretAddress: LedgerEntry] = [:]
    for name in Self.names { base[SecretAddress(store: .actions, scope: scope, name: name)] = random(since: 0) }
    var ours = base
    var theirs = base
    for name in Self.names {
      let address = SecretAddress(store: .actions, scope: scope, name: name)
      if Bool.random(using: &generator) { ours[address] = random(since: 10) }
      if Bool.random(using: &generator) { theirs[address] = random(since: 10) }
    }
    let result = joined(base: base, last: base, ours: ours, theirs: theirs)
    for name in Self.names {
      let address = SecretAddress(store: .actions, scope: scope, name: name)
      let expected: LedgerEntry? =
        switch (ours[address] == base[address], theirs[address] == base[address]) {
        case (true, _): theirs[address]
        case (false, true): ours[address]
        case (false, false):
          [ours[address], theirs[address]].compactMap { $0 }.max { $0.updatedAt < $1.updatedAt }
        }
      #expect(result[address] == expected, "\(name)")
    }
    #expect(joined(base: base, last: ours, ours: ours, theirs: result) == result, "joining again changes nothing")
  }
}
