import GitHubAPI
import SecretModel
import Testing

@testable import Reconciliation

/// What is concluded about a token before it writes.
struct PermissionRuleTests {
  private static let web = RepositoryFullName(owner: OwnerName(listed: "acme"), name: RepositoryName(listed: "web"))

  private static func requirement(_ scope: Scope) throws -> WriteRequirement {
    try #require(WriteRequirement.secrets(in: SecretCollection(.actions, scope)))
  }

  struct Case: Sendable {
    var scopes: Set<String>
    var visibility: Repository.Visibility?
    var organization: Bool
    var repository: Bool
  }

  @Test(
    "the scopes of a classic token decide",
    arguments: [
      Case(scopes: ["repo", "admin:org"], organization: true, repository: true),
      Case(scopes: ["repo"], organization: false, repository: true),
      Case(scopes: ["admin:org", "gist"], organization: true, repository: false),
      Case(scopes: [], organization: false, repository: false),
      Case(scopes: ["public_repo"], visibility: .private, organization: false, repository: false),
      Case(scopes: ["public_repo"], visibility: .public, organization: false, repository: true),
      Case(scopes: ["public_repo"], organization: false, repository: true),
    ]
  )
  func scopes(example: Case) throws {
    let evidence = TokenEvidence(kind: .classic, permissions: nil, scopes: example.scopes)
    let organization = try Self.requirement(.organization(Self.web.owner))
    let repository = try Self.requirement(.repository(Self.web))
    #expect((evidence.verdict(on: organization, visibility: nil) == .allowed) == example.organization)
    #expect((evidence.verdict(on: repository, visibility: example.visibility) == .allowed) == example.repository)
  }

  @Test("a token of which GitHub tells nothing takes a trial, and one of no known kind passes")
  func kinds() throws {
    let requirement = try Self.requirement(.repository(Self.web))
    for (kind, verdict) in [
      (TokenKind.fineGrained, TokenEvidence.Verdict.onlyATrialTells), (.installation, .onlyATrialTells),
      (.unknown, .unknown), (.classic, .unknown),
    ] {
      let evidence = TokenEvidence(kind: kind, permissions: nil, scopes: nil)
      #expect(evidence.verdict(on: requirement, visibility: nil) == verdict)
    }
  }

  @Test("the name of the trial is that of no secret there is")
  func absent() {
    let first = absentName(among: [])
    #expect(!absentName(among: [first]).rawValue.isEmpty)
    #expect(absentName(among: [first]) != first)
  }

  private func needs(
    _ purpose: RunPurpose,
    ledger: Bool = false,
    create: Bool = false,
    only: (Scope) -> Bool = { _ in true }
  ) -> PermissionNeeds? {
    let location = SourceLocation(file: "m.yaml", line: 1, column: 1)
    let environment = Scope.environment(Self.web, EnvironmentName(listed: "production"))
    var manifest = DesiredState(environments: [environment: DesiredEnvironment(location: location, create: create)])
    for scope in [Scope.organization(Self.web.owner), environment] {
      let collection = SecretCollection(.actions, scope)
      manifest.collections[collection] = DesiredCollection(collection, location: location, unmanaged: .report)
    }
    return permissionNeeds(of: manifest.filtered(only), in: manifest, ledgerAtGitHub: ledger, for: purpose)[
      Self.web.owner
    ]
  }

  @Test("a run needs what it does, at the levels that it is for")
  func runs() {
    #expect(
      needs(.reading)?.required == [.secrets(of: .organization, .read), .secrets(of: .environment, .read)]
    )
    #expect(
      needs(.writing, ledger: true)?.required == [
        .secrets(of: .organization, .write), .secrets(of: .environment, .write),
        .variables(of: .organization, .write), .variables(of: .repository, .write),
      ]
    )
    let narrowed = needs(.writing) { $0.kind == .organization }
    #expect(narrowed?.required == [.secrets(of: .organization, .write)])
    #expect(narrowed?.useful.contains(.secrets(of: .environment, .read)) == true)
    #expect(narrowed?.useful.contains(.secrets(of: .environment, .write)) == false)
  }

  @Test("making environments is asked for where the manifest may do it, and only to write")
  func environments() {
    #expect(needs(.writing, create: true)?.useful.contains(.environmentCreation) == true)
    #expect(needs(.writing)?.useful.contains(.environmentCreation) == false)
    #expect(needs(.reading, create: true)?.useful.contains(.environmentCreation) == false)
    #expect(needs(.reading)?.useful.contains(.environmentLookup) == true)
  }
}

extension Permission {
  /// What Actions secrets need at a level.
  fileprivate static func secrets(of kind: Scope.Kind, _ access: Access) -> Permission {
    Permission(
      level: kind == .organization ? .organization : .repository,
      name: kind == .environment ? "Environments" : "Secrets",
      access: access
    )
  }
}
