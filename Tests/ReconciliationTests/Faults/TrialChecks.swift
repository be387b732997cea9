import GitHubEmulator
import SecretModel
import TestSupport

/// What a trial is checked against.
extension Trial {
  /// Whatever a run may change.
  var changeable: Changeable {
    Changeable(secrets: model.secrets, environments: model.environments(of: "acme/web"))
  }

  /// A comparable copy of whatever a run may change, times included.
  struct Changeable: Equatable {
    var secrets: [String: [String: GitHubModel.SecretContent]]
    var environments: [String]
  }

  /// The steps that count as done and are not.
  func lies(in run: SweptRun) -> [String] {
    guard case .applied(let outcome) = run else { return [] }
    return outcome.results.filter { $0.status == .done && !isFulfilled($0.step) }.map(\.step.id)
  }

  /// What a run says of failures without naming what they are about or what to do.
  func vagueTexts(of run: SweptRun) -> [String] {
    switch run {
    case .unplanned(let diagnostics), .refused(_, let diagnostics):
      let vague = diagnostics.filter { !$0.message.contains("acme") || $0.remedy == nil }.map(\.text)
      return diagnostics.isEmpty ? ["nothing is said"] : vague
    case .applied(let outcome):
      let steps = outcome.results.filter { $0.status != .done && !isPrecise($0) }
      let findings = outcome.findings.filter { !$0.message.contains("acme") || !$0.message.contains("; ") }
      return steps.map { "\($0.step.id): \($0.error ?? "nothing")" } + findings.map(\.message)
    }
  }

  private func isPrecise(_ result: StepResult) -> Bool {
    guard let error = result.error else { return false }
    return result.status == .skipped ? error.contains("acme") : error.contains("acme") && error.contains("; ")
  }

  private func isFulfilled(_ step: Step) -> Bool {
    guard let address = step.secret else {
      return step.scope.environment.map { model.environments(of: "acme/web").contains("\($0)") } ?? false
    }
    let live = model.secret(address.name.rawValue, in: address.scope.description).map { SweptWorld.Secret($0) }
    let wanted = SweptWorld.wanted[address.scope.description]?[address.name.rawValue]
    switch step.action {
    case .createEnvironment: return false
    case .createSecret, .updateSecret, .setVisibility, .deleteSecret: return live == wanted
    case .setRepositories, .addRepository, .removeRepository: return live?.repositories == wanted?.repositories
    }
  }
}
