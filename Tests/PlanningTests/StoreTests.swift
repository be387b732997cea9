import Planning
import SecretModel
import Testing

@Suite("Stores")
struct StoreTests {
  private let stores = SecretStore.all

  /// The same builder for every store.
  private func inEveryStore(_ build: (inout InputBuilder) -> Void) -> InputBuilder {
    var builder = InputBuilder()
    for store in stores {
      builder.store = store
      build(&builder)
    }
    return builder
  }

  @Test("the same secret in several stores makes a step of its own in each, and ids say which")
  func ids() {
    let builder = inEveryStore { $0.declare(Fixture.web, "A") }
    #expect(
      builder.plan.steps.map(\.id) == [
        "create_secret acme/web A", "create_secret codespaces acme/web A", "create_secret dependabot acme/web A",
      ]
    )
  }

  @Test("no environment's name makes the step of one store look like that of another")
  func uniqueIDs() {
    let places = [
      Scope.repository(Fixture.fullName("web")), Fixture.environment("web", "x (Dependabot)"),
      .organization(OwnerName(listed: "dependabot")), Fixture.organization,
    ]
    let addresses = stores.flatMap { store in places.map { Fixture.address($0, "A", of: store) } }
    let ids = addresses.map { Step(.createSecret, $0, reason: .missing, before: nil, after: nil, at: nil).id }
    #expect(Set(ids).count == addresses.count)
  }

  @Test("a secret that goes from one store to another is no move, and nothing waits for it")
  func noMove() {
    var builder = InputBuilder()
    builder.declareScope(Fixture.web, unmanaged: .delete)
    builder.list(Fixture.web, "A", at: Fixture.noon)
    builder.store = .dependabot
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, .all))
    let plan = builder.plan
    #expect(plan.moves == [:])
    #expect(dependencies(of: plan.steps, repositoryNames: plan.repositoryNames) == [[], []])
  }

  @Test("a secret hides those of its own store only")
  func shadowing() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.external, .all))
    builder.list(Fixture.organization, "A", at: Fixture.noon, access: AccessState(visibility: .all))
    builder.store = .dependabot
    builder.declare(Fixture.web, "A", Fixture.secret(.external))
    builder.list(Fixture.web, "A", at: Fixture.noon)
    #expect(builder.plan.codes == [])
    builder.declare(Fixture.organization, "A", Fixture.secret(.external, .all))
    builder.list(Fixture.organization, "A", at: Fixture.noon, access: AccessState(visibility: .all))
    #expect(builder.plan.findings.map(\.subject) == ["acme/web (Dependabot) A"])
    #expect(builder.plan.findings.first?.message.contains("in acme (Dependabot);") == true)
  }

  @Test("what may be deleted of a scope is counted store by store")
  func deletionLimits() {
    var builder = InputBuilder()
    for (store, deleted) in [(SecretStore.actions, 0), (.dependabot, 4)] {
      builder.store = store
      builder.declareScope(Fixture.web, unmanaged: .delete)
      for number in 0..<11 {
        builder.list(Fixture.web, "S\(number)", at: Fixture.noon)
        if number >= deleted { builder.declare(Fixture.web, "S\(number)") }
      }
    }
    let refusals = deletionRefusals(builder.plan, live: builder.input.live, limits: DeletionLimits())
    #expect(refusals.map(\.code) == ["guard.max_delete_percent"])
    #expect(refusals.first?.message.hasPrefix("acme/web (Dependabot): the plan deletes 36 %") == true)
  }

  @Test("the visibility of an external value is changed where the store allows it without the value")
  func externalVisibility() {
    let builder = inEveryStore { builder in
      builder.declare(Fixture.organization, "A", Fixture.secret(.external, .private))
      builder.list(Fixture.organization, "A", at: Fixture.noon, access: AccessState(visibility: .all))
    }
    let plan = builder.plan
    #expect(plan.steps.map(\.id) == ["set_visibility codespaces acme A", "set_visibility dependabot acme A"])
    #expect(plan.steps.allSatisfy { $0.after?.needsValue == false })
    #expect(plan.findings.map(\.subject) == ["acme A"])
  }

  @Test("what is said of a repository itself is said once for all stores")
  func repositoryFindings() {
    var builder = inEveryStore { $0.declareScope(Fixture.web) }
    builder.input.live.repositories[builder.id("web")]?.isArchived = true
    #expect(builder.plan.codes == ["repository_archived"])
  }

  @Test("everything that is declared is listed, a store that is not declared is not")
  func query() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected()))
    builder.store = .codespaces
    builder.declare(Fixture.web, "A", Fixture.secret(.sealed(with: PublicKeyReference(keyID: "1", key: nil))))
    let query = LiveStateQuery(builder.input.desired)
    #expect(query.collections.map(\.description) == ["acme", "acme/web (Codespaces)"])
    #expect(query.publicKeys == [SecretCollection(.codespaces, Fixture.web)])
    #expect(query.selections == [Fixture.address(Fixture.organization, "A")])
  }
}
