import GitHubAPI
import Logging
import Manifests
import Reports
import SecretModel

/// An open connection to GitHub, and what it takes to close it.
struct GitHubConnection: Sendable {
  /// The API behind it.
  let client: GitHubClient
  private let transport: AsyncHTTPClientTransport

  /// Decides where to connect; asks GitHub nothing yet.
  ///
  /// - Parameters:
  ///   - session: where waits and requests are told.
  ///   - options: `--api-url` and `--ca-file`.
  ///   - settings: what the manifest says of the server; nil without a manifest.
  ///   - concurrency: how many requests may be under way at once.
  ///   - pacing: how fast it may be and how long it may wait.
  ///   - cache: what keeps answers between runs.
  ///   - needs: what an owner's token must be allowed, where it is asked for.
  /// - Throws: `ExitCode` after saying why there is no server, no token for it, or no way to it.
  init(
    _ session: Session,
    _ options: ConnectionOptions,
    settings: ManifestSettings?,
    concurrency: Int,
    pacing: Pacing,
    cache: (any ResponseCache)? = nil,
    needs: @escaping @Sendable (OwnerName) -> PermissionNeeds
  ) throws {
    let access: GitHubAccess
    do {
      access = try GitHubAccess(option: options.apiURL, manifest: settings?.apiURL, environment: session.environment)
    } catch {
      try session.fail(error.status, [error.diagnostic])
    }
    session.say(access.warnings)
    var configuration = GitHubConfiguration(
      apiURL: access.apiURL,
      apiVersion: APIVersionChoice(settings?.apiVersion ?? .auto),
      tokens: access.proof.tokens,
      concurrency: concurrency,
      userAgent: "octoseal/\(Octoseal.version)",
      limits: pacing.pace.limits(for: access.apiURL),
      longestHold: pacing.longestHold
    )
    configuration.proxy = try Self.proxy(session, for: access.apiURL.origin)
    configuration.certificateAuthorities = try Self.authorities(session, options, for: access.apiURL.origin)
    let terminal = session.terminal
    transport = AsyncHTTPClientTransport(configuration: configuration)
    let surroundings = ClientSurroundings(
      logger: Self.logger(session),
      cache: cache,
      onWait: { wait in terminal.note(wait.description) }
    )
    if case .app = access.proof {
      configuration.tokens = InstallationTokens(
        configuration: configuration,
        transport: transport,
        surroundings: surroundings,
        needs: needs
      )
    }
    client = GitHubClient(configuration: configuration, transport: transport, surroundings: surroundings)
  }

  /// Does something and closes the connection on every path.
  func closing<Value>(after work: () async throws -> Value) async throws -> Value {
    let result: Value
    do {
      result = try await work()
    } catch {
      await transport.shutdown()
      throw error
    }
    await transport.shutdown()
    return result
  }

  private static func authorities(
    _ session: Session,
    _ options: ConnectionOptions,
    for origin: Origin
  ) throws -> CertificateAuthorities? {
    do {
      return try .trusted(option: options.caFile, environment: session.environment, for: origin)
    } catch {
      try session.fail(.failed, [error])
    }
  }

  private static func proxy(_ session: Session, for origin: Origin) throws -> ProxyServer? {
    do {
      return try ProxySettings.proxy(for: origin, environment: session.environment.variables)
    } catch {
      try session.fail(.failed, [error.diagnostic])
    }
  }

  private static func logger(_ session: Session) -> Logger {
    var logger = Logger(label: "octoseal", factory: { _ in TerminalLogHandler(session.terminal) })
    logger.logLevel = session.output.verbose ? .debug : .error
    return logger
  }
}

extension APIVersionChoice {
  /// What `github.api_version` asks for.
  fileprivate init(_ setting: APIVersionSetting) {
    switch setting {
    case .auto: self = .automatic
    case .v2026: self = .fixed(.v2026)
    case .v2022: self = .fixed(.v2022)
    case .none: self = .none
    }
  }
}

extension GitHubAccess.Proof {
  /// What the first request of all is sent with: the token, or what proves to be the App that asks for one.
  fileprivate var tokens: any TokenSource {
    switch self {
    case .token(let token): token
    case .app(let credentials): AppAssertions(credentials, now: { .now })
    }
  }
}
