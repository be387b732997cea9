import Planning
import SecretModel
import Testing

@Suite("Steps and their order")
struct PlannerTests {
  let earlier = Fixture.noon.advanced(bySeconds: -1_000)

  @Test("a declared secret that is not there is created, with its access")
  func creation() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected("web", "w*")))
    let plan = builder.plan
    #expect(plan.lines == ["create_secret acme A (missing)"])
    #expect(plan.steps.first?.before == nil)
    #expect(
      plan.steps.first?.after
        == StepState(
          access: AccessState(visibility: .selected, repositories: builder.ids("web", "worker")),
          needsValue: true
        )
    )
    #expect(
      plan.repositoryNames == [
        builder.id("web"): Fixture.fullName("web"), builder.id("worker"): Fixture.fullName("worker"),
      ]
    )
  }

  @Test("an empty selection is legal and differs from no selection")
  func emptySelection() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected()))
    builder.list(
      Fixture.organization,
      "A",
      at: earlier,
      access: AccessState(visibility: .selected, repositories: builder.ids("web"))
    )
    builder.remember(Fixture.organization, "A", value: "a", at: earlier)
    builder.give(Fixture.organization, "A", "a")
    #expect(builder.plan.lines == ["remove_repository acme A (repositories_differ)"])
  }

  @Test("one repository more or less uses its own endpoint, several use one request")
  func selections() {
    func action(live: [String], desired: DesiredAccess) -> [Step.Action] {
      var builder = InputBuilder()
      builder.declare(Fixture.organization, "A", Fixture.secret(.source, desired))
      let access = AccessState(visibility: .selected, repositories: Set(live.map { builder.id($0) }))
      builder.list(Fixture.organization, "A", at: earlier, access: access)
      builder.remember(Fixture.organization, "A", value: "a", at: earlier, access: access)
      builder.give(Fixture.organization, "A", "a")
      return builder.plan.steps.map(\.action)
    }
    #expect(action(live: ["web"], desired: Fixture.selected("web")) == [])
    #expect(action(live: ["web"], desired: Fixture.selected("web", "api")) == [.addRepository])
    #expect(action(live: ["web", "api"], desired: Fixture.selected("web")) == [.removeRepository])
    #expect(action(live: ["web"], desired: Fixture.selected("api")) == [.setRepositories])
    #expect(action(live: [], desired: Fixture.selected("*")) == [.setRepositories])
  }

  @Test("a changed value carries visibility and selection, so that no access step is left")
  func valueCarriesAccess() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected("web")))
    builder.list(Fixture.organization, "A", at: earlier, access: AccessState(visibility: .all))
    builder.remember(Fixture.organization, "A", value: "old", at: earlier)
    builder.give(Fixture.organization, "A", "new")
    #expect(builder.plan.lines == ["update_secret acme A (value_changed)"])
    #expect(builder.plan.summary == PlanSummary(counting: [.updateSecret], unchanged: 0))
  }

  @Test("a visibility alone says that it needs the value")
  func visibilityNeedsValue() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, .private))
    builder.list(Fixture.organization, "A", at: earlier, access: AccessState(visibility: .all))
    builder.remember(Fixture.organization, "A", value: "a", at: earlier)
    builder.input.observations[Fixture.address(Fixture.organization, "A")] = ValueObservation(
      .notGiven(reason: "environment variable 'A' is not set")
    )
    let plan = builder.plan
    #expect(plan.lines == ["set_visibility acme A (visibility_differs)"])
    #expect(plan.steps.first?.after?.needsValue == true)
    #expect(plan.codes.contains("visibility_needs_value A"))
  }

  @Test("where the server allows it a visibility is changed alone, whoever has the value")
  func visibilityAlone() {
    var builder = InputBuilder()
    builder.input.server = ServerAbilities(name: "Enterprise Server 3.0.0", organizationPutNeedsValue: false)
    for (name, value) in [("GIVEN", DesiredValue.source), ("LACKING", .source), ("THEIRS", .external)] {
      builder.declare(Fixture.organization, name, Fixture.secret(value, .private))
      builder.list(Fixture.organization, name, at: earlier, access: AccessState(visibility: .all))
      builder.remember(Fixture.organization, name, value: "a", at: earlier)
    }
    builder.give(Fixture.organization, "GIVEN", "a")
    let plan = builder.plan
    #expect(plan.steps.map(\.action) == [.setVisibility, .setVisibility, .setVisibility])
    #expect(plan.steps.allSatisfy { $0.after?.needsValue == false })
    #expect(!plan.findings.contains { $0.severity == .error })
  }

  @Test("where the server wants the value for a visibility and there is none, the plan has an error with its place")
  func visibilityOutOfReach() throws {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.external, .all))
    builder.list(Fixture.organization, "A", at: earlier, access: AccessState(visibility: .private))
    let finding = try #require(builder.plan.findings.first)
    #expect(finding.severity == .error)
    #expect(finding.location == Fixture.here)
    #expect(
      finding.message == "its value is 'external', and GitHub changes a visibility only together with the value; "
        + "declare the visibility that it has, or set the visibility to 'all' by hand"
    )
  }

  @Test("a secret that moves from a repository to the organization is created before it is deleted")
  func moveUp() {
    var builder = InputBuilder()
    builder.declareScope(Fixture.web, unmanaged: .delete)
    builder.list(Fixture.web, "A", at: earlier)
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected("web")))
    let plan = builder.plan
    #expect(plan.lines == ["create_secret acme A (missing)", "delete_secret acme/web A (unmanaged)"])
    #expect(dependencies(of: plan.steps, repositoryNames: plan.repositoryNames) == [[], [0]])
  }

  @Test("a repository that gets its own secret has it before the organization's is taken away")
  func handOver() {
    var builder = InputBuilder()
    let both = AccessState(visibility: .selected, repositories: builder.ids("web", "api"))
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected("api")))
    builder.list(Fixture.organization, "A", at: earlier, access: both)
    builder.remember(Fixture.organization, "A", value: "a", at: earlier, access: both)
    builder.give(Fixture.organization, "A", "a")
    builder.declare(Fixture.web, "A")
    builder.give(Fixture.web, "A", "b")
    let plan = builder.plan
    #expect(plan.lines == ["create_secret acme/web A (missing)", "remove_repository acme A (repositories_differ)"])
    #expect(dependencies(of: plan.steps, repositoryNames: plan.repositoryNames) == [[], [0]])
  }

  @Test("phases: environments, narrowing, values, widening, deletions")
  func phases() {
    var builder = InputBuilder()
    builder.declareScope(Fixture.production, createsEnvironment: true)
    builder.declare(Fixture.production, "A")
    builder.loseEnvironment(Fixture.production)
    for (name, live, desired) in [
      ("NARROW", ["web", "api"], Fixture.selected("web")), ("WIDEN", ["web"], Fixture.selected("web", "api")),
    ] {
      let access = AccessState(visibility: .selected, repositories: Set(live.map { builder.id($0) }))
      builder.declare(Fixture.organization, name, Fixture.secret(.source, desired))
      builder.list(Fixture.organization, name, at: earlier, access: access)
      builder.remember(Fixture.organization, name, value: "a", at: earlier, access: access)
      builder.give(Fixture.organization, name, "a")
    }
    builder.declare(Fixture.web, "GONE", Fixture.secret(.absent))
    builder.list(Fixture.web, "GONE", at: earlier)
    #expect(
      builder.plan.lines == [
        "create_environment acme/web:production (missing)",
        "remove_repository acme NARROW (repositories_differ)",
        "create_secret acme/web:production A (missing)",
        "add_repository acme WIDEN (repositories_differ)",
        "delete_secret acme/web GONE (declared_absent)",
      ]
    )
  }

  @Test("a deletion waits for a creation of the same name only where a job could see both")
  func unrelatedDeletions() {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "A")
    builder.declare(Fixture.repository("api"), "A", Fixture.secret(.absent))
    builder.list(Fixture.repository("api"), "A", at: earlier)
    let plan = builder.plan
    #expect(plan.steps.map(\.action) == [.createSecret, .deleteSecret])
    #expect(dependencies(of: plan.steps, repositoryNames: plan.repositoryNames) == [[], []])
  }

  @Test("unmanaged secrets are deleted, reported or left, as the policy says", arguments: UnmanagedPolicy.allCases)
  func unmanaged(policy: UnmanagedPolicy) {
    var builder = InputBuilder()
    builder.declareScope(Fixture.web, unmanaged: policy, ignore: [Glob("legacy_*")])
    for name in ["OWN", "FOREIGN", "LEGACY_1"] { builder.list(Fixture.web, name, at: earlier) }
    builder.remember(Fixture.web, "OWN", value: "a", at: earlier)
    let deleted = builder.plan.steps.compactMap { $0.secret?.name.rawValue }
    let reported = builder.plan.findings.filter { $0.code == "unmanaged" }.compactMap { $0.secret?.rawValue }
    switch policy {
    case .report: #expect(deleted == [] && reported == ["FOREIGN", "OWN"])
    case .ignore: #expect(deleted == [] && reported == [])
    case .delete: #expect(deleted == ["FOREIGN", "OWN"] && reported == [])
    case .deleteOwned: #expect(deleted == ["OWN"] && reported == ["FOREIGN"])
    }
  }

  @Test("a missing environment that nobody asked to make is an error, and nothing is planned for it")
  func missingEnvironment() {
    var builder = InputBuilder()
    builder.declare(Fixture.production, "A")
    builder.loseEnvironment(Fixture.production)
    #expect(builder.plan.steps == [])
    #expect(builder.plan.codes == ["environment_missing"])
  }

  @Test("an external secret gets its selection managed, never its value")
  func external() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "ABSENT", Fixture.secret(.external, .all))
    builder.declare(Fixture.organization, "SELECTION", Fixture.secret(.external, Fixture.selected("web")))
    builder.list(
      Fixture.organization,
      "SELECTION",
      at: earlier,
      access: AccessState(visibility: .selected, repositories: [])
    )
    builder.declare(Fixture.organization, "VISIBILITY", Fixture.secret(.external, .all))
    builder.list(Fixture.organization, "VISIBILITY", at: earlier, access: AccessState(visibility: .private))
    #expect(builder.plan.lines == ["add_repository acme SELECTION (repositories_differ)"])
    #expect(
      builder.plan.codes == [
        "external_missing ABSENT", "visible_to_more SELECTION", "visibility_needs_value VISIBILITY",
      ]
    )
  }

  @Test("trusting what is live remembers it instead of writing it")
  func adoption() {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "A")
    builder.list(Fixture.web, "A", at: earlier)
    builder.give(Fixture.web, "A", "a")
    builder.input.unseenValues = .trust
    #expect(builder.plan.steps == [])
    #expect(builder.plan.unchanged == 1)
    let entry = builder.plan.adopted[Fixture.address(Fixture.web, "A")]
    #expect(entry?.updatedAt == earlier)
    #expect(entry?.isOwned == false)
  }
}
