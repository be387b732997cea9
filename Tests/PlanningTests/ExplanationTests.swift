import Planning
import SecretModel
import Testing

@Suite("What workflows see, and why")
struct ExplanationTests {
  private let web = Fixture.fullName("web")
  private var facts = ExplanationFacts()

  init() {
    facts.repositories[web] = RepositoryFacts(
      repository: Repository(id: RepositoryID(1), fullName: web, visibility: .private, isArchived: false),
      organizationSecrets: [:]
    )
    facts.organizations[Fixture.acme] = [:]
  }

  private func name(_ text: String) -> SecretName { SecretName(listed: text) }

  private func live(_ visibility: Visibility? = nil, ids: Set<RepositoryID>? = nil) -> LiveSecret {
    LiveSecret(updatedAt: Fixture.noon, access: AccessState(visibility: visibility, repositories: ids))
  }

  private func explain(_ scope: Scope, _ desired: DesiredState? = nil, names: [SecretName] = []) -> Explanation {
    explanation(
      ExplanationInput(facts: facts, places: [scope], names: names, desired: desired, asOf: Fixture.noon)
    )
  }

  private func manifest(_ scope: Scope, _ secrets: [String: DesiredSecret]) -> DesiredState {
    let collection = SecretCollection(.actions, scope)
    var desired = DesiredCollection(collection, location: Fixture.here, unmanaged: .report)
    for (text, secret) in secrets { desired.secrets[name(text)] = secret }
    return DesiredState(collections: [collection: desired])
  }

  @Test("the closest level wins and hides the wider ones, the closest first")
  func precedence() throws {
    var test = self
    test.facts.organizations[Fixture.acme] = [name("A"): live(.all)]
    test.facts.repositories[web]?.organizationSecrets = [name("A"): Fixture.noon]
    test.facts.repositories[web]?.secrets = [name("A"): live()]
    test.facts.repositories[web]?.environments = [EnvironmentName(listed: "production"): [name("A"): live()]]
    let inEnvironment = try #require(test.explain(Fixture.production).places.first?.secrets.first)
    #expect(inEnvironment.winner?.scope == Fixture.production)
    #expect(inEnvironment.shadowed.map(\.scope) == [Fixture.web, Fixture.organization])
    let outside = try #require(test.explain(Fixture.web).places.first?.secrets.first)
    #expect(outside.winner?.scope == Fixture.web)
    #expect(outside.shadowed.map(\.scope) == [Fixture.organization])
    #expect(outside.hidden.map(\.reason) == [.onlyInEnvironment])
  }

  @Test(
    "a secret that is not given to the repository says why",
    arguments: [
      (Visibility.selected, Set<RepositoryID>(), Repository.Visibility.private, false, HiddenSecret.Reason.notSelected),
      (.selected, nil, .private, false, .notSelected), (.private, nil, .public, false, .repositoryIsPublic),
      (.all, nil, .private, false, .notListed), (.private, nil, .internal, false, .notListed),
      (.selected, [RepositoryID(2)], .private, nil, .notSelected), (.selected, nil, .private, nil, .unknown),
      (.private, nil, .public, nil, .repositoryIsPublic), (.selected, [RepositoryID(1)], .public, nil, nil),
      (.all, nil, .public, nil, nil), (.private, nil, .private, nil, nil), (.selected, nil, .private, true, nil),
      (.private, nil, .public, true, nil),
    ] as [(Visibility, Set<RepositoryID>?, Repository.Visibility, Bool?, HiddenSecret.Reason?)]
  )
  func reasons(
    visibility: Visibility,
    ids: Set<RepositoryID>?,
    repository: Repository.Visibility,
    isListed: Bool?,
    reason: HiddenSecret.Reason?
  ) throws {
    var test = self
    test.facts.organizations[Fixture.acme] = [name("A"): live(visibility, ids: ids)]
    test.facts.repositories[web]?.repository.visibility = repository
    test.facts.repositories[web]?.organizationSecrets = isListed.map { $0 ? [name("A"): Fixture.noon] : [:] }
    let secret = try #require(test.explain(Fixture.web).places.first?.secrets.first)
    #expect(secret.hidden.map(\.reason) == [reason].compactMap(\.self))
    #expect((secret.winner == nil) == (reason != nil))
  }

  @Test("of a hundred and one organization secrets the last by name is not seen, and hides behind nothing")
  func limit() throws {
    var test = self
    let names = (100...200).map { name("N\($0)") }
    test.facts.organizations[Fixture.acme] = Dictionary(uniqueKeysWithValues: names.map { ($0, live(.all)) })
    test.facts.repositories[web]?.organizationSecrets = Dictionary(
      uniqueKeysWithValues: names.map { ($0, Fixture.noon) }
    )
    test.facts.repositories[web]?.secrets = [name("N200"): live()]
    let secrets = try #require(test.explain(Fixture.web).places.first?.secrets)
    #expect(secrets.dropLast().allSatisfy { $0.winner?.scope == Fixture.organization })
    let last = try #require(secrets.last)
    #expect(last.winner?.scope == Fixture.web)
    #expect(last.shadowed == [])
    #expect(last.hidden.map(\.reason) == [.beyondLimit])
  }

  @Test("what only GitHub's listing for the repository shows is seen, without a visibility")
  func listedForRepository() throws {
    var test = self
    test.facts.organizations = [:]
    test.facts.repositories[web]?.organizationSecrets = [name("A"): Fixture.noon]
    let place = try #require(test.explain(Fixture.web).places.first)
    #expect(place.organizationSecrets == .listedForRepository)
    #expect(place.secrets.first?.winner?.scope == Fixture.organization)
    #expect(place.secrets.first?.winner?.visibility == nil)
  }

  @Test(
    "manifest and live disagree in what is there and in who is given it",
    arguments: [
      ("not there", Fixture.secret(.source, .all), nil, false, ["missing"]),
      ("not there, for others", Fixture.secret(.source, Fixture.selected("api")), nil, false, []),
      (
        "given against the manifest", Fixture.secret(.source, Fixture.selected("api")), .all, true, ["given_undeclared"]
      ),
      ("withheld against the manifest", Fixture.secret(.source, .all), .selected, false, ["not_given"]),
      ("a glob", Fixture.secret(.source, Fixture.selected("w*")), .selected, true, []),
      ("not declared", nil, .all, true, ["unmanaged"]), ("not declared, for others", nil, .selected, false, []),
      ("a tombstone", Fixture.secret(.absent, .all), .all, true, ["absent_present"]),
      ("too old", Fixture.secret(.source, .all, maxAge: Age(seconds: -1)), .all, true, ["too_old"]),
      ("as declared", Fixture.secret(.source, .all), .all, true, []),
    ] as [(String, DesiredSecret?, Visibility?, Bool, [String])]
  )
  func disagreements(
    title: String,
    desired: DesiredSecret?,
    visibility: Visibility?,
    isListed: Bool,
    codes: [String]
  ) {
    var test = self
    test.facts.organizations[Fixture.acme] = visibility.map { [name("A"): live($0)] } ?? [:]
    test.facts.repositories[web]?.organizationSecrets = isListed ? [name("A"): Fixture.noon] : [:]
    let manifest = manifest(Fixture.organization, desired.map { ["A": $0] } ?? [:])
    #expect(test.explain(Fixture.web, manifest).disagreements.map(\.code) == codes, "\(title)")
  }

  @Test("an organization that cannot be listed is not said to lack what it may only give to others")
  func unlistedOrganization() {
    var test = self
    test.facts.organizations = [:]
    let manifest = manifest(
      Fixture.organization,
      ["A": Fixture.secret(.source, .all), "B": Fixture.secret(.source, Fixture.selected("api"))]
    )
    #expect(test.explain(Fixture.web, manifest).disagreements.map(\.code) == ["not_given"])
    test.facts.repositories[web]?.organizationSecrets = nil
    #expect(test.explain(Fixture.web, manifest).disagreements.map(\.code) == [])
  }

  @Test("a repository's own secrets are compared as well, but not those that are ignored")
  func ownSecrets() {
    var test = self
    test.facts.repositories[web]?.secrets = [name("LIVE"): live(), name("IGNORED_1"): live()]
    var manifest = manifest(Fixture.web, ["DECLARED": Fixture.secret()])
    manifest.collections[SecretCollection(.actions, Fixture.web)]?.ignore = [Glob("IGNORED_*")]
    #expect(test.explain(Fixture.web, manifest).disagreements.map(\.code) == ["missing", "unmanaged"])
    manifest.collections[SecretCollection(.actions, Fixture.web)]?.unmanaged = .ignore
    #expect(test.explain(Fixture.web, manifest).disagreements.map(\.code) == ["missing"])
  }

  @Test("a renamed repository is compared with what the manifest says of its old name")
  func renamed() {
    var test = self
    test.facts.repositories[web]?.askedName = Fixture.fullName("homepage")
    test.facts.organizations[Fixture.acme] = [name("A"): live(.selected)]
    test.facts.repositories[web]?.organizationSecrets = [name("A"): Fixture.noon]
    var manifest = manifest(Fixture.organization, ["A": Fixture.secret(.source, Fixture.selected("homepage"))])
    #expect(test.explain(Fixture.web, manifest).disagreements == [])
    manifest = self.manifest(Fixture.repository("homepage"), ["B": Fixture.secret()])
    #expect(test.explain(Fixture.web, manifest).disagreements.map(\.code) == ["missing"])
  }

  @Test("a name that nobody has is answered with the nearest one")
  func unknownName() {
    var test = self
    test.facts.repositories[web]?.secrets = [name("NPM_TOKEN"): live(), name("DSN"): live()]
    let answer = test.explain(Fixture.web, names: [name("NPM_TOKN"), name("DSN")])
    #expect(answer.places.first?.secrets.map(\.name.rawValue) == ["DSN"])
    #expect(
      answer.remarks.map(\.message) == ["there is no secret 'NPM_TOKN' at any level here; did you mean 'NPM_TOKEN'?"]
    )
  }

  @Test("the query reads all environments of a repository, and only the named ones otherwise")
  func query() {
    let production = EnvironmentName(listed: "production")
    var desired = DesiredState()
    desired.environments[Fixture.production] = DesiredEnvironment(location: Fixture.here, create: false)
    #expect(ExplanationQuery([Fixture.web], desired: desired).repositories == [web: .all(and: [production])])
    #expect(ExplanationQuery([Fixture.production], desired: desired).repositories == [web: .only([production])])
    let both = ExplanationQuery([Fixture.web, Fixture.environment("web", "x")], desired: nil)
    #expect(both.repositories == [web: .all(and: [EnvironmentName(listed: "x")])])
    let all = ExplanationQuery([Fixture.organization], desired: desired)
    #expect(all.owners == [Fixture.acme])
    #expect(all.environments(of: web) == .all(and: [production]))
  }
}
