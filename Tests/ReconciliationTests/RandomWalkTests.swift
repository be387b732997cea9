import Foundation
import GitHubEmulator
import TestSupport
import Testing

/// Random manifests, values, outside changes, lost ledgers, changed keys and killed applies, one after the other, against
/// the emulator in random positions of its switches.
///
/// After each apply that came to its end every value is right, nothing was written that was right already, every change
/// that somebody else made was reported and none that nobody made, and the next plan is empty.
@Suite("Random walks against the emulator")
struct RandomWalkTests {
  static let state = """
    {"clock": {"start": "2026-11-01T00:00:00Z", "per_write": 1}, "rate_limit": "off",
     "organizations": {"acme": {"repositories": {
       "web": {"visibility": "private", "environments": {"production/eu": {}}},
       "api": {"visibility": "internal"}, "open": {"visibility": "public"}}}}}
    """

  /// How many walks are taken; more with `OCTOSEAL_WALKS`.
  static let count = ProcessInfo.processInfo.environment["OCTOSEAL_WALKS"].flatMap { UInt64($0) } ?? 24

  @Test("every value is right whatever happened before", arguments: 0..<count)
  func walk(seed: UInt64) async throws {
    var generator = SplitMix64(seed: seed)
    let place = EmulatedOrganization.LedgerPlace.allCases[Int(seed % 2)]
    let organization = try await EmulatedOrganization(
      state: Self.state,
      ledger: place,
      switches: { switches in
        switches.sameValueMovesUpdatedAt = Bool.random(using: &generator)
        switches.accessChangeMovesUpdatedAt = Bool.random(using: &generator)
        switches.lagReads = Int.random(in: 0...2, using: &generator)
        switches.listOrder = EmulatorSwitches.ListOrder.allCases.randomElement(using: &generator) ?? .alphabetical
        switches.linksSelectedRepositories = Bool.random(using: &generator)
        switches.writesKeyIDAsNumber = Bool.random(using: &generator)
        switches.selectionAfterPutWithoutIDs = Bool.random(using: &generator) ? .kept : .cleared
      }
    )
    do {
      var history = RandomHistory(organization, generator)
      for round in 0..<6 { try await history.takeRound(round) }
    } catch {
      try await organization.stop()
      throw error
    }
    try await organization.stop()
  }
}
