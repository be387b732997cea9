import Planning
import SecretModel
import Testing

@Suite("What has to be read")
struct LiveStateQueryTests {
  @Test("nothing is read that no comparison needs")
  func minimal() {
    var builder = InputBuilder()
    builder.declare(Fixture.web, "A")
    builder.declare(Fixture.organization, "B", Fixture.secret(.source, .all))
    let query = LiveStateQuery(builder.input.desired)
    #expect(query.scopes == [Fixture.organization, Fixture.web])
    #expect(query.selections == [] && query.repositoriesToResolve == [] && query.organizationsToList == [])
    #expect(query.publicKeys == [] && query.environmentsToProve == [])
  }

  @Test("selections, globs, sealed values and bare environments each ask for what they need")
  func everything() {
    var builder = InputBuilder()
    builder.declare(Fixture.organization, "A", Fixture.secret(.source, Fixture.selected("web", "svc-*")))
    builder.declare(
      Fixture.web,
      "B",
      Fixture.secret(.sealed(with: PublicKeyReference(keyID: "1", key: nil)))
    )
    builder.input.desired.environments[Fixture.production] = DesiredEnvironment(location: Fixture.here, create: true)
    let query = LiveStateQuery(builder.input.desired)
    #expect(query.selections == [Fixture.address(Fixture.organization, "A")])
    #expect(query.repositoriesToResolve == [Fixture.fullName("web")])
    #expect(query.organizationsToList == [Fixture.acme])
    #expect(query.publicKeys == [SecretCollection(.actions, Fixture.web)])
    #expect(query.environmentsToProve == [Fixture.production])
    #expect(query.environmentsToCreate == [Fixture.production])
  }
}
