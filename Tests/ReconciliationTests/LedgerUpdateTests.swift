import SecretModel
import Testing

@testable import Reconciliation

@Suite("What the ledger remembers")
struct LedgerUpdateTests {
  private let web = Scope.repository(
    RepositoryFullName(owner: OwnerName(listed: "acme"), name: RepositoryName(listed: "web"))
  )
  private let here = SourceLocation(file: "octoseal.yaml", line: 1, column: 1)
  private let live = LiveSecret(updatedAt: Timestamp(secondsSinceEpoch: 100))
  private let record = ValueRecord(fingerprint: Fingerprint(hexadecimal: "ab", keyCheck: "c0de"), keyID: "1")

  private func address(_ name: String) -> SecretAddress {
    SecretAddress(store: .actions, scope: web, name: SecretName(listed: name))
  }

  private func entry(_ value: ValueRecord?, isProtected: Bool = false) -> LedgerEntry {
    LedgerEntry(value: value, updatedAt: live.updatedAt, access: .ownScope, isProtected: isProtected)
  }

  @Test("a written value is remembered, a change of access keeps what was known of it, a deletion forgets it")
  func notes() {
    var ledger = Ledger()
    ledger.note(address("A"), live: live, record: record, isProtected: false)
    #expect(ledger.entries == [address("A"): entry(record)])
    ledger.note(address("A"), live: live, record: nil, isProtected: true)
    #expect(ledger.entries == [address("A"): entry(record, isProtected: true)])
    ledger.note(address("A"), live: nil, record: nil, isProtected: false)
    #expect(ledger.entries == [:])
  }

  @Test("a change of access alone does not make octoseal vouch for a value that it never wrote")
  func accessAlone() {
    var ledger = Ledger()
    ledger.note(address("A"), live: live, record: nil, isProtected: false)
    #expect(ledger.entries == [:])
  }

  @Test("settling adopts, keeps 'protected' as declared, and forgets what is neither declared nor there")
  func settles() {
    let collection = SecretCollection(.actions, web)
    let desired = DesiredState(collections: [
      collection: DesiredCollection(
        collection,
        location: here,
        unmanaged: .report,
        secrets: [
          SecretName(listed: "ADOPTED"): DesiredSecret(location: here, value: .source),
          SecretName(listed: "GUARDED"): DesiredSecret(location: here, value: .external, isProtected: true),
          SecretName(listed: "RELEASED"): DesiredSecret(location: here, value: .source),
        ]
      )
    ])
    let names = ["ADOPTED", "GUARDED", "RELEASED", "UNDECLARED"]
    let state = LiveState(listings: [
      collection: Dictionary(uniqueKeysWithValues: names.map { (SecretName(listed: $0), live) })
    ])
    let other = SecretAddress(
      store: .actions,
      scope: .organization(OwnerName(listed: "zeta")),
      name: SecretName(listed: "OTHER")
    )
    let ledger = Ledger(entries: [
      address("RELEASED"): entry(record, isProtected: true), address("UNDECLARED"): entry(record),
      address("GONE"): entry(record), other: entry(record),
    ])
    let plan = Plan(adopted: [address("ADOPTED"): entry(ValueRecord(fingerprint: nil, keyID: nil))])
    #expect(
      ledger.settled(plan, desired: desired, live: state).entries == [
        address("ADOPTED"): entry(ValueRecord(fingerprint: nil, keyID: nil)),
        address("GUARDED"): entry(nil, isProtected: true), address("RELEASED"): entry(record),
        address("UNDECLARED"): entry(record), other: entry(record),
      ]
    )
  }
}
