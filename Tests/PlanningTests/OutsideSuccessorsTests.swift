import Planning
import SecretModel
import Testing

@Suite("What replaces a deletion elsewhere")
struct OutsideSuccessorsTests {
  private static let api = Fixture.repository("api")

  /// The successors of `A` that is deleted in one scope by a run which has only that scope.
  private func successors(of scope: Scope, _ declare: (inout InputBuilder) -> Void) -> [SecretAddress] {
    var builder = InputBuilder()
    builder.declareScope(scope, unmanaged: .delete)
    builder.list(scope, "A", at: Fixture.noon)
    declare(&builder)
    let desired = builder.input.desired
    let narrowed = desired.filtered { $0 == scope }
    builder.input.desired = narrowed
    #expect(builder.plan.lines == ["delete_secret \(scope) A (unmanaged)"])
    let result = outsideSuccessors(of: builder.plan.steps, desired: desired, narrowed: narrowed)
    #expect(result.keys.allSatisfy { $0 == Fixture.address(scope, "A") })
    #expect(!result.values.contains([]))
    return result[Fixture.address(scope, "A")] ?? []
  }

  @Test("a repository's secret is replaced by that of its organization and of its environments")
  func ofRepository() {
    let found = successors(of: Fixture.web) { builder in
      builder.declare(Fixture.organization, "A", Fixture.secret(.source, .all))
      builder.declare(Fixture.production, "A")
      builder.declare(Self.api, "A")
    }
    #expect(found == [Fixture.address(Fixture.organization, "A"), Fixture.address(Fixture.production, "A")])
  }

  @Test("an organization's secret is replaced by those of its repositories and their environments")
  func ofOrganization() {
    let found = successors(of: Fixture.organization) { builder in
      builder.declare(Fixture.web, "A")
      builder.declare(Fixture.environment("api", "staging"), "A")
      builder.declare(
        .repository(RepositoryFullName(owner: OwnerName(listed: "zeta"), name: RepositoryName(listed: "web"))),
        "A"
      )
    }
    #expect(
      found == [Fixture.address(Fixture.environment("api", "staging"), "A"), Fixture.address(Fixture.web, "A")]
    )
  }

  @Test("a sealed value replaces it as well; a tombstone, an external value and another name do not")
  func declarations() {
    let found = successors(of: Fixture.web) { builder in
      let key = PublicKeyReference(keyID: "1", key: nil)
      builder.declare(Fixture.organization, "A", Fixture.secret(.sealed(with: key), .all))
      builder.declare(Fixture.production, "A", Fixture.secret(.absent))
      builder.declare(Fixture.environment("web", "staging"), "A", Fixture.secret(.external))
      builder.declare(Fixture.environment("web", "testing"), "B")
    }
    #expect(found == [Fixture.address(Fixture.organization, "A")])
  }

  @Test("what the run itself has is no business of others")
  func inside() {
    var builder = InputBuilder()
    builder.declareScope(Fixture.web, unmanaged: .delete)
    builder.list(Fixture.web, "A", at: Fixture.noon)
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, .all))
    let desired = builder.input.desired
    #expect(outsideSuccessors(of: builder.plan.steps, desired: desired, narrowed: desired) == [:])
  }

  @Test("within one plan and across runs one rule says what replaces what", arguments: 0..<200)
  func sameRule(seed: UInt64) {
    var random = RandomStates(seed: seed)
    let whole = random.builder.plan
    let desired = random.builder.input.desired
    let dependencies = dependencies(of: whole.steps, repositoryNames: whole.repositoryNames)
    for scope in desired.scopes {
      let narrowed = desired.filtered { $0 == scope }
      random.builder.input.desired = narrowed
      let found = outsideSuccessors(of: random.builder.plan.steps, desired: desired, narrowed: narrowed)
      for (position, step) in whole.steps.enumerated() where step.action == .deleteSecret && step.scope == scope {
        guard let origin = step.secret else { continue }
        let created = dependencies[position].map { whole.steps[$0] }
          .filter { $0.action == .createSecret && $0.scope != scope }.compactMap(\.secret)
        #expect(Set(created).isSubset(of: found[origin] ?? []), "\(origin)")
      }
    }
  }
}
