/// GitHub's REST API as far as secrets need it: typed, complete, and patient.
///
/// Its calls are in the files beside this one: `ReadingSecrets`, `WritingSecrets`, `ReadingRepositories`, `Environments`,
/// `Variables`.
public struct GitHubClient: Sendable {
  let requester: Requester

  /// Prepares a client; no request is made before the first call.
  public init(
    configuration: GitHubConfiguration,
    transport: any Transport,
    surroundings: ClientSurroundings = ClientSurroundings()
  ) {
    requester = Requester(configuration: configuration, transport: transport, surroundings: surroundings)
  }

  /// What was done so far, by this client and its copies.
  public var statistics: ClientStatistics {
    var statistics = requester.statistics
    statistics.requests += requester.configuration.tokens.requestsMade
    return statistics
  }

  /// How the server is spoken to, as far as its answers have shown by now.
  public var dialect: ServerDialect { requester.detection.dialect }

  /// The connection that it uses.
  public var configuration: GitHubConfiguration { requester.configuration }
}
