import Planning
import SecretModel
import Testing

@Suite("Guards")
struct GuardTests {
  private func deleting(_ count: Int, of total: Int) -> InputBuilder {
    var builder = InputBuilder()
    builder.declareScope(Fixture.web, unmanaged: .delete)
    for number in 0..<total {
      builder.list(Fixture.web, "S\(number)", at: Fixture.noon)
      if number >= count { builder.declare(Fixture.web, "S\(number)") }
    }
    return builder
  }

  private func codes(_ builder: InputBuilder, _ limits: DeletionLimits?) -> [String] {
    deletionRefusals(builder.plan, live: builder.input.live, limits: limits).map(\.code)
  }

  @Test(
    "refuses too many deletions, and too large a part of a scope that is not small",
    arguments: [
      (3, 11, []), (4, 11, ["guard.max_delete_percent"]), (10, 10, []), (11, 40, ["guard.max_deletes"]),
      (12, 40, ["guard.max_deletes"]), (13, 40, ["guard.max_deletes", "guard.max_delete_percent"]), (0, 40, []),
    ] as [(Int, Int, [String])]
  )
  func limits(deleted: Int, total: Int, expected: [String]) {
    #expect(codes(deleting(deleted, of: total), DeletionLimits()) == expected)
    #expect(codes(deleting(deleted, of: total), nil) == [])
  }

  @Test("says the arithmetic and the flag that would pass")
  func message() {
    let builder = deleting(13, of: 40)
    let refusals = deletionRefusals(builder.plan, live: builder.input.live, limits: DeletionLimits())
    #expect(
      refusals.map(\.text) == [
        "the plan deletes 13 secrets, more than 10; look at them, then pass '--max-deletes 13' or '--force'",
        "acme/web: the plan deletes 32 % of the secrets (13 of 40), more than 30 %; "
          + "look at them, then pass '--max-delete-percent 33' or '--force'",
      ]
    )
  }

  @Test("refuses to delete what was protected when it was last applied and is now undeclared")
  func protected() {
    var builder = deleting(1, of: 3)
    builder.remember(Fixture.web, "S0", value: "a", at: Fixture.noon, isProtected: true)
    #expect(protectionRefusals(builder.plan, ledger: builder.input.ledger).map(\.code) == ["guard.protected"])
    builder.declare(Fixture.web, "S0", Fixture.secret(.absent))
    #expect(protectionRefusals(builder.plan, ledger: builder.input.ledger).isEmpty, "a tombstone is meant")
  }
}
