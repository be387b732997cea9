import SecretModel
import TestSupport
import Testing

@testable import GitHubAPI

/// The tokens of a GitHub App: found, asked for, renewed and given up.
struct InstallationTokensTests {
  private static let credentials = Result { try AppCredentials(id: "7", privateKey: try AppKey().privatePEM) }
  private static let acme = OwnerName(listed: "acme")
  private static let start = "Tue, 10 Nov 2026 12:00:00 GMT"
  private static let end = "2026-11-10T13:00:00Z"

  private static let needs = PermissionNeeds(
    required: [.secrets(of: .organization, .write), .secrets(of: .repository, .write)],
    useful: [.environmentLookup, .secrets(of: .environment, .read), .secrets(of: .repository, .read)]
  )

  private static func installation(_ change: String = "") -> String {
    """
    {"id": 5, "app_slug": "keeper", "html_url": "https://github.com/organizations/acme/settings/installations/5",
     \(change.isEmpty ? "" : "\(change),")
     "permissions": {"organization_secrets": "write", "secrets": "write", "actions": "read"}}
    """
  }

  private static func minting(_ number: Int, status: Int = 201, at date: String = start) -> StubTransport.Exchange {
    exchange(
      .post,
      "/app/installations/5/access_tokens",
      sent: #"{"permissions":{"actions":"read","metadata":"read","organization_secrets":"write","secrets":"write"}}"#,
      status: status,
      answer: #"{"token": "ghs_number\#(number)", "expires_at": "\#(end)", "permissions": {"secrets": "write"}}"#,
      ["Date": date]
    )
  }

  private static let lookUp = get("/orgs/acme/installation", installation(), ["Date": start])

  /// Tokens whose requests are answered by stubs, all of which must be used.
  private func withTokens<Value>(
    _ exchanges: [StubTransport.Exchange],
    clock: HandClock = HandClock(),
    now: Timestamp = Timestamp("2026-11-10T12:00:00Z") ?? Timestamp(secondsSinceEpoch: 0),
    _ body: (InstallationTokens, StubTransport) async throws -> Value
  ) async throws -> Value {
    let transport = StubTransport(exchanges)
    var configuration = GitHubConfiguration(
      tokens: AppAssertions(try Self.credentials.get(), now: { now }),
      userAgent: "octoseal/test"
    )
    configuration.retries.attempts = 1
    let tokens = InstallationTokens(
      configuration: configuration,
      transport: transport,
      surroundings: ClientSurroundings(clock: clock, jitter: { 0 }),
      needs: { $0 == Self.acme ? Self.needs : PermissionNeeds() }
    )
    let value = try await body(tokens, transport)
    transport.expectAllUsed()
    return value
  }

  @Test("a token is asked for what is needed and what is useful and granted, and for nothing else")
  func narrowed() async throws {
    try await withTokens([Self.lookUp, Self.minting(1)]) { tokens, transport in
      let grant = try await tokens.grant(for: Self.acme, at: nil)
      #expect(grant.token.authorization(.bearer) == "Bearer ghs_number1")
      #expect(grant.budget == BudgetID("installation 5"))
      #expect(grant.permissions?.allows(.secrets(of: .repository, .write)) == true)
      #expect(grant.permissions?.allows(.secrets(of: .organization, .read)) == false)
      #expect(!"\(grant) \(transport.received)".contains("number1"))
      #expect(tokens.requestsMade == 2)
    }
  }

  @Test("a user's installation is found where an organization's is not")
  func user() async throws {
    let exchanges = [
      get("/orgs/octocat/installation", status: 404), get("/users/octocat/installation", Self.installation()),
      exchange(
        .post,
        "/app/installations/5/access_tokens",
        sent: #"{"permissions":{"metadata":"read"}}"#,
        status: 201,
        answer: #"{"token": "ghs_user", "expires_at": "\#(Self.end)"}"#
      ),
    ]
    try await withTokens(exchanges) { tokens, _ in
      let grant = try await tokens.grant(for: OwnerName(listed: "octocat"), at: nil)
      #expect(grant.permissions == nil)
    }
  }

  @Test("however many wait, a token is asked for once, and renewed once")
  func manyWaiters() async throws {
    let clock = HandClock()
    try await withTokens([Self.lookUp, Self.minting(1), Self.minting(2)], clock: clock) { tokens, _ in
      for number in 1...2 {
        let serials = await withTaskGroup(of: Int?.self) { group in
          for _ in 0..<200 {
            group.addTask { try? await tokens.grant(for: Self.acme, at: nil).serial }
          }
          return await group.reduce(into: Set<Int?>()) { $0.insert($1) }
        }
        #expect(serials == [number])
        clock.advance(by: .seconds(3_500))
      }
    }
  }

  @Test(
    "a token is renewed minutes before its end, by the time that passes here and by GitHub's clock",
    arguments: [(3_200, nil, 1), (3_301, nil, 2), (0, "12:54:00", 1), (0, "12:55:30", 2), (10, "14:00:00", 2)]
  )
  func renewedInTime(seconds: Int, serverTime: String?, number: Int) async throws {
    let clock = HandClock()
    let exchanges = [Self.lookUp] + (1...number).map { Self.minting($0) }
    try await withTokens(exchanges, clock: clock) { tokens, _ in
      _ = try await tokens.grant(for: Self.acme, at: nil)
      clock.advance(by: .seconds(seconds))
      let time = serverTime.flatMap { Timestamp("2026-11-10T\($0)Z") }
      #expect(
        try await tokens.grant(for: Self.acme, at: time).token.authorization(.bearer) == "Bearer ghs_number\(number)"
      )
    }
  }

  @Test("a renewal that fails is no failure as long as the old token lives")
  func failingRenewal() async throws {
    let clock = HandClock()
    let exchanges = [Self.lookUp, Self.minting(1), Self.minting(2, status: 502), Self.minting(3, status: 502)]
    try await withTokens(exchanges, clock: clock) { tokens, _ in
      _ = try await tokens.grant(for: Self.acme, at: nil)
      clock.advance(by: .seconds(3_400))
      #expect(try await tokens.grant(for: Self.acme, at: nil).serial == 1)
      clock.advance(by: .seconds(300))
      let error = try await failure { () async throws(GitHubError) in
        _ = try await tokens.grant(for: Self.acme, at: nil)
      }
      #expect(error.kind == .serverFailure)
    }
  }

  @Test("a token that GitHub refuses before its time is replaced once, whoever finds out")
  func replaced() async throws {
    try await withTokens([Self.lookUp, Self.minting(1), Self.lookUp, Self.minting(2)]) { tokens, _ in
      let first = try await tokens.grant(for: Self.acme, at: nil)
      #expect(await tokens.replace(first, of: Self.acme, at: nil))
      let second = try await tokens.grant(for: Self.acme, at: nil)
      #expect(second.serial == 2)
      #expect(await tokens.replace(first, of: Self.acme, at: nil), "another request was sent with the first")
      #expect(try await tokens.grant(for: Self.acme, at: nil).serial == 2)
      #expect(await !tokens.replace(second, of: Self.acme, at: nil))
    }
  }

  @Test(
    "when GitHub's clock is another, its time counts from the first refusal on",
    arguments: ["2026-11-10T11:00:00Z", "2026-11-10T12:20:00Z", "2020-01-01T00:00:00Z"]
  )
  func skew(now: String) async throws {
    let refusal = get(
      "/orgs/acme/installation",
      #"{"message": "'Expiration time' claim ('exp') must be a numeric value"}"#,
      status: 401,
      ["Date": Self.start]
    )
    let time = try #require(Timestamp(now))
    try await withTokens([refusal, Self.lookUp, Self.minting(1)], now: time) { tokens, _ in
      _ = try await tokens.grant(for: Self.acme, at: nil)
    }
  }

  /// The second of two requests under way used to fail, since the first had set the clock right already.
  @Test("all requests that were dated by a wrong clock are worth another attempt")
  func skewOfMany() async throws {
    let time = try #require(Timestamp("2026-11-10T12:00:00Z"))
    let assertions = AppAssertions(try Self.credentials.get(), now: { time })
    let refused = [
      try await assertions.grant(for: Self.acme, at: nil), try await assertions.grant(for: Self.acme, at: nil),
    ]
    let serverTime = time.advanced(bySeconds: 3_600)
    for grant in refused { #expect(await assertions.replace(grant, of: Self.acme, at: serverTime)) }
    let corrected = try await assertions.grant(for: Self.acme, at: nil)
    #expect(await !assertions.replace(corrected, of: Self.acme, at: serverTime))
    #expect(await !assertions.replace(corrected, of: Self.acme, at: nil))
  }

  @Test("credentials that GitHub refuses for another reason are not tried twice")
  func refusedCredentials() async throws {
    let refusal = get(
      "/orgs/acme/installation",
      #"{"message": "A JSON web token could not be decoded"}"#,
      status: 401,
      ["Date": Self.start]
    )
    try await withTokens([refusal]) { tokens, _ in
      for _ in 1...2 {
        let error = try await failure { () async throws(GitHubError) in
          _ = try await tokens.grant(for: Self.acme, at: nil)
        }
        #expect(
          error.diagnostic.text
            == "acme: GitHub does not accept the GitHub App's id and private key: 'A JSON web token could not be decoded'; check that OCTOSEAL_APP_ID and the private key belong to one App, and that its key was not deleted"
        )
        #expect(error.diagnostic.code == "github.app_refused")
      }
    }
  }

  private static let app =
    #"{"html_url": "https://github.com/apps/keeper", "owner": {"login": "corp", "type": "Organization"}}"#

  @Test("an App that is not installed is told where it can be")
  func notInstalled() async throws {
    let exchanges = [
      get("/orgs/acme/installation", status: 404), get("/users/acme/installation", status: 404), get("/app", Self.app),
    ]
    try await expect(
      exchanges,
      "acme: the GitHub App is not installed there; install it at https://github.com/apps/keeper/installations/new"
    )
  }

  @Test("a suspended installation is told where that is changed")
  func suspended() async throws {
    let object = Self.installation(#""suspended_at": "2026-11-01T00:00:00Z""#)
    try await expect(
      [get("/orgs/acme/installation", object)],
      "acme: the installation of the GitHub App is suspended; let an owner unsuspend it at https://github.com/organizations/acme/settings/installations/5"
    )
  }

  @Test("an address from an answer is shown only when it is one")
  func hostilePage() async throws {
    let object = #"{"id": 5, "html_url": "see \u001b[2J", "suspended_at": "x", "permissions": {}}"#
    try await expect(
      [get("/orgs/acme/installation", object)],
      "acme: the installation of the GitHub App is suspended; let an owner unsuspend it"
    )
  }

  private static let remedy =
    "; grant it under 'Permissions & events' of the App 'keeper' (https://github.com/organizations/corp/settings/apps/keeper/permissions), then accept the change at https://github.com/organizations/acme/settings/installations/5"

  @Test("permissions that the installation lacks are named before any token is asked for")
  func lacking() async throws {
    let object =
      #"{"id": 5, "app_slug": "keeper", "permissions": {"secrets": "read"}, "html_url": "https://github.com/organizations/acme/settings/installations/5"}"#
    try await expect(
      [get("/orgs/acme/installation", object), get("/app", Self.app)],
      "acme: the installation of the GitHub App lacks the organization permission 'Secrets: write' and the repository permission 'Secrets: write'\(Self.remedy)"
    )
  }

  @Test("permissions that were taken away since then are named when GitHub refuses the token")
  func refusedPermissions() async throws {
    try await expect(
      [Self.lookUp, Self.minting(1, status: 422), get("/app", Self.app)],
      "acme: the installation of the GitHub App lacks the organization permission 'Secrets: write' and the repository permission 'Secrets: write'\(Self.remedy)"
    )
  }

  private func expect(
    _ exchanges: [StubTransport.Exchange],
    _ text: String,
    _ place: SourceLocation = #_sourceLocation
  ) async throws {
    try await withTokens(exchanges) { tokens, _ in
      for _ in 1...2 {
        let error = try await failure(place) { () async throws(GitHubError) in
          _ = try await tokens.grant(for: Self.acme, at: nil)
        }
        #expect(error.diagnostic.text == text, sourceLocation: place)
      }
    }
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
