import SecretModel
import Testing

@testable import GitHubEmulator

/// Something that somebody else does while octoseal runs, and what must come of it.
struct ConcurrentChange: Sendable, CustomTestStringConvertible {
  /// Who does what, as a sentence.
  var testDescription: String
  var moment = Moment.beforeFirstWrite
  /// The steps that must not count as done.
  var unfinished: [String] = []
  /// Secrets, by scope and name, that must still have the value `Self.theirs` after the run.
  var kept: [String] = []
  var change: @Sendable (GitHubModel) throws -> Void
  /// What has to be done by hand before an apply can succeed again.
  var repair: @Sendable (GitHubModel) throws -> Void = { _ in }

  /// The value of everything that somebody else writes.
  static let theirs = "written by somebody else"
}

extension GitHubModel {
  /// Writes a secret as somebody else would, a while after the last write.
  func write(
    _ name: String,
    in scope: String,
    visibility: String? = nil,
    repositories: [String]? = nil
  ) throws {
    advanceClock(seconds: 60)
    let value = Array(ConcurrentChange.theirs.utf8)
    try setSecret(name, in: scope, to: SecretChange(value: value, visibility: visibility, repositories: repositories))
  }

  /// Changes the access of an organization's secret as somebody else would, a while after the last write.
  func open(_ name: String, visibility: String? = nil, to repositories: [String]? = nil) throws {
    advanceClock(seconds: 60)
    try setSecret(name, in: "acme", to: SecretChange(visibility: visibility, repositories: repositories))
  }

  /// Deletes a repository and makes another one of the same name, in which people put what the old one had.
  func replaceRepository() throws {
    advanceClock(seconds: 60)
    let secrets = secrets["acme/web"] ?? [:]
    try deleteRepository("acme/web")
    try createRepository("acme/web")
    try makeEnvironment("production/eu")
    for name in secrets.keys.sorted() { try write(name, in: "acme/web") }
  }
}

extension GitHubModel {
  /// Makes an environment of `acme/web` as somebody else would.
  func makeEnvironment(_ name: String, settings: String = "{}") throws {
    let request = EmulatedRequest(
      method: "PUT",
      target: "/repos/acme/web/environments/\(percentEncoded(name))",
      headers: ["authorization": "Bearer theirs", "user-agent": "theirs"],
      body: Array(settings.utf8),
      authority: "127.0.0.1"
    )
    #expect(answer(request).response.status == 200)
  }

  /// Whether a secret, named `SCOPE NAME`, has the value that somebody else wrote.
  func isTheirs(_ secret: String) -> Bool {
    let words = secret.split(separator: " ").map(String.init)
    return self.secret(words[1], in: words[0])?.value == Array(ConcurrentChange.theirs.utf8)
  }
}

extension SweptRun {
  /// The steps that were not done, sorted.
  var unfinishedSteps: [String] {
    guard case .applied(let outcome) = self else { return texts }
    return outcome.results.filter { $0.status != .done }.map(\.step.id).sorted()
  }
}
