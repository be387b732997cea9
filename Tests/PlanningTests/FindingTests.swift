import Planning
import SecretModel
import Testing

@Suite("Findings")
struct FindingTests {
  let earlier = Fixture.noon.advanced(bySeconds: -1_000)

  private func present(_ builder: inout InputBuilder, _ scope: Scope, _ name: String, _ access: DesiredAccess) {
    builder.declare(scope, name, Fixture.secret(.external, access))
    let live = AccessState(visibility: access.visibility, repositories: access == Fixture.selected() ? [] : nil)
    builder.list(scope, name, at: earlier, access: live)
  }

  @Test("a closer secret that hides a wider one")
  func shadowing() {
    var builder = InputBuilder()
    present(&builder, Fixture.organization, "A", .all)
    present(&builder, Fixture.web, "A", .ownScope)
    present(&builder, Fixture.production, "A", .ownScope)
    #expect(builder.plan.codes == ["shadowed A", "shadowed A"])
    #expect(
      builder.plan.findings.map(\.message) == [
        "hides the secret of the same name in acme; only this one is seen here",
        "hides the secret of the same name in acme/web; only this one is seen here",
      ]
    )
  }

  @Test("a secret that the repository could not see anyway is not shadowed")
  func noShadow() {
    var builder = InputBuilder()
    builder.input.live.repositories[builder.id("web")]?.visibility = .public
    present(&builder, Fixture.organization, "A", .private)
    present(&builder, Fixture.web, "A", .ownScope)
    #expect(builder.plan.codes == ["public_repository"])
  }

  @Test("selected repositories that do not exist, are archived or renamed")
  func selectedRepositories() {
    var builder = InputBuilder()
    builder.input.live.repositories[builder.id("api")]?.isArchived = true
    builder.input.live.repositories[builder.id("worker")]?.fullName = Fixture.fullName("jobs")
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected("api", "worker", "nobody")))
    #expect(
      builder.plan.codes.filter { !$0.hasPrefix("value") } == [
        "repository_archived A", "repository_not_found A", "repository_renamed A",
      ]
    )
    #expect(builder.plan.steps.first?.after?.access.repositories == builder.ids("api", "worker"))
  }

  @Test("more than a hundred organization secrets for one repository")
  func crowded() {
    var builder = InputBuilder()
    for number in 0..<100 { present(&builder, Fixture.organization, "S\(number)", .all) }
    #expect(builder.plan.codes == [])
    present(&builder, Fixture.organization, "P", .private)
    #expect(builder.plan.codes == ["too_many_visible"])
    #expect(
      builder.plan.findings.first?.message.hasPrefix("101 organization secrets are visible to acme/api and 2 more")
        == true
    )
  }

  @Test("a sealed value whose public key is no longer the scope's")
  func sealedKey() {
    func codes(_ used: PublicKeyReference) -> [String] {
      var builder = InputBuilder()
      builder.declare(Fixture.web, "A", Fixture.secret(.sealed(with: used)))
      builder.give(Fixture.web, "A", "box")
      builder.input.live.publicKeys[SecretCollection(.actions, Fixture.web)] = PublicKeyReference(
        keyID: "1",
        key: "now"
      )
      return builder.plan.findings.map { "\($0.severity) \($0.code)" }
    }
    #expect(codes(PublicKeyReference(keyID: "1", key: "now")) == [])
    #expect(codes(PublicKeyReference(keyID: "1", key: nil)) == [])
    #expect(codes(PublicKeyReference(keyID: "1", key: "then")) == ["error sealed_key_changed"])
    #expect(codes(PublicKeyReference(keyID: "2", key: nil)) == ["error sealed_key_changed"])
  }

  @Test("without a key, one finding says what to set")
  func notCompared() {
    var builder = InputBuilder()
    for name in ["A", "B"] {
      builder.declare(Fixture.web, name)
      builder.list(Fixture.web, name, at: earlier)
      builder.remember(Fixture.web, name, value: nil, at: earlier)
      builder.input.observations[Fixture.address(Fixture.web, name)] = ValueObservation(.given(nil))
    }
    #expect(builder.plan.steps == [])
    #expect(builder.plan.codes == ["value_not_compared"])
    #expect(builder.plan.findings.first?.message.contains("OCTOSEAL_KEY") == true)
  }

  @Test("a value older than its max_age, counted by GitHub's clock")
  func tooOld() {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "A", Fixture.secret(.external, maxAge: Age(seconds: 1_000)))
    builder.list(Fixture.web, "A", at: earlier)
    #expect(builder.plan.codes == [])
    builder.input.asOf = Fixture.noon.advanced(bySeconds: 1)
    #expect(builder.plan.codes == ["too_old A"])
  }

  @Test("what reading a value brought up is said with its place")
  func remarks() {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "A")
    builder.input.observations[Fixture.address(Fixture.web, "A")] = ValueObservation(
      .unusable,
      remarks: [Diagnostic(code: "value_empty", message: "it is empty")]
    )
    #expect(builder.plan.codes == ["value_empty A"])
    #expect(builder.plan.findings.first?.location == Fixture.here)
  }
}
