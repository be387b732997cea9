/// Which workflows of a folder are called by which, as far as it matters for secrets.
struct LocalCalls {
  /// The files in which `secrets` are those of the repository and not only what a caller passes.
  private(set) var seeingRepository: Set<String>

  init(_ workflows: [Workflow]) {
    let byName = Dictionary(workflows.map { ($0.fileName, $0) }) { first, _ in first }
    seeingRepository = Set(workflows.filter(\.isStartedByEvents).map(\.fileName))
    var unvisited = seeingRepository.sorted()
    while let fileName = unvisited.popLast() {
      for call in byName[fileName]?.jobs.compactMap(\.call) ?? [] where call.inheritsSecrets {
        guard case .local(let called) = call.target, seeingRepository.insert(called).inserted else { continue }
        unvisited.append(called)
      }
    }
  }
}
