import Planning
import SecretModel
import Testing

@Suite("The verdict table of the contract, row by row")
struct ValueVerdictTests {
  static let recorded = Fixture.noon
  static let later = Fixture.noon.advanced(bySeconds: 60)
  static let earlier = Fixture.noon.advanced(bySeconds: -60)

  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var given: ValueObservation.State
    var entry: ValueRecord?
    var live: Timestamp?
    var rotatedAt: Timestamp?
    var value: DesiredValue = .source
    var unseen: PlanInput.UnseenValues = .push
    var asOf = later
    var expected: ValueVerdict
  }

  static let same = ValueObservation.State.given(Fixture.fingerprint("a"))
  static let other = ValueObservation.State.given(Fixture.fingerprint("b"))
  static let sameByAnotherKey = ValueObservation.State.given(Fixture.fingerprint("a", key: "another"))
  static let withoutKey = ValueObservation.State.given(nil)
  static let notGiven = ValueObservation.State.notGiven(reason: "it is not set")
  static let known = ValueRecord(fingerprint: Fixture.fingerprint("a"), keyID: "1")
  static let knownWithoutKey = ValueRecord(fingerprint: nil, keyID: "1")

  static let rows: [Row] = [
    Row(testDescription: "not listed, given", given: same, entry: known, live: nil, expected: .create),
    Row(testDescription: "not listed, not given", given: notGiven, entry: nil, live: nil, expected: .create),
    Row(testDescription: "same value, not moved", given: same, entry: known, live: recorded, expected: .unchanged(nil)),
    Row(
      testDescription: "other value, not moved",
      given: other,
      entry: known,
      live: recorded,
      expected: .update(.valueChanged)
    ),
    Row(
      testDescription: "other value, moved",
      given: other,
      entry: known,
      live: later,
      expected: .update(.valueChanged)
    ),
    Row(
      testDescription: "same value, moved later",
      given: same,
      entry: known,
      live: later,
      expected: .update(.changedOutside)
    ),
    Row(
      testDescription: "same value, moved back (a restored server)",
      given: same,
      entry: known,
      live: earlier,
      expected: .update(.changedOutside)
    ),
    Row(
      testDescription: "not given, moved",
      given: notGiven,
      entry: known,
      live: later,
      expected: .update(.changedOutside)
    ),
    Row(
      testDescription: "given, no entry",
      given: same,
      entry: nil,
      live: recorded,
      expected: .update(.unverified)
    ),
    Row(
      testDescription: "given, no entry, live trusted",
      given: same,
      entry: nil,
      live: recorded,
      unseen: .trust,
      expected: .adopt(ValueRecord(fingerprint: Fixture.fingerprint("a"), keyID: nil))
    ),
    Row(
      testDescription: "not given, not moved",
      given: notGiven,
      entry: known,
      live: recorded,
      expected: .unchanged(.notGiven)
    ),
    Row(
      testDescription: "not given, no entry",
      given: notGiven,
      entry: nil,
      live: recorded,
      expected: .unchanged(.unverified)
    ),
    Row(
      testDescription: "not given, no entry, live trusted: nothing to remember",
      given: notGiven,
      entry: nil,
      live: recorded,
      unseen: .trust,
      expected: .unchanged(.unverified)
    ),
    Row(
      testDescription: "rotated since, same value",
      given: same,
      entry: known,
      live: recorded,
      rotatedAt: later,
      expected: .update(.rotationDue)
    ),
    Row(
      testDescription: "rotated since, no ledger, live trusted",
      given: same,
      entry: nil,
      live: recorded,
      rotatedAt: later,
      unseen: .trust,
      expected: .update(.rotationDue)
    ),
    Row(
      testDescription: "rotated since, not given",
      given: notGiven,
      entry: known,
      live: recorded,
      rotatedAt: later,
      expected: .update(.rotationDue)
    ),
    Row(
      testDescription: "rotated at the very second",
      given: same,
      entry: known,
      live: recorded,
      rotatedAt: recorded,
      expected: .unchanged(nil)
    ),
    Row(
      testDescription: "to be rotated at a time that lies ahead",
      given: same,
      entry: known,
      live: recorded,
      rotatedAt: later,
      asOf: recorded,
      expected: .unchanged(nil)
    ),
    Row(
      testDescription: "no key, not moved",
      given: withoutKey,
      entry: known,
      live: recorded,
      expected: .unchanged(.notCompared)
    ),
    Row(
      testDescription: "no key now nor then, not moved",
      given: withoutKey,
      entry: knownWithoutKey,
      live: recorded,
      expected: .unchanged(.notCompared)
    ),
    Row(
      testDescription: "no key, moved",
      given: withoutKey,
      entry: known,
      live: later,
      expected: .update(.changedOutside)
    ),
    Row(
      testDescription: "no key, no entry",
      given: withoutKey,
      entry: nil,
      live: recorded,
      expected: .update(.unverified)
    ),
    Row(
      testDescription: "key now but none then",
      given: same,
      entry: knownWithoutKey,
      live: recorded,
      expected: .update(.unverified)
    ),
    Row(
      testDescription: "another key now than then, not moved",
      given: sameByAnotherKey,
      entry: known,
      live: recorded,
      expected: .update(.unverified)
    ),
    Row(
      testDescription: "another key now than then, not moved, live trusted",
      given: sameByAnotherKey,
      entry: known,
      live: recorded,
      unseen: .trust,
      expected: .adopt(ValueRecord(fingerprint: Fixture.fingerprint("a", key: "another"), keyID: "1"))
    ),
    Row(
      testDescription: "another key now than then, moved, live trusted",
      given: sameByAnotherKey,
      entry: known,
      live: later,
      unseen: .trust,
      expected: .update(.changedOutside)
    ),
    Row(
      testDescription: "same value, moved, live trusted: only what was never seen is taken for right",
      given: same,
      entry: known,
      live: later,
      unseen: .trust,
      expected: .update(.changedOutside)
    ),
    Row(
      testDescription: "key now but none then, not moved, live trusted",
      given: same,
      entry: knownWithoutKey,
      live: recorded,
      unseen: .trust,
      expected: .adopt(ValueRecord(fingerprint: Fixture.fingerprint("a"), keyID: "1"))
    ),
    Row(
      testDescription: "rotated since, not given, no ledger",
      given: notGiven,
      entry: nil,
      live: recorded,
      rotatedAt: later,
      expected: .update(.rotationDue)
    ),
    Row(
      testDescription: "rotated before",
      given: other,
      entry: known,
      live: recorded,
      rotatedAt: earlier,
      expected: .update(.valueChanged)
    ),
    Row(
      testDescription: "unusable, moved",
      given: .unusable,
      entry: known,
      live: later,
      expected: .update(.changedOutside)
    ),
    Row(
      testDescription: "sealed beforehand, the same box, not moved",
      given: same,
      entry: known,
      live: recorded,
      value: .sealed(with: PublicKeyReference(keyID: "1", key: nil)),
      expected: .unchanged(nil)
    ),
    Row(
      testDescription: "sealed beforehand, another box",
      given: other,
      entry: known,
      live: recorded,
      value: .sealed(with: PublicKeyReference(keyID: "1", key: nil)),
      expected: .update(.valueChanged)
    ),
    Row(
      testDescription: "unusable, not moved",
      given: .unusable,
      entry: known,
      live: recorded,
      expected: .unchanged(.notGiven)
    ),
    Row(
      testDescription: "external, listed",
      given: notGiven,
      entry: nil,
      live: recorded,
      value: .external,
      expected: .unchanged(.external)
    ),
    Row(
      testDescription: "external, not listed",
      given: notGiven,
      entry: nil,
      live: nil,
      value: .external,
      expected: .missingExternal
    ),
  ]

  @Test("gives the verdict of its row", arguments: rows)
  func verdict(row: Row) {
    let verdict = valueVerdict(
      for: Fixture.secret(row.value, rotatedAt: row.rotatedAt),
      observation: row.given,
      entry: row.entry.map {
        LedgerEntry(value: $0, updatedAt: Self.recorded, access: .ownScope, isProtected: false)
      },
      live: row.live.map { LiveSecret(updatedAt: $0) },
      unseenValues: row.unseen,
      asOf: row.asOf
    )
    #expect(verdict == row.expected)
  }

  @Test("an entry that vouches for no value is as good as none")
  func entryWithoutValue() {
    let verdict = valueVerdict(
      for: Fixture.secret(),
      observation: Self.same,
      entry: LedgerEntry(value: nil, updatedAt: Self.recorded, access: .ownScope, isProtected: true),
      live: LiveSecret(updatedAt: Self.recorded),
      unseenValues: .push,
      asOf: Self.later
    )
    #expect(verdict == .update(.unverified))
  }
}
