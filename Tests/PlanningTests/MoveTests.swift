import Planning
import SecretModel
import Testing

@Suite("Moves")
struct MoveTests {
  private func builder(unmanaged: UnmanagedPolicy = .delete, deleted scope: Scope) -> InputBuilder {
    var builder = InputBuilder()
    builder.declareScope(scope, unmanaged: unmanaged)
    builder.list(scope, "A", at: Fixture.noon)
    return builder
  }

  @Test("a secret that goes up to the organization is shown as a move when its repository can use it there")
  func up() {
    for access in [DesiredAccess.all, .private, Fixture.selected("web")] {
      var builder = builder(deleted: Fixture.web)
      builder.declare(Fixture.organization, "A", Fixture.secret(.source, access))
      let plan = builder.plan
      let origin = Fixture.address(Fixture.web, "A")
      #expect(plan.moves == [origin: [Fixture.address(Fixture.organization, "A")]], "\(access)")
      #expect(plan.findings.first { $0.code == "moved" }?.message.hasPrefix("moves to acme:") == true)
      #expect(plan.steps.map(\.action) == [.createSecret, .deleteSecret])
    }
  }

  @Test("what its repository could not use there is no move")
  func unreachable() {
    var builder = builder(deleted: Fixture.web)
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected("api")))
    #expect(builder.plan.moves == [:])
  }

  @Test("a secret of the organization may go to several places at once")
  func down() {
    var builder = builder(deleted: Fixture.organization)
    builder.declare(Fixture.web, "A")
    builder.declare(Fixture.production, "A")
    builder.declare(Fixture.repository("api"), "A")
    #expect(
      builder.plan.moves == [
        Fixture.address(Fixture.organization, "A"): [
          Fixture.address(Fixture.repository("api"), "A"), Fixture.address(Fixture.web, "A"),
          Fixture.address(Fixture.production, "A"),
        ]
      ]
    )
  }

  @Test("one environment to another of the same repository is a move, to one of another repository is not")
  func sideways() {
    var same = builder(deleted: Fixture.environment("web", "staging"))
    same.declare(Fixture.production, "A")
    #expect(same.plan.moves.count == 1)
    var other = builder(deleted: Fixture.environment("api", "production"))
    other.declare(Fixture.production, "A")
    #expect(other.plan.moves == [:])
  }

  @Test("another name, a place where it was already, and a secret that stays are no moves")
  func noMoves() {
    var renamed = builder(deleted: Fixture.web)
    renamed.declare(Fixture.organization, "B", Fixture.secret(.source, .all))
    #expect(renamed.plan.moves == [:])
    var existing = builder(deleted: Fixture.web)
    existing.declare(Fixture.organization, "A", Fixture.secret(.source, .all))
    existing.list(Fixture.organization, "A", at: Fixture.noon, access: AccessState(visibility: .all))
    #expect(existing.plan.moves == [:])
    var reported = builder(unmanaged: .report, deleted: Fixture.web)
    reported.declare(Fixture.organization, "A", Fixture.secret(.source, .all))
    #expect(reported.plan.moves == [:])
  }
}
