import SecretModel

/// A step of a result, with what became of it where it was carried out.
struct WireStep: Decodable {
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

  var id: String
  var action: String
  var store: String?
  var scope: WireScope
  var secret: String?
  var reason: String
  var before: State?
  var after: State?
  var manifest: WirePlace?
  var moves_to: [WireScope]?
  var status: String?
  var error: String?
  var may_have_happened: Bool?

  /// The step, which has to have the id that it names.
  func step() throws -> Step {
    guard let action = Step.Action(rawValue: action), let reason = Step.Reason(rawValue: reason) else {
      throw ResultDocument.Unreadable.damaged
    }
    let location = manifest?.location
    let step: Step
    if let secret {
      step = Step(
        action,
        SecretAddress(store: try Reports.store(store), scope: try scope.scope(), name: SecretName(listed: secret)),
        reason: reason,
        before: try before?.state(),
        after: try after?.state(),
        at: location
      )
    } else {
      step = Step(creatingEnvironment: try scope.scope(), at: location)
    }
    guard step.id == id, step.action == action else { throw ResultDocument.Unreadable.damaged }
    return step
  }

  /// What became of the step.
  func result(_ step: Step) throws -> StepResult {
    guard let status = status.flatMap(StepResult.Status.init) else { throw ResultDocument.Unreadable.damaged }
    return StepResult(step: step, status: status, error: error, mayHaveHappened: may_have_happened ?? false)
  }

  /// Where the secret goes that the step deletes.
  func destinations() throws -> [Scope] { try (moves_to ?? []).map { try $0.scope() } }

  func repositoryNames() throws -> [RepositoryID: RepositoryFullName] {
    var names: [RepositoryID: RepositoryFullName] = [:]
    for repository in (before?.repositories ?? []) + (after?.repositories ?? []) {
      names[RepositoryID(repository.id)] = try repository.name.map(fullName)
    }
    return names
  }
}

extension WireStep.State {
  fileprivate func state() throws -> StepState {
    let visibility = try visibility.map { word in
      guard let visibility = Visibility(rawValue: word) else { throw ResultDocument.Unreadable.damaged }
      return visibility
    }
    return StepState(
      updatedAt: try updated_at.map(timestamp),
      access: AccessState(
        visibility: visibility,
        repositories: repositories.map { Set($0.map { RepositoryID($0.id) }) }
      ),
      needsValue: value == "required"
    )
  }
}
