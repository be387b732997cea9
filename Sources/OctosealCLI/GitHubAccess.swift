import GitHubAPI
import SecretModel

/// Which server a run talks to, and with which token: decided so that a manifest cannot send a token elsewhere.
struct GitHubAccess {
  /// Why a run may not or cannot talk to GitHub.
  struct Refusal: Error {
    var status: ExitStatus
    var diagnostic: Diagnostic
  }

  /// What proves who asks.
  enum Proof: Sendable {
    /// A token that was given.
    case token(Token)
    /// The credentials of a GitHub App, for which tokens are asked.
    case app(AppCredentials)
  }

  /// The root of the API.
  let apiURL: APIURL
  /// What proves who asks.
  let proof: Proof
  /// What somebody should know about it.
  let warnings: [Diagnostic]

  /// Decides.
  ///
  /// - Parameters:
  ///   - option: `--api-url`.
  ///   - manifest: `github.api_url`.
  ///   - environment: where the tokens and `GITHUB_API_URL` are.
  /// - Throws: `Refusal` when the manifest names another server than the caller, or there is no token for it.
  init(option: String?, manifest: Located<String>?, environment: CommandEnvironment) throws(Refusal) {
    apiURL = try Self.apiURL(option: option, manifest: manifest, environment: environment)
    let app: AppCredentialSource.Found?
    do {
      app = try AppCredentialSource(environment: environment).find()
    } catch {
      throw Refusal(status: .failed, diagnostic: error)
    }
    warnings = app?.warnings ?? []
    if let app {
      proof = .app(app.credentials)
    } else {
      proof = .token(try Self.token(for: apiURL, environment: environment))
    }
  }

  private static func apiURL(
    option: String?,
    manifest: Located<String>?,
    environment: CommandEnvironment
  ) throws(Refusal) -> APIURL {
    let asked = try option.map { text throws(Refusal) in try parse(text, named: "--api-url", status: .usage) }
    let written = try manifest.map { text throws(Refusal) in
      try parse(text.value, named: "github.api_url", status: .invalidManifest, at: text.location)
    }
    let surrounding = try environment["GITHUB_API_URL"]
      .map { text throws(Refusal) in
        try parse(text, named: "GITHUB_API_URL", status: .usage)
      }
    if let written, let reference = asked ?? surrounding, written.origin != reference.origin {
      throw Refusal(
        status: .refused,
        diagnostic: Diagnostic(
          code: "guard.api_url",
          message: "the manifest's 'api_url' names '\(written.origin)', but this run is for '\(reference.origin)'",
          remedy:
            "correct 'api_url', or set \(asked == nil ? "GITHUB_API_URL" : "'--api-url'") if the manifest is right",
          at: manifest?.location
        )
      )
    }
    return asked ?? written ?? surrounding ?? .gitHub
  }

  private static func parse(
    _ text: String,
    named name: String,
    status: ExitStatus,
    at location: SourceLocation? = nil
  ) throws(Refusal) -> APIURL {
    do {
      return try APIURL(text)
    } catch {
      var diagnostic = error.diagnostic
      diagnostic.message = "\(name): \(diagnostic.message)"
      diagnostic.location = location
      throw Refusal(status: status, diagnostic: diagnostic)
    }
  }

  /// The first token that may go to this server.
  ///
  /// `GH_TOKEN` and `GITHUB_TOKEN` belong to github.com and to the server of the runner, and go nowhere else.
  private static func token(for apiURL: APIURL, environment: CommandEnvironment) throws(Refusal) -> Token {
    let isGitHub = apiURL.host == APIURL.gitHub.host || apiURL.host.hasSuffix(".ghe.com")
    let isRunnersOwn = environment["GITHUB_API_URL"].flatMap { try? APIURL($0) }?.host == apiURL.host
    let general = ["GH_TOKEN", "GITHUB_TOKEN"]
    let names =
      ["OCTOSEAL_TOKEN"] + (isGitHub ? [] : ["GH_ENTERPRISE_TOKEN"]) + (isGitHub || isRunnersOwn ? general : [])
    for name in names {
      guard let text = environment[name] else { continue }
      do {
        var token = try Token(text)
        // A workflow's own token has this form; the variable alone is enough where it stands in for one.
        if environment.isActions, name == "GITHUB_TOKEN" || token.kind == .installation { token.kind = .workflow }
        return token
      } catch {
        var diagnostic = error.diagnostic
        diagnostic.message = "\(name): \(diagnostic.message)"
        diagnostic.remedy = "set \(name) to a token alone"
        throw Refusal(status: .failed, diagnostic: diagnostic)
      }
    }
    let withheld = general.first { !names.contains($0) && environment[$0] != nil }
    throw Refusal(
      status: .failed,
      diagnostic: Diagnostic(
        code: "github.no_token",
        message: withheld.map { "\($0) is not sent to '\(apiURL.host)', which is not its server" }
          ?? "there is no token for '\(apiURL.host)'",
        remedy: "set \(isGitHub ? "OCTOSEAL_TOKEN or GH_TOKEN" : "OCTOSEAL_TOKEN or GH_ENTERPRISE_TOKEN")"
      )
    )
  }
}
