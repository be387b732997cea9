import SecretModel

/// Compares what workflows use with what a manifest declares.
struct WorkflowLint {
  private let folder: WorkflowFolder
  private let view: SecretView
  private let calls: LocalCalls
  private var diagnostics: [Diagnostic] = []
  /// The secrets that are used, or of which was said already what keeps them from being used.
  private var accounted: Set<SecretAddress> = []
  private var unknown = UnknownUses()
  /// The secrets and the workflows of which was said already what is not known.
  private var doubtfulSecrets: Set<SecretAddress> = []
  private var doubtfulWorkflows: Set<String> = []

  private init(_ folder: WorkflowFolder, _ view: SecretView) {
    self.folder = folder
    self.view = view
    calls = LocalCalls(folder.workflows)
  }

  /// Everything worth saying about the workflows of a folder.
  static func diagnostics(_ folder: WorkflowFolder, _ view: SecretView) -> [Diagnostic] {
    var lint = WorkflowLint(folder, view)
    for workflow in folder.workflows {
      for use in workflow.uses { lint.check(use, evaluatedBy: workflow.jobs, in: workflow) }
      for job in workflow.jobs {
        for use in job.uses { lint.check(use, evaluatedBy: [job], in: workflow) }
        if let call = job.call { lint.check(call) }
      }
    }
    return lint.diagnostics + lint.unusedSecrets()
  }

  private mutating func check(_ use: SecretUse, evaluatedBy jobs: [Workflow.Job], in workflow: Workflow) {
    guard case .property(let spelling) = use.target else {
      for job in jobs { unknown.add(job.environment) }
      diagnostics.append(.unknownName(use, in: view.repository))
      return
    }
    let name = SecretName(listed: spelling)
    let passed = workflow.parameters?[name]
    let seesRepository = calls.seeingRepository.contains(workflow.fileName)
    let sights = jobs.flatMap { view.visible(name, $0.environment) }
      // What a caller passes hides the repository's secret of the same name, but not that of the job's environment.
      .filter { seesRepository || passed == nil || $0.address.scope.kind == .environment }
    accounted.formUnion(sights.map(\.address))
    if let sight = sights.first {
      noteDoubts(about: sight, use, jobs)
    } else if !seesRepository {
      guard passed == nil, doubtfulWorkflows.insert(workflow.fileName).inserted else { return }
      diagnostics.append(.unknownCaller(use, spelling))
    } else if workflow.isStartedByEvents || passed != false, let job = jobs.first {
      report(use, spelling, job)
    }
  }

  /// Says what must be true for a visible secret to be visible.
  private mutating func noteDoubts(about sight: SecretView.Sight, _ use: SecretUse, _ jobs: [Workflow.Job]) {
    if sight.secret.access == .private, doubtfulSecrets.insert(sight.address).inserted {
      diagnostics.append(.onlyIfNotPublic(sight, use, in: view.repository))
    }
    if sight.address.scope.kind == .environment, let job = jobs.first(where: { $0.environment.isComputed }) {
      diagnostics.append(.unknownEnvironment(of: job))
    }
  }

  /// Says why a job does not see a secret.
  private mutating func report(_ use: SecretUse, _ spelling: String, _ job: Workflow.Job) {
    let name = SecretName(listed: spelling)
    guard !view.isIgnored(name, job.environment) else { return }
    let problem = UndeclaredSecret(
      use: use,
      spelling: spelling,
      job: job,
      levels: view.levels(job.environment),
      isCertain: !use.isOptional && view.isSettled(name, job.environment)
    )
    let elsewhere = view.inEnvironments(name)
    if !elsewhere.isEmpty {
      accounted.formUnion(elsewhere.map(\.address))
      diagnostics.append(problem.inOtherEnvironments(elsewhere))
    } else if let hidden = view.closest(name, job.environment) {
      diagnostics.append(problem.hidden(hidden, from: view.repository))
    } else if let nearest = view.nearestSecret(to: spelling, job.environment) {
      accounted.insert(nearest.address)
      diagnostics.append(problem.misspelled(nearest))
    } else {
      diagnostics.append(problem.undeclared)
    }
  }

  private mutating func check(_ call: WorkflowCall) {
    if case .local(let fileName) = call.target, folder.workflows.contains(where: { $0.fileName == fileName }) { return }
    unknown.add(call)
    guard call.inheritsSecrets || view.hasEnvironmentSecrets else { return }
    diagnostics.append(.unreadCall(call, in: view.repository))
  }

  /// The declared secrets of the repository and its environments that no workflow uses.
  ///
  /// Those of the organization are for other repositories too, which are not in view.
  private func unusedSecrets() -> [Diagnostic] {
    guard folder.isComplete else { return [] }
    return view.ownSecrets
      .filter { !accounted.contains($0.address) && !unknown.include($0.address.scope) && !isReadByGitHub($0.address) }
      .map { .unused($0, in: folder.path) }
  }
}

extension JobEnvironment {
  fileprivate var isComputed: Bool { if case .computed = self { true } else { false } }
}

/// Whether GitHub itself reads a secret without any workflow naming it.
///
/// Source: docs.github.com, "Enabling debug logging" and "Customizing the development environment for GitHub Copilot
/// coding agent".
private func isReadByGitHub(_ address: SecretAddress) -> Bool {
  ["ACTIONS_STEP_DEBUG", "ACTIONS_RUNNER_DEBUG"].contains(address.name.rawValue)
    || address.scope.environment?.folded == "copilot"
}
