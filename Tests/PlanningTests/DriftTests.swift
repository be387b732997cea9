import Planning
import SecretModel
import Testing

@Suite("Drift")
struct DriftTests {
  let earlier = Fixture.noon.advanced(bySeconds: -1_000)
  let later = Fixture.noon.advanced(bySeconds: -10)

  private func kinds(_ builder: InputBuilder) -> [String] {
    builder.drift.entries.map { "\($0.kind.rawValue) \($0.address.name)" }
  }

  @Test("what was applied and not touched is no drift")
  func clean() {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "A")
    builder.list(Fixture.web, "A", at: earlier)
    builder.remember(Fixture.web, "A", value: "a", at: earlier)
    builder.give(Fixture.web, "A", "a")
    #expect(kinds(builder) == [])
    #expect(builder.drift.plan.findings == [])
  }

  @Test("tells apart changed outside, not applied, missing, unmanaged, too old and present although absent")
  func everyKind() {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "AGED", Fixture.secret(maxAge: Age(seconds: 60)))
    builder.declare(Fixture.web, "GONE")
    builder.declare(Fixture.web, "OUTSIDE")
    builder.declare(Fixture.web, "PENDING")
    builder.declare(Fixture.web, "TOMB", Fixture.secret(.absent))
    for name in ["AGED", "OUTSIDE", "PENDING"] { builder.remember(Fixture.web, name, value: "a", at: earlier) }
    for name in ["AGED", "PENDING", "STRAY", "TOMB"] { builder.list(Fixture.web, name, at: earlier) }
    builder.list(Fixture.web, "OUTSIDE", at: later)
    for name in ["AGED", "OUTSIDE", "GONE"] { builder.give(Fixture.web, name, "a") }
    builder.give(Fixture.web, "PENDING", "b")
    #expect(
      kinds(builder) == [
        "too_old AGED", "missing GONE", "changed_outside OUTSIDE", "not_applied PENDING", "unmanaged STRAY",
        "absent_present TOMB",
      ]
    )
    let outside = builder.drift.entries.first { $0.kind == .changedOutside }
    #expect(outside?.message == "value set outside at \(later)")
    #expect(outside?.updatedAt == later)
  }

  @Test("a change outside is told even where the value is to be replaced anyway")
  func outsideBesideOtherReasons() {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "PENDING")
    builder.declare(Fixture.web, "ROTATED", Fixture.secret(rotatedAt: Fixture.noon))
    for name in ["PENDING", "ROTATED"] {
      builder.remember(Fixture.web, name, value: "a", at: earlier)
      builder.list(Fixture.web, name, at: later)
    }
    builder.give(Fixture.web, "PENDING", "b")
    builder.give(Fixture.web, "ROTATED", "a")
    #expect(
      kinds(builder) == [
        "changed_outside PENDING", "not_applied PENDING", "changed_outside ROTATED", "not_applied ROTATED",
      ]
    )
    #expect(builder.drift.plan.codes == ["changed_outside PENDING", "changed_outside ROTATED"])
  }

  @Test("visibility and selection are drift of their own")
  func access() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "SELECTED", Fixture.secret(.external, Fixture.selected("web", "api")))
    builder.list(
      Fixture.organization,
      "SELECTED",
      at: earlier,
      access: AccessState(visibility: .selected, repositories: builder.ids("worker"))
    )
    builder.declare(Fixture.organization, "VISIBLE", Fixture.secret(.external, .private))
    builder.list(Fixture.organization, "VISIBLE", at: earlier, access: AccessState(visibility: .all))
    #expect(kinds(builder) == ["repositories SELECTED", "visibility VISIBLE"])
    #expect(builder.drift.entries.first?.message == "2 of its repositories missing, 1 too many")
  }

  @Test("a change outside that moved the access too says so")
  func accessAndValue() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, .all))
    builder.list(Fixture.organization, "A", at: later, access: AccessState(visibility: .private))
    builder.remember(
      Fixture.organization,
      "A",
      value: "a",
      at: earlier,
      access: AccessState(visibility: .all)
    )
    builder.give(Fixture.organization, "A", "a")
    #expect(kinds(builder) == ["changed_outside A", "visibility A"])
    #expect(builder.drift.entries.first?.message == "access changed, and perhaps the value, outside at \(later)")
    #expect(builder.drift.plan.codes == ["access_changed_outside A", "visible_to_public A"])
  }

  @Test("the first sight of a secret is unverified: a finding, no drift")
  func unverified() {
    var builder = InputBuilder()
    for name in ["GIVEN", "NOT_GIVEN"] {
      builder.declare(Fixture.web, name)
      builder.list(Fixture.web, name, at: earlier)
    }
    builder.give(Fixture.web, "GIVEN", "a")
    #expect(kinds(builder) == [])
    #expect(builder.drift.plan.codes == ["unverified GIVEN", "unverified NOT_GIVEN"])
  }
}
