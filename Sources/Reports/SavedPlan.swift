#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
public import SecretModel

/// A plan that `octoseal plan --out` saved: what was reviewed, and what it was made from.
public struct SavedPlan: Hashable, Sendable {
  /// The digest of the manifest's files.
  public var manifestDigest: String
  /// The digest of what GitHub showed.
  public var liveDigest: String
  /// The root of the API that was asked.
  public var apiURL: String
  /// The steps in their order.
  public var steps: [Step]
  /// The names of the repositories that the steps mention.
  public var repositoryNames: [RepositoryID: RepositoryFullName]

  /// Reads the form `octoseal.plan/1`.
  ///
  /// - Parameters:
  ///   - bytes: the text of the file.
  ///   - file: how errors name it.
  /// - Throws: `Diagnostic` when it is not a plan that this version understands; nothing of it is then used.
  public init(decoding bytes: [UInt8], file: String) throws(Diagnostic) {
    do {
      let header = try JSONDecoder().decode(WireHeader.self, from: Data(bytes))
      guard header.format == "octoseal.plan/1" else {
        throw unusable(file, "it is not a plan that this version understands")
      }
      let plan = try JSONDecoder().decode(WirePlan.self, from: Data(bytes))
      manifestDigest = plan.manifest_digest
      liveDigest = plan.live_digest
      apiURL = plan.api_url
      repositoryNames = [:]
      steps = []
      for step in plan.steps {
        steps.append(try step.step())
        repositoryNames.merge(try step.repositoryNames()) { first, _ in first }
      }
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch is DamagedStep {
      throw unusable(file, "one of its steps is damaged")
    } catch {
      throw unusable(file, "it is not a plan, or only a part of one")
    }
  }
}

private func unusable(_ file: String, _ what: String) -> Diagnostic {
  Diagnostic(
    code: "plan.unusable",
    message: "the plan '\(file)' cannot be used: \(what)",
    remedy: "make it with 'octoseal plan --out'"
  )
}

private struct DamagedStep: Error {}

private struct WireHeader: Decodable {
  var format: String
}

private struct WirePlan: Decodable {
  var manifest_digest: String
  var live_digest: String
  var api_url: String
  var steps: [WireStep]
}

private struct WireStep: Decodable {
  struct Scope: Decodable {
    var organization: String?
    var repository: String?
    var environment: String?
  }

  struct State: Decodable {
    var updated_at: String?
    var visibility: String?
    var repositories: [Repository]?
    var value: String?
  }

  struct Repository: Decodable {
    var id: Int64
    var name: String?
  }

  struct Place: Decodable {
    var file: String
    var line: Int
  }

  var id: String
  var action: String
  var scope: Scope
  var secret: String?
  var reason: String
  var before: State?
  var after: State?
  var manifest: Place?

  /// The step, which has to have the id that it names.
  func step() throws -> Step {
    guard let action = Step.Action(rawValue: action), let reason = Step.Reason(rawValue: reason) else {
      throw DamagedStep()
    }
    let location = manifest.map { SourceLocation(file: $0.file, line: $0.line, column: 1) }
    let step: Step
    if let secret {
      step = Step(
        action,
        SecretAddress(scope: try scope.scope(), name: SecretName(listed: secret)),
        reason: reason,
        before: try before?.state(),
        after: try after?.state(),
        at: location
      )
    } else {
      step = Step(creatingEnvironment: try scope.scope(), at: location)
    }
    guard step.id == id, step.action == action else { throw DamagedStep() }
    return step
  }

  func repositoryNames() throws -> [RepositoryID: RepositoryFullName] {
    var names: [RepositoryID: RepositoryFullName] = [:]
    for repository in (before?.repositories ?? []) + (after?.repositories ?? []) {
      names[RepositoryID(repository.id)] = try repository.name.map(fullName)
    }
    return names
  }
}

/// OWNER/NAME; as GitHub gave it, since a secret may be there that no manifest could name.
private func fullName(_ text: String) throws -> RepositoryFullName {
  guard let slash = text.firstIndex(of: "/") else { throw DamagedStep() }
  return RepositoryFullName(
    owner: OwnerName(listed: String(text[..<slash])),
    name: RepositoryName(listed: String(text[text.index(after: slash)...]))
  )
}

extension WireStep.Scope {
  fileprivate func scope() throws -> Scope {
    switch (organization, repository, environment) {
    case (let owner?, nil, nil): .organization(OwnerName(listed: owner))
    case (nil, let repository?, nil): .repository(try fullName(repository))
    case (nil, let repository?, let environment?):
      .environment(try fullName(repository), EnvironmentName(listed: environment))
    default: throw DamagedStep()
    }
  }
}

extension WireStep.State {
  fileprivate func state() throws -> StepState {
    let time = try updated_at.map { text in
      guard let time = Timestamp(text) else { throw DamagedStep() }
      return time
    }
    let visibility = try visibility.map { word in
      guard let visibility = Visibility(rawValue: word) else { throw DamagedStep() }
      return visibility
    }
    return StepState(
      updatedAt: time,
      access: AccessState(
        visibility: visibility,
        repositories: repositories.map { Set($0.map { RepositoryID($0.id) }) }
      ),
      needsValue: value == "required"
    )
  }
}
