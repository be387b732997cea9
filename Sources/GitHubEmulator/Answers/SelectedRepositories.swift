extension World {
  /// Lists, sets, adds to or removes from the selected repositories of an organization's secret or variable.
  mutating func performSelectionOperation(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    guard exchange.request.isMutation else { return try listSelectedRepositories(scope, exchange) }
    guard let known = scopes[scope.id]?[exchange.kind][exchange.entryName] else { throw exchange.notFound() }
    // The real service's 409 has no body.
    guard known.visibility == .selected else { throw Refusal(Reply(status: 409)) }
    var entry = known
    switch exchange.operation {
    case .setSelectedRepositories, .setSelectedRepositoriesOfVariable:
      guard let ids = try exchange.object()["selected_repository_ids"], ids != .null else {
        throw exchange.lacks("selected_repository_ids")
      }
      let acceptsText = switches.acceptsRepositoryIDsAsText
      entry.selected = try parseRepositoryIDs(ids, scope: scope, acceptsText: acceptsText, exchange)
    case .addSelectedRepository, .addSelectedRepositoryToVariable:
      entry.selected.insert(try selectableRepository(scope, exchange))
    default: entry.selected.remove(try selectableRepository(scope, exchange))
    }
    guard entry.selected != known.selected else { return .noContent }
    let now = timeOfChange(exchange)
    keep(EntryWrite(entry: entry, known: known, carriesValue: false, time: now), in: scope, exchange)
    return .noContent
  }

  /// Reads a list of ids of the organization's repositories.
  ///
  /// - Throws: `Refusal` with 422 for anything else.
  func parseRepositoryIDs(
    _ json: JSON,
    scope: ResolvedScope,
    acceptsText: Bool,
    _ exchange: Exchange
  ) throws(Refusal) -> Set<Int> {
    guard let elements = json.elements else {
      throw exchange.invalid("For 'properties/selected_repository_ids', the value is not an array.")
    }
    var ids: Set<Int> = []
    for element in elements {
      let number = element.integer ?? (acceptsText ? element.text.flatMap { Int($0) } : nil)
      guard let number else {
        let given = String(decoding: element.bytes, as: UTF8.self)
        throw exchange.invalid("For 'items', \(given) is not an integer.")
      }
      guard let repository = repositories[number], repository.ownerID == scope.organization?.id,
        sees(repository, exchange)
      else { throw exchange.unprocessable("The organization has no repository with the id \(number).") }
      ids.insert(number)
    }
    return ids
  }

  private mutating func listSelectedRepositories(
    _ scope: ResolvedScope,
    _ exchange: Exchange
  ) throws(Refusal) -> Reply {
    guard let entry = visibleEntry(of: scope.id, exchange) else { throw exchange.notFound() }
    // GitHub documents the 409 of a listing for variables only.
    let isConflict = exchange.kind == .variables || switches.unselectedRepositories == .conflict
    if entry.visibility != .selected, isConflict { throw Refusal(Reply(status: 409)) }
    let sorted = entry.selected.sorted()
    let ids = switches.listOrder == .reversed ? sorted.reversed() : sorted
    let shown = Page(exchange).items(of: ids).map { rendered($0, .minimal, exchange) }
    return Reply(
      status: 200,
      json: ["total_count": .integer(ids.count), "repositories": .array(shown)],
      headers: switches.linksSelectedRepositories ? linkHeader(exchange, count: ids.count) : []
    )
  }

  private func selectableRepository(_ scope: ResolvedScope, _ exchange: Exchange) throws(Refusal) -> Int {
    guard let id = Int(exchange.parameter("repository_id")), let repository = repositories[id],
      repository.ownerID == scope.organization?.id, sees(repository, exchange)
    else { throw exchange.notFound() }
    guard exchange.grant.allows(.metadata, .read) else {
      throw Refusal(
        403,
        "Resource not accessible by personal access token",
        documentation: exchange.match.documentation
      )
    }
    return id
  }
}
