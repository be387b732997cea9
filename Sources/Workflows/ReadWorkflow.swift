import SecretModel
import YAMLTree

/// Reads a workflow file.
///
/// - Parameters:
///   - bytes: its content.
///   - fileName: its name in the folder of workflows.
///   - path: how places name it.
///   - diagnostics: gets what is wrong with it.
/// - Returns: nil when nothing can be said about it.
func readWorkflow(
  _ bytes: [UInt8],
  fileName: String,
  path: String,
  into diagnostics: inout [Diagnostic]
) -> Workflow? {
  var problems: [Diagnostic] = []
  let root = parseYAML(bytes, file: path, into: &problems)
  diagnostics += problems.map { $0.ofWorkflow(isRead: root != nil) }
  guard let root else { return nil }
  guard let entries = root.entries, let jobs = entries["jobs"]?.entries else {
    diagnostics.append(
      Diagnostic(
        .warning,
        code: "workflow.no_jobs",
        message: "this file has no jobs, so it is no workflow",
        remedy: "move it to another folder",
        at: root.location
      )
    )
    return nil
  }
  var scanner = SecretUseScanner(WrittenText(bytes))
  let triggers = Triggers(entries["on"])
  let workflow = Workflow(
    fileName: fileName,
    isStartedByEvents: triggers.hasEvents,
    parameters: triggers.parameters,
    uses: scanner.usesOutsideJobs(entries),
    jobs: jobs.map { scanner.job($0) }
  )
  diagnostics += scanner.diagnostics
  return workflow
}

extension Diagnostic {
  /// A problem of a YAML file as one of a workflow: an error only where nothing behind it could be read.
  fileprivate func ofWorkflow(isRead: Bool) -> Diagnostic {
    var diagnostic = self
    if isRead { diagnostic.severity = .warning }
    if code == "yaml.empty" { diagnostic.remedy = "write a workflow into it, or remove it" }
    return diagnostic
  }
}

/// What starts a workflow.
private struct Triggers {
  var hasEvents = true
  var parameters: [SecretName: Bool]?

  /// Reads the value of `on`: an event, a list of events, or events with settings.
  init(_ node: YAMLNode?) {
    let events: [(name: String, settings: YAMLNode?)] =
      switch node?.content {
      case nil: []
      case .scalar(let scalar): [(scalar.text, nil)]
      case .sequence(let items): items.compactMap { item in item.text.map { ($0, nil) } }
      case .mapping(let entries): entries.map { ($0.key, $0.value) }
      }
    guard let call = events.first(where: { $0.name == "workflow_call" }) else { return }
    hasEvents = events.count > 1
    parameters = Self.parameters(call.settings?.entries?["secrets"])
  }

  private static func parameters(_ node: YAMLNode?) -> [SecretName: Bool] {
    var parameters: [SecretName: Bool] = [:]
    for entry in node?.entries ?? [] {
      guard case .scalar(let scalar) = entry.value.entries?["required"]?.content else {
        parameters[SecretName(listed: entry.key)] = false
        continue
      }
      parameters[SecretName(listed: entry.key)] = scalar.bool ?? false
    }
    return parameters
  }
}

extension SecretUseScanner {
  /// The keys outside the jobs that have no expressions, so that `${{` in a description there is only text.
  private static let keysOfTextAlone: Set = ["on", "name", "jobs"]

  fileprivate mutating func usesOutsideJobs(_ entries: [YAMLEntry]) -> [SecretUse] {
    eachOnce(entries.filter { !Self.keysOfTextAlone.contains($0.key) }.flatMap { uses(in: $0) })
  }

  fileprivate mutating func job(_ entry: YAMLEntry) -> Workflow.Job {
    let entries = entry.value.entries ?? []
    let uses = entries.flatMap { entry -> [SecretUse] in
      switch entry.key {
      case "if": self.uses(inCondition: entry.value)
      case "steps": usesInSteps(entry.value)
      default: self.uses(in: entry)
      }
    }
    return Workflow.Job(
      id: entry.key,
      environment: environment(entries["environment"]),
      call: call(entries),
      uses: eachOnce(uses)
    )
  }

  private mutating func usesInSteps(_ node: YAMLNode) -> [SecretUse] {
    guard case .sequence(let steps) = node.content else { return uses(in: node) }
    return steps.flatMap { step -> [SecretUse] in
      guard let entries = step.entries else { return uses(in: step) }
      return entries.flatMap { $0.key == "if" ? uses(inCondition: $0.value) : uses(in: $0) }
    }
  }

  /// The first use of each secret: that a job needs something is one thing to say, however often it does.
  ///
  /// Of several, one that the job cannot do without comes before those that it can.
  private func eachOnce(_ uses: [SecretUse]) -> [SecretUse] {
    var seen: Set<ContextReference.Target> = []
    return (uses.filter { !$0.isOptional } + uses.filter(\.isOptional))
      .filter { seen.insert($0.target.folded).inserted }
  }
}

extension ContextReference.Target {
  /// The same for all spellings of a name.
  fileprivate var folded: ContextReference.Target {
    if case .property(let name) = self { .property(name.uppercased()) } else { self }
  }
}

private func environment(_ node: YAMLNode?) -> JobEnvironment {
  let name = node?.entries.map { $0["name"] } ?? node
  guard let name, case .scalar(let scalar) = name.content, !scalar.isNull, !scalar.text.isEmpty else { return .none }
  return scalar.text.contains("${{") ? .computed(name.location) : .named(EnvironmentName(listed: scalar.text))
}

private func call(_ entries: [YAMLEntry]) -> WorkflowCall? {
  guard let uses = entries["uses"], let target = uses.text else { return nil }
  let folder = "./.github/workflows/"
  return WorkflowCall(
    target: target.hasPrefix(folder)
      ? .local(fileName: String(target.dropFirst(folder.count))) : .elsewhere(target),
    inheritsSecrets: entries["secrets"]?.text == "inherit",
    location: uses.location
  )
}

extension YAMLNode {
  fileprivate var entries: [YAMLEntry]? { if case .mapping(let entries) = content { entries } else { nil } }

  fileprivate var text: String? { if case .scalar(let scalar) = content { scalar.text } else { nil } }
}

extension [YAMLEntry] {
  fileprivate subscript(key: String) -> YAMLNode? { first { $0.key == key }?.value }
}
