import Planning
import SecretModel
import TestSupport
import Testing

/// What an explanation says beside a model of GitHub that knows nothing of how it is found.
@Suite("Explanations over random states")
struct ExplanationPropertyTests {
  @Test("what is said to win is what a job gets", arguments: UInt64(0)..<150)
  func winners(seed: UInt64) {
    let world = SmallGitHub(seed: seed)
    for isListed in [true, false] {
      let input = world.input(listsForRepository: isListed)
      for place in explanation(input).places {
        let told = place.secrets.compactMap { secret in secret.winner.map { (secret.name, $0.scope) } }
        #expect(Dictionary(uniqueKeysWithValues: told) == world.secrets(of: place.scope), "\(place.scope)")
        for secret in place.secrets where secret.winner == nil {
          #expect(!secret.hidden.isEmpty, "\(secret.name) is neither seen nor explained")
        }
        expectShadowsToWin(place, world)
      }
    }
  }

  /// What is hidden behind the winner is what a job gets once the winner is deleted.
  private func expectShadowsToWin(_ place: ExplainedPlace, _ world: SmallGitHub) {
    for secret in place.secrets.prefix(6) {
      guard let winner = secret.winner, winner.scope.kind != .organization else { continue }
      var world = world
      world.delete(secret.name, from: winner.scope)
      #expect(world.secrets(of: place.scope)[secret.name] == secret.shadowed.first?.scope)
    }
  }
}

/// GitHub's rule for what a job gets, written down as its documentation tells it.
private struct SmallGitHub {
  private struct Shared {
    var visibility: Visibility
    var selected: Set<RepositoryID>
  }

  private static let repositories = ["web", "open"].enumerated()
    .map { index, name in
      Repository(
        id: RepositoryID(Int64(index + 1)),
        fullName: Fixture.fullName(name),
        visibility: name == "open" ? .public : .private
      )
    }
  private var shared: [SecretName: Shared] = [:]
  private var own: [Scope: Set<SecretName>] = [:]

  init(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    // Every few states have more secrets than a workflow gets.
    let count = chance(20) ? 130 : 6
    for number in 0..<count where chance(90) {
      shared[SecretName(listed: "N\(number)")] = Shared(
        visibility: chance(60) ? .all : chance(50) ? .private : .selected,
        selected: Set(Self.repositories.map(\.id).filter { _ in chance(50) })
      )
    }
    for scope in Self.scopes {
      own[scope] = Set((0..<count).filter { _ in chance(30) }.map { SecretName(listed: "N\($0)") })
    }
  }

  private static var scopes: [Scope] {
    repositories.flatMap { repository -> [Scope] in
      let name = repository.fullName
      return [.repository(name), .environment(name, EnvironmentName(listed: "production"))]
    }
  }

  mutating func delete(_ name: SecretName, from scope: Scope) { own[scope]?.remove(name) }

  /// The names that the organization gives to a repository, all of them.
  private func given(to repository: Repository) -> [SecretName] {
    shared.filter { _, secret in
      secret.visibility == .all || secret.visibility == .private && repository.visibility != .public
        || secret.visibility == .selected && secret.selected.contains(repository.id)
    }
    .keys.sorted()
  }

  /// Each name that a job gets, and from where.
  func secrets(of scope: Scope) -> [SecretName: Scope] {
    guard let repository = Self.repositories.first(where: { $0.fullName == scope.repository }) else { return [:] }
    var result: [SecretName: Scope] = [:]
    for name in given(to: repository).prefix(100) { result[name] = .organization(scope.owner) }
    for name in own[.repository(repository.fullName)] ?? [] { result[name] = .repository(repository.fullName) }
    if scope.kind == .environment { for name in own[scope] ?? [] { result[name] = scope } }
    return result
  }

  func input(listsForRepository: Bool) -> ExplanationInput {
    var facts = ExplanationFacts()
    facts.organizations[Fixture.acme] = shared.mapValues { secret in
      // A selection is read only where GitHub does not list for the repository.
      let repositories = secret.visibility == .selected && !listsForRepository ? secret.selected : nil
      let access = AccessState(visibility: secret.visibility, repositories: repositories)
      return LiveSecret(updatedAt: Fixture.noon, access: access)
    }
    for repository in Self.repositories {
      let name = repository.fullName
      let production = EnvironmentName(listed: "production")
      facts.repositories[name] = RepositoryFacts(
        repository: repository,
        secrets: listing(of: .repository(name)),
        environments: [production: listing(of: .environment(name, production))],
        organizationSecrets: listsForRepository
          ? Dictionary(uniqueKeysWithValues: given(to: repository).map { ($0, Fixture.noon) }) : nil
      )
    }
    return ExplanationInput(facts: facts, places: Self.scopes, asOf: Fixture.noon)
  }

  private func listing(of scope: Scope) -> [SecretName: LiveSecret] {
    Dictionary(uniqueKeysWithValues: (own[scope] ?? []).map { ($0, LiveSecret(updatedAt: Fixture.noon)) })
  }
}
