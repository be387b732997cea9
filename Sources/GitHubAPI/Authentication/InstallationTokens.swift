public import SecretModel

/// The tokens of a GitHub App: one for each organization or user where it is installed, each with its own limits.
///
/// However many requests wait for a token, it is asked for once; it is renewed before it expires by GitHub's clock, and
/// once when GitHub refuses it earlier.
public actor InstallationTokens: TokenSource {
  private let requester: Requester
  private let needs: @Sendable (OwnerName) -> PermissionNeeds
  private let clock: StopClock
  private var installations: [OwnerName: Installation] = [:]
  private var tokens: [OwnerName: InstallationToken] = [:]
  private var renewals: [OwnerName: Task<Result<InstallationToken, GitHubError>, Never>] = [:]
  /// What will not be otherwise however often it is asked.
  private var problems: [OwnerName: GitHubError] = [:]
  private var refusedOwners: Set<OwnerName> = []
  private var serial = 0

  /// Prepares to ask for tokens; no request is made before the first is needed.
  ///
  /// - Parameters:
  ///   - configuration: the connection to GitHub, whose tokens are `AppAssertions`.
  ///   - transport: what sends the requests.
  ///   - surroundings: what the requests take from the world around them.
  ///   - needs: what an owner's token has to be allowed; it is asked for nothing else.
  public init(
    configuration: GitHubConfiguration,
    transport: any Transport,
    surroundings: ClientSurroundings = ClientSurroundings(),
    needs: @escaping @Sendable (OwnerName) -> PermissionNeeds
  ) {
    var surroundings = surroundings
    surroundings.cache = nil
    requester = Requester(configuration: configuration, transport: transport, surroundings: surroundings)
    clock = StopClock(surroundings.clock)
    self.needs = needs
  }

  /// How many requests were made to find installations and to get tokens.
  public nonisolated var requestsMade: Int { requester.statistics.requests }

  /// The token for an owner, a new one when the last is about to expire.
  ///
  /// - Throws: `GitHubError`, of the kind `app` when the App is not installed there, is suspended or lacks permissions.
  public func grant(for owner: OwnerName, at serverTime: Timestamp?) async throws(GitHubError) -> TokenGrant {
    let held = tokens[owner]
    if let held, !held.isDue(at: serverTime, elapsed: clock.elapsed()) { return held.grant }
    do {
      return try await renewed(owner).grant
    } catch {
      // As long as the old one lives, GitHub being out of reach for a moment is no reason to stop.
      guard let held, tokens[owner] != nil, !held.isOver(at: serverTime, elapsed: clock.elapsed()) else { throw error }
      return held.grant
    }
  }

  /// Gives up a token that GitHub refused before its time; a second one in a row is not replaced.
  public func replace(_ refused: TokenGrant, of owner: OwnerName, at serverTime: Timestamp?) async -> Bool {
    // Another request may have found out before.
    guard let held = tokens[owner], held.grant.serial == refused.serial else { return true }
    guard !held.followsRefusal else { return false }
    tokens[owner] = nil
    installations[owner] = nil
    refusedOwners.insert(owner)
    return true
  }

  private func renewed(_ owner: OwnerName) async throws(GitHubError) -> InstallationToken {
    if let problem = problems[owner] { throw problem }
    let task = renewals[owner] ?? Task { await self.renew(owner) }
    renewals[owner] = task
    return try await task.value.get()
  }

  private func renew(_ owner: OwnerName) async -> Result<InstallationToken, GitHubError> {
    defer { renewals[owner] = nil }
    do throws(GitHubError) {
      let installation = try await installation(of: owner)
      var token = try await requester.token(of: installation, needs: needs(owner))
      serial += 1
      token.grant.serial = serial
      token.mintedAt = clock.elapsed()
      token.followsRefusal = refusedOwners.remove(owner) != nil
      tokens[owner] = token
      return .success(token)
    } catch {
      if case .app = error.kind { problems[owner] = error }
      return .failure(error)
    }
  }

  private func installation(of owner: OwnerName) async throws(GitHubError) -> Installation {
    if let known = installations[owner] { return known }
    let found = try await requester.installation(of: owner, needs: needs(owner))
    installations[owner] = found
    return found
  }
}

/// A token of an installation, with what tells when it ends.
struct InstallationToken: Sendable {
  var grant: TokenGrant
  let expiresAt: Timestamp
  /// How long it lived from the answer that brought it.
  let lifetime: Duration
  /// When it came, by this process's own clock.
  var mintedAt = Duration.zero
  /// Whether it was asked for because the one before was refused.
  var followsRefusal = false

  init(_ grant: TokenGrant, expiresAt: Timestamp, mintedAt serverTime: Timestamp?) {
    self.grant = grant
    self.expiresAt = expiresAt
    let seconds = serverTime.map { expiresAt.secondsSinceEpoch - $0.secondsSinceEpoch } ?? Self.usualLifetime
    lifetime = .seconds(max(0, seconds))
  }

  /// Whether it ends so soon that the next requests should have another one.
  func isDue(at serverTime: Timestamp?, elapsed: Duration) -> Bool {
    rest(at: serverTime, elapsed: elapsed) <= min(.seconds(5 * 60), lifetime / 4)
  }

  /// Whether it has ended.
  func isOver(at serverTime: Timestamp?, elapsed: Duration) -> Bool {
    rest(at: serverTime, elapsed: elapsed) <= .zero
  }

  /// How long it still lives: by GitHub's clock at its last answer, and by the time that has passed here since it came.
  private func rest(at serverTime: Timestamp?, elapsed: Duration) -> Duration {
    let byOwnClock = lifetime - (elapsed - mintedAt)
    guard let serverTime else { return byOwnClock }
    return min(byOwnClock, .seconds(expiresAt.secondsSinceEpoch - serverTime.secondsSinceEpoch))
  }

  /// Source: docs.github.com, "Generating an installation access token": an hour.
  private static let usualLifetime: Int64 = 3_600
}
