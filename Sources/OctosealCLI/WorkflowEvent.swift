#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import SecretModel

/// The event that a GitHub Actions run is for, as far as it says whose files are looked at.
///
/// A run for a fork's pull request can have secrets and yet work on the fork's manifest, as with `pull_request_target`
/// and `workflow_run`; such a manifest must not choose what is read.
///
/// Source: docs.github.com, "Events that trigger workflows" and "Webhook events and payloads".
struct WorkflowEvent {
  /// Whose files they may be, in words; nil for the repository's own.
  let stranger: String?

  /// Reads the event.
  init(environment: CommandEnvironment) {
    guard environment.isActions, let name = environment["GITHUB_EVENT_NAME"], Self.canBeOfFork(name) else {
      stranger = nil
      return
    }
    let content = environment["GITHUB_EVENT_PATH"].flatMap { try? Data(contentsOf: URL(filePath: $0)) }
    guard let payload = content.flatMap({ try? JSONDecoder().decode(Payload.self, from: $0) }) else {
      stranger = "a pull request that cannot be told from a fork's, since GITHUB_EVENT_PATH cannot be read"
      return
    }
    stranger = payload.stranger
  }

  private static func canBeOfFork(_ event: String) -> Bool {
    event.hasPrefix("pull_request") || event == "workflow_run"
  }
}

/// What is needed of an event's payload.
private struct Payload: Decodable {
  struct Repository: Decodable {
    var full_name: String
  }
  struct Head: Decodable {
    /// Nil when the fork was deleted.
    var repo: Repository?
  }
  struct PullRequest: Decodable {
    var head: Head
  }
  struct WorkflowRun: Decodable {
    var head_repository: Repository?
  }

  var repository: Repository
  var pull_request: PullRequest?
  var workflow_run: WorkflowRun?

  var stranger: String? {
    if let pull_request { return stranger(pull_request.head.repo) }
    if let workflow_run { return stranger(workflow_run.head_repository) }
    return nil
  }

  private func stranger(_ origin: Repository?) -> String? {
    guard let origin else { return "a pull request of a fork that is gone" }
    guard origin.full_name.lowercased() != repository.full_name.lowercased() else { return nil }
    return "a pull request of the fork '\(origin.full_name)'"
  }
}

extension Diagnostic {
  /// Plan and drift do without values.
  static func valuesWithheld(from stranger: String) -> Diagnostic {
    Diagnostic(
      .note,
      code: "values_withheld",
      message: "this run is for \(stranger), so that no value is read",
      remedy: "look at the plan on a branch of the repository itself if values have to be compared"
    )
  }

  /// Apply does nothing.
  static func applyRefused(to stranger: String) -> Diagnostic {
    Diagnostic(
      code: "guard.fork",
      message: "this run is for \(stranger), whose manifest is never applied",
      remedy: "apply on a push to the repository's own branch"
    )
  }
}
