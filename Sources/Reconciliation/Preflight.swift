import GitHubAPI
import SecretModel

/// Proves before the first write that every step can be carried out, as far as reading can prove it.
struct Preflight: Sendable {
  let client: GitHubClient
  let values: ValueReader
  let keys: SealingKeys
  let permissions: PermissionCheck

  /// Every reason not to begin, sorted; empty when there is none.
  func problems(_ plan: Plan, live: LiveState) async -> [Diagnostic] {
    let blocking = plan.blockingFindings
    // A value that cannot be used is a finding of the plan as well; it is said once.
    let said = Set(blocking.map { Complaint($0) })
    let offline = blocking + missingValues(plan).filter { !said.contains(Complaint($0)) }
    // Nothing is asked of GitHub for a plan that cannot be carried out anyway.
    guard offline.isEmpty else { return offline }
    async let keyProblems = unreadableKeys(plan, live: live)
    let repositories = await repositories(of: plan, live: live)
    let permissionProblems = await permissions.problems(plan, live: live, repositories: repositories.found)
    return (await keyProblems + repositories.failures + archived(repositories.found) + permissionProblems)
      .sorted { $0.message < $1.message }
  }

  private func missingValues(_ plan: Plan) -> [Diagnostic] {
    // The plan itself says of a visibility that its value is lacking.
    let said = Set(plan.findings.filter { $0.code == "visibility_needs_value" }.map { Subject($0.scope, $0.secret) })
    return plan.steps.compactMap { step -> Diagnostic? in
      guard step.after?.needsValue == true, let address = step.secret else { return nil }
      guard !said.contains(Subject(address.scope, address.name)) else { return nil }
      do throws(Diagnostic) {
        _ = try values.payload(at: address)
        return nil
      } catch {
        return error
      }
    }
  }

  private func unreadableKeys(_ plan: Plan, live: LiveState) async -> [Diagnostic] {
    let collections = Set(plan.steps.map { $0.collection.keyed(live) })
    let problems = await sideBySide(collections) { [keys] collection -> Diagnostic? in
      do throws(Diagnostic) {
        _ = try await keys.key(of: collection)
        return nil
      } catch {
        return error.code == "github.not_found" ? collection.scope.missing ?? error : error
      }
    }
    return problems.compactMap(\.self)
  }

  /// The repositories of a plan; those of which nothing has shown whether they are archived are looked up.
  private func repositories(
    of plan: Plan,
    live: LiveState
  ) async -> (found: [RepositoryFullName: Repository], failures: [Diagnostic]) {
    let names = Set(plan.steps.compactMap(\.scope.repository))
    var reading = Reading()
    let unknown = names.filter { live.repository(named: $0)?.isArchived == nil }
    await RepositoryResolver(client).resolve(unknown, into: &reading)
    let found = names.reduce(into: [:]) { found, name in
      found[name] = reading.live.repository(named: name) ?? live.repository(named: name)
    }
    return (found, reading.failures)
  }

  private func archived(_ repositories: [RepositoryFullName: Repository]) -> [Diagnostic] {
    repositories.filter { $0.value.isArchived == true }.keys.sorted()
      .map { name in
        Diagnostic(
          code: "preflight.archived",
          message: "\(name): the repository is archived, so its secrets cannot be changed",
          remedy: "unarchive it, or take it out of the manifest"
        )
      }
  }
}

/// What a finding is about.
private struct Subject: Hashable {
  var scope: Scope?
  var secret: SecretName?

  init(_ scope: Scope?, _ secret: SecretName?) {
    self.scope = scope
    self.secret = secret
  }
}

/// What makes two diagnostics the same complaint, however they are worded.
private struct Complaint: Hashable {
  var code: String
  var location: SourceLocation?

  init(_ diagnostic: Diagnostic) {
    code = diagnostic.code
    location = diagnostic.location
  }
}

extension SecretCollection {
  /// What has the public key that proves that this can be written: an environment that is still to be made has none.
  fileprivate func keyed(_ live: LiveState) -> SecretCollection {
    guard live.missingEnvironments.contains(scope), let repository = scope.repository else { return self }
    return SecretCollection(store, .repository(repository))
  }
}

extension Scope {
  /// What a missing key means for an environment that GitHub listed as empty; nil for other levels.
  fileprivate var missing: Diagnostic? {
    guard let environment, let repository else { return nil }
    return Diagnostic(
      code: "environment_missing",
      message: "\(self): the environment '\(environment)' does not exist in \(repository), or the token cannot see it",
      remedy: "create it there, or set 'create: true'"
    )
  }
}

extension Plan {
  /// The findings that leave something undone that the manifest asks for.
  fileprivate var blockingFindings: [Diagnostic] {
    findings.filter { $0.severity == .error }
      .map { finding in
        Diagnostic(
          code: finding.code,
          message: finding.subject.map { "\($0): \(finding.message)" } ?? finding.message,
          at: finding.location
        )
      }
  }
}
