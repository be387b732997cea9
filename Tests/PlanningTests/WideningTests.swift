import Planning
import SecretModel
import Testing

@Suite("Values that become visible to more")
struct WideningTests {
  let earlier = Fixture.noon.advanced(bySeconds: -1_000)

  /// A value that is right, of an organization's secret with another access than the declared one.
  private func builder(from live: AccessState, to desired: DesiredAccess) -> InputBuilder {
    var builder = InputBuilder()
    builder.input.live.repositories[builder.id("api")]?.visibility = .public
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, desired))
    builder.list(Fixture.organization, "A", at: earlier, access: live)
    builder.remember(Fixture.organization, "A", value: "v", at: earlier, access: live)
    builder.give(Fixture.organization, "A", "v")
    return builder
  }

  private func said(_ builder: InputBuilder) -> [String] {
    builder.plan.findings.map { "\($0.severity) \($0.code): \($0.message)" }
  }

  @Test("a public repository in a selection is a warning that names it")
  func publicRepository() {
    var builder = builder(
      from: AccessState(visibility: .selected, repositories: []),
      to: Fixture.selected("api", "web")
    )
    #expect(
      said(builder) == [
        "warning visible_to_public: becomes visible to 1 public repository: 'acme/api' and to 1 other repository"
      ]
    )
    builder.input.live.repositories[builder.id("api")]?.visibility = .private
    #expect(
      said(builder) == ["note visible_to_more: becomes visible to 2 repositories: 'acme/api', 'acme/web'"]
    )
  }

  @Test("a repository that could see the secret before is not new")
  func alreadyVisible() {
    #expect(said(builder(from: AccessState(visibility: .private), to: Fixture.selected("web"))) == [])
    #expect(
      said(builder(from: AccessState(visibility: .private), to: Fixture.selected("web", "api"))) == [
        "warning visible_to_public: becomes visible to 1 public repository: 'acme/api'"
      ]
    )
    #expect(said(builder(from: AccessState(visibility: .all), to: Fixture.selected("api"))) == [])
  }

  @Test("another visibility shows it to all at once")
  func visibility() {
    #expect(
      said(builder(from: AccessState(visibility: .private), to: .all)) == [
        "warning visible_to_public: becomes visible to every repository of the organization, public ones as well"
      ]
    )
    #expect(
      said(builder(from: AccessState(visibility: .selected, repositories: []), to: .private)) == [
        "note visible_to_more: becomes visible to every repository of the organization that is not public"
      ]
    )
  }

  @Test("a long selection is counted, not listed")
  func manyRepositories() {
    let names = (1...7).map { "r\($0)" }
    var builder = InputBuilder(repositories: names)
    let nobody = AccessState(visibility: .selected, repositories: [])
    let all = DesiredAccess.selected([Located(.glob(Glob("r*")), at: Fixture.here)])
    builder.declare(Fixture.organization, "A", Fixture.secret(.external, all))
    builder.list(Fixture.organization, "A", at: earlier, access: nobody)
    #expect(
      said(builder) == [
        "note visible_to_more: becomes visible to 7 repositories: 'acme/r1', 'acme/r2', 'acme/r3', 'acme/r4', 'acme/r5' and 2 more"
      ]
    )
  }
}

@Suite("Values that several secrets share")
struct SharedValueTests {
  let earlier = Fixture.noon.advanced(bySeconds: -1_000)

  /// `acme/web A` is right; `B` elsewhere is declared with the same variable.
  private func builder(_ scope: Scope, _ access: DesiredAccess = .ownScope) -> InputBuilder {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "A")
    builder.list(Fixture.web, "A", at: earlier)
    builder.remember(Fixture.web, "A", value: "v", at: earlier)
    builder.give(Fixture.web, "A", "v")
    builder.declare(scope, "B", Fixture.secret(.source, access))
    builder.give(scope, "B", "v")
    builder.input.sharedSources = [
      SharedSource(
        summary: "environment variable 'V'",
        addresses: [Fixture.address(Fixture.web, "A"), Fixture.address(scope, "B")].sorted()
      )
    ]
    return builder
  }

  private func said(_ builder: InputBuilder) -> [String] {
    builder.plan.findings.map { "\($0.severity) \($0.code) \($0.secret?.rawValue ?? ""): \($0.message)" }
  }

  @Test("a new secret with the variable of an old one is said")
  func newPlace() {
    var builder = builder(Fixture.repository("api"))
    #expect(
      said(builder) == ["note value_shared B: gets the value of environment variable 'V', which acme/web A has already"]
    )
    builder.input.live.repositories[builder.id("api")]?.visibility = .public
    #expect(
      said(builder) == [
        "warning value_shared B: gets the value of environment variable 'V', which acme/web A has already; "
          + "this repository is public"
      ]
    )
  }

  @Test("a secret whose access alone changes has the value all the same")
  func accessChange() {
    var builder = builder(Fixture.organization, .all)
    let live = AccessState(visibility: .selected, repositories: [])
    builder.declare(Fixture.organization, "C", Fixture.secret(.source, Fixture.selected("web")))
    builder.list(Fixture.organization, "C", at: earlier, access: live)
    builder.remember(Fixture.organization, "C", value: "v", at: earlier, access: live)
    builder.give(Fixture.organization, "C", "v")
    builder.input.sharedSources[0].addresses = [
      Fixture.address(Fixture.organization, "B"), Fixture.address(Fixture.organization, "C"),
    ]
    #expect(builder.plan.steps.map(\.action) == [.createSecret, .addRepository])
    #expect(builder.plan.codes == ["value_shared B", "visible_to_more C"])
  }

  @Test("an organization's secret says who will see it")
  func organization() {
    #expect(
      said(builder(Fixture.organization, .all)) == [
        "warning value_shared B: gets the value of environment variable 'V', which acme/web A has already; "
          + "visible to every repository of the organization, public ones as well"
      ]
    )
  }

  @Test("a value that is written again where it was reaches nobody new")
  func writtenAgain() {
    var builder = builder(Fixture.repository("api"))
    builder.remember(Fixture.repository("api"), "B", value: "v", at: earlier)
    #expect(builder.plan.steps.map(\.action) == [.createSecret])
    #expect(said(builder) == [])
  }

  @Test("a new value for all who share it reaches nobody new, nor does what is already there")
  func rotation() {
    var builder = builder(Fixture.repository("api"))
    builder.list(Fixture.repository("api"), "B", at: earlier)
    builder.remember(Fixture.repository("api"), "B", value: "v", at: earlier)
    #expect(said(builder) == [])
    builder.give(Fixture.web, "A", "new")
    builder.give(Fixture.repository("api"), "B", "new")
    #expect(builder.plan.steps.count == 2)
    #expect(said(builder) == [])
  }
}
