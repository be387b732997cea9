import GitHubAPI
import GitHubEmulator
import SecretModel
import Synchronization
import Testing

@testable import Reconciliation

/// The ledger in variables of an emulated organization.
@Suite("The ledger at GitHub")
struct GitHubLedgerTests {
  static let state = """
    {"clock": {"start": "2026-11-01T00:00:00Z", "per_write": 1}, "rate_limit": "off",
     "organizations": {"acme": {"repositories": {"web": {"environments": {"production": {}}}, "api": {}}}}}
    """
  static let acme = Scope.organization(OwnerName(listed: "acme"))
  static let web = Scope.repository(fullName("web"))
  static let production = Scope.environment(fullName("web"), EnvironmentName(listed: "production"))
  static let api = Scope.repository(fullName("api"))
  static let scopes = [acme, web, production, api]

  private static func fullName(_ name: String) -> RepositoryFullName {
    RepositoryFullName(owner: OwnerName(listed: "acme"), name: RepositoryName(listed: name))
  }

  private func address(_ scope: Scope, _ name: String) -> SecretAddress {
    SecretAddress(store: .actions, scope: scope, name: SecretName(listed: name))
  }

  private func entry(_ seconds: Int64 = 0) -> LedgerEntry {
    LedgerEntry(
      value: ValueRecord(
        fingerprint: Fingerprint(hexadecimal: String(repeating: "a", count: 64), keyCheck: "0123abcd"),
        keyID: "568250167242549743"
      ),
      updatedAt: Timestamp(secondsSinceEpoch: 1_790_000_000 + seconds),
      access: .ownScope,
      isProtected: false
    )
  }

  /// Runs a test against an organization of its own.
  private func inOrganization(
    lagReads: Int = 0,
    fate: @escaping @Sendable (HTTPRequest) -> InterposedTransport.Fate = { _ in .answered },
    _ body: (EmulatedOrganization) async throws -> Void
  ) async throws {
    let organization = try await EmulatedOrganization(
      state: Self.state,
      fate: fate,
      switches: { $0.lagReads = lagReads }
    )
    do {
      try await body(organization)
    } catch {
      try await organization.stop()
      throw error
    }
    try await organization.stop()
  }

  private func ledger(_ organization: EmulatedOrganization) -> GitHubLedger {
    GitHubLedger(organization.client, pauses: Array(repeating: .milliseconds(2), count: 6))
  }

  private func mutations(_ organization: EmulatedOrganization) -> [String] {
    organization.model.requests.filter { $0.method != "GET" }.map { "\($0.method) \($0.path)" }
  }

  @Test("what is kept is read by the next run, and nothing is written that did not change")
  func roundTrip() async throws {
    try await inOrganization { organization in
      let first = ledger(organization)
      #expect(try await first.load(Self.scopes) == Ledger())
      var kept = Ledger()
      for scope in Self.scopes { kept.entries[address(scope, "A")] = entry() }
      try await first.save(kept, unfinished: [])
      #expect(mutations(organization).count == 3, "one for the organization and one for each repository")
      let second = ledger(organization)
      #expect(try await second.load(Self.scopes) == kept)
      try await second.save(kept, unfinished: [])
      #expect(mutations(organization).count == 3)
      kept.entries[address(Self.production, "A")] = nil
      try await second.save(kept, unfinished: [])
      #expect(mutations(organization).last == "PATCH /repos/acme/web/actions/variables/OCTOSEAL_LEDGER_0")
      #expect(try await ledger(organization).load(Self.scopes) == kept)
    }
  }

  @Test("no two shards write the same variable", arguments: 2...6)
  func shards(count: Int) async throws {
    try await inOrganization { organization in
      var written: [String] = []
      for shard in (1...count).compactMap({ Shard(index: $0, count: count) }) {
        let before = mutations(organization).count
        let part = ledger(organization)
        let scopes = Self.scopes.filter { shard.contains($0) }
        _ = try await part.load(scopes)
        try await part.save(
          Ledger(entries: Dictionary(uniqueKeysWithValues: scopes.map { (address($0, "A"), entry()) })),
          unfinished: []
        )
        written += mutations(organization).dropFirst(before)
      }
      #expect(written.count == 3)
      #expect(Set(written).count == written.count)
      #expect(try await ledger(organization).load(Self.scopes).entries.count == Self.scopes.count)
    }
  }

  @Test("no repository of the organization sees its variables in a workflow")
  func invisible() async throws {
    try await inOrganization { organization in
      let ledger = ledger(organization)
      _ = try await ledger.load([Self.acme])
      try await ledger.save(Ledger(entries: [address(Self.acme, "A"): entry()]), unfinished: [])
      let variable = organization.model.variable("OCTOSEAL_LEDGER_0", in: "acme")
      #expect(variable?.visibility == "selected")
      #expect(variable?.repositories == [])
    }
  }

  @Test("a large one is spread over several variables, of which a change writes those that differ")
  func chunks() async throws {
    try await inOrganization { organization in
      let ledger = ledger(organization)
      _ = try await ledger.load([Self.acme])
      var kept = Ledger()
      for number in 1_000..<2_000 { kept.entries[address(Self.acme, "SECRET_\(number)")] = entry() }
      try await ledger.save(kept, unfinished: [])
      let made = mutations(organization)
      #expect(made.count > 2)
      #expect(try await self.ledger(organization).load([Self.acme]) == kept)
      kept.entries[address(Self.acme, "SECRET_1999")] = entry(7)
      try await ledger.save(kept, unfinished: [])
      let changed = mutations(organization).dropFirst(made.count)
      #expect(Array(changed) == ["PATCH /orgs/acme/actions/variables/OCTOSEAL_LEDGER_\(made.count - 1)"])
      kept.entries = kept.entries.filter { $0.key.name.rawValue < "SECRET_1010" }
      try await ledger.save(kept, unfinished: [])
      #expect(organization.model.variables["acme"]?.keys.sorted() == ["OCTOSEAL_LEDGER_0"])
      #expect(try await self.ledger(organization).load([Self.acme]) == kept)
    }
  }

  @Test("of two runs the one that comes later finds the other's work and joins both", arguments: [0, 1, 2])
  func loserNotices(lagReads: Int) async throws {
    try await inOrganization(lagReads: lagReads) { organization in
      let first = ledger(organization)
      let second = ledger(organization)
      _ = try await first.load(Self.scopes)
      _ = try await second.load(Self.scopes)
      try await first.save(Ledger(entries: [address(Self.web, "A"): entry()]), unfinished: [])
      for _ in 0..<lagReads + 1 { _ = try await ledger(organization).load(Self.scopes) }
      try await second.save(Ledger(entries: [address(Self.production, "B"): entry(1)]), unfinished: [])
      for _ in 0..<lagReads + 1 { _ = try await ledger(organization).load(Self.scopes) }
      #expect(
        try await ledger(organization).load(Self.scopes).entries == [
          address(Self.web, "A"): entry(), address(Self.production, "B"): entry(1),
        ]
      )
    }
  }

  @Test("a run that another one overwrites before it looks at its own write joins both")
  func overwritten() async throws {
    let intruder = Intruder()
    try await inOrganization(fate: { intruder.act(before: $0) }) { organization in
      let mine = ledger(organization)
      _ = try await mine.load([Self.web])
      let model = organization.model
      // The first look and the write go undisturbed; another run writes before each of the next two looks.
      for request in [2, 4] {
        let theirs = LedgerChunks.texts(of: [address(Self.web, "THEIRS"): entry(Int64(request))])[0]
        intruder.plan(atRequest: request) {
          try? model.setVariable("OCTOSEAL_LEDGER_0", in: "acme/web", value: theirs)
        }
      }
      try await mine.save(Ledger(entries: [address(Self.web, "MINE"): entry(1)]), unfinished: [])
      #expect(
        try await ledger(organization).load([Self.web]).entries == [
          address(Self.web, "THEIRS"): entry(4), address(Self.web, "MINE"): entry(1),
        ]
      )
    }
  }

  @Test("a run that is overwritten each time gives up and says so")
  func contended() async throws {
    let intruder = Intruder()
    try await inOrganization(fate: { intruder.act(before: $0) }) { organization in
      let mine = ledger(organization)
      _ = try await mine.load([Self.web])
      let model = organization.model
      for request in 0..<40 {
        let theirs = LedgerChunks.texts(of: [address(Self.web, "THEIRS"): entry(Int64(request))])[0]
        intruder.plan(atRequest: request) {
          try? model.setVariable("OCTOSEAL_LEDGER_0", in: "acme/web", value: theirs)
        }
      }
      let failure = await #expect(throws: LedgerFailure.self) {
        try await mine.save(Ledger(entries: [address(Self.web, "MINE"): entry(1)]), unfinished: [])
      }
      #expect(failure?.diagnostics.map(\.code) == ["ledger.contended"])
    }
  }

  @Test("the proof that it can be kept changes nothing of what another run has kept since")
  func proof() async throws {
    try await inOrganization { organization in
      let early = ledger(organization)
      _ = try await early.load(Self.scopes)
      try await early.prove([Self.web, Self.acme])
      let late = ledger(organization)
      _ = try await late.load(Self.scopes)
      try await late.save(Ledger(entries: [address(Self.web, "A"): entry()]), unfinished: [])
      try await early.prove([Self.web])
      #expect(try await ledger(organization).load(Self.scopes).entries == [address(Self.web, "A"): entry()])
      try await early.save(Ledger(entries: [address(Self.production, "B"): entry()]), unfinished: [])
      #expect(try await ledger(organization).load(Self.scopes).entries.count == 2)
    }
  }

  @Test("a server that refuses the proof for what it says, and not for who asks, proves as much")
  func rejectedProof() async throws {
    try await inOrganization { organization in
      try organization.model.setVariable("OCTOSEAL_LEDGER_0", in: "acme/web", value: "")
      organization.model.add(
        Fault(method: "PATCH", path: "*/variables/*", answer: Fault.Answer(status: 422, body: "{}"))
      )
      let ledger = ledger(organization)
      _ = try await ledger.load(Self.scopes)
      try await ledger.prove([Self.web])
      #expect(organization.model.variable("OCTOSEAL_LEDGER_0", in: "acme/web")?.value == "")
    }
  }

  @Test("what is unfinished waits, and what is finished does not")
  func unfinished() async throws {
    try await inOrganization { organization in
      let ledger = ledger(organization)
      _ = try await ledger.load(Self.scopes)
      let entries = Dictionary(uniqueKeysWithValues: Self.scopes.map { (address($0, "A"), entry()) })
      try await ledger.save(Ledger(entries: entries), unfinished: [Self.production])
      #expect(
        Set(mutations(organization)) == [
          "POST /orgs/acme/actions/variables", "POST /repos/acme/api/actions/variables",
        ]
      )
      try await ledger.save(Ledger(entries: entries), unfinished: [])
      #expect(mutations(organization).last == "POST /repos/acme/web/actions/variables")
    }
  }

  @Test("a variable that is there although it was not seen is replaced, and one that is gone is made again")
  func surprises() async throws {
    try await inOrganization { organization in
      let ledger = ledger(organization)
      _ = try await ledger.load([Self.web])
      // An empty variable is what a person leaves who clears it in the settings.
      try organization.model.setVariable("OCTOSEAL_LEDGER_0", in: "acme/web", value: "")
      try await ledger.save(Ledger(entries: [address(Self.web, "A"): entry()]), unfinished: [])
      try organization.model.deleteVariable("OCTOSEAL_LEDGER_0", in: "acme/web")
      try await ledger.save(Ledger(entries: [address(Self.web, "B"): entry()]), unfinished: [])
      #expect(
        try await self.ledger(organization).load([Self.web]).entries == [address(Self.web, "B"): entry()]
      )
    }
  }

  @Test("a run that was killed between two variables leaves a ledger that is read")
  func torn() async throws {
    try await inOrganization { organization in
      var kept = Ledger()
      for number in 1_000..<1_600 { kept.entries[address(Self.acme, "SECRET_\(number)")] = entry() }
      let first = ledger(organization)
      _ = try await first.load([Self.acme])
      try await first.save(kept, unfinished: [])
      // The entries have moved on by one place: the last variable is the new one, the first is still the old one.
      var next = kept.entries
      next[address(Self.acme, "SECRET_0999")] = entry()
      next[address(Self.acme, "SECRET_1300")] = entry(9)
      let texts = LedgerChunks.texts(of: next)
      let last = texts.count - 1
      try organization.model.setVariable("OCTOSEAL_LEDGER_\(last)", in: "acme", value: texts[last])
      let read = try await ledger(organization).load([Self.acme]).entries
      #expect(Set(read.keys).isSuperset(of: kept.entries.keys))
      try organization.model.deleteVariable("OCTOSEAL_LEDGER_\(last)", in: "acme")
      let rest = try await ledger(organization).load([Self.acme]).entries
      #expect(rest.count < read.count)
      #expect(!rest.isEmpty)
    }
  }

  @Test("what a repository remembers under a former name is as good as nothing")
  func renamed() async throws {
    try await inOrganization { organization in
      let text = LedgerChunks.texts(of: [address(Self.api, "A"): entry()])[0]
      try organization.model.setVariable("OCTOSEAL_LEDGER_0", in: "acme/web", value: text)
      #expect(try await ledger(organization).load(Self.scopes) == Ledger())
    }
  }
}

/// Somebody else who acts between two requests of a run.
private final class Intruder: Sendable {
  private struct Plans {
    var deeds: [Int: @Sendable () -> Void] = [:]
    var requests = 0
  }

  private let plans = Mutex(Plans())

  /// Does something before the request with this number, counted from the first plan.
  func plan(atRequest number: Int, _ deed: @escaping @Sendable () -> Void) {
    plans.withLock { plans in
      if plans.deeds.isEmpty { plans.requests = 0 }
      plans.deeds[number] = deed
    }
  }

  func act(before request: HTTPRequest) -> InterposedTransport.Fate {
    let deed = plans.withLock { plans in
      defer { plans.requests += 1 }
      return plans.deeds[plans.requests]
    }
    deed?()
    return .answered
  }
}
