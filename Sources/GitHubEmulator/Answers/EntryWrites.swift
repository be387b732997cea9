/// The part of a body that says who may use an organization's secret or variable.
struct AccessChange: Sendable {
  /// Nil outside organizations, and where the body carries none.
  var visibility: EntryVisibility?
  /// Nil: the body carries none.
  var repositoryIDs: Set<Int>?
}

/// A secret or variable that was made or changed.
struct EntryWrite: Sendable {
  var entry: Entry
  /// What was there before; nil when it is new.
  var known: Entry?
  /// Whether the request brought a value, the same as before or another.
  var carriesValue: Bool
  var time: ModelTime
}

extension Entry {
  /// Takes over what a request says of access.
  ///
  /// - Parameters:
  ///   - access: what it says.
  ///   - selectionWithoutIDs: what becomes of the selection when it carries no ids.
  mutating func apply(_ access: AccessChange, selectionWithoutIDs: EmulatorSwitches.SelectionAfterPut) {
    if let visibility = access.visibility { self.visibility = visibility }
    if visibility != .selected {
      selected = []
    } else if let ids = access.repositoryIDs {
      selected = ids
    } else if selectionWithoutIDs == .cleared {
      selected = []
    }
  }
}

extension World {
  /// Deletes a secret or a variable.
  mutating func deleteEntry(_ exchange: Exchange) throws(Refusal) -> Reply {
    let scope = try resolveScope(exchange)
    guard scopes[scope.id]?[exchange.kind][exchange.entryName] != nil else { throw exchange.notFound() }
    _ = timeOfChange(exchange)
    let lag = lag(at: exchange.surroundings)
    _ = scopes[scope.id]?.entries[exchange.kind]?.remove(exchange.entryName, lag: lag)
    return .noContent
  }

  /// Refuses a name that GitHub would not accept.
  ///
  /// - Throws: `Refusal` with 422 and GitHub's words.
  func checkName(_ name: String, _ exchange: Exchange) throws(Refusal) {
    let subject =
      switch exchange.kind {
      case .secrets, .dependabotSecrets, .codespacesSecrets: "Secret names"
      case .variables: "Variable names"
      }
    guard isLegalEntryName(name) else {
      throw exchange.unprocessable(
        "\(subject) can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). "
          + "Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_)."
      )
    }
    guard !isReservedEntryName(name) else {
      throw exchange.unprocessable("\(subject) must not start with GITHUB_.")
    }
  }

  /// Refuses a value that is too large.
  ///
  /// - Throws: `Refusal` with 422.
  func checkSize(of value: [UInt8], _ exchange: Exchange) throws(Refusal) {
    guard value.count <= largestValue else {
      throw exchange.unprocessable("The value of a \(exchange.kind.singular) can have at most 48 KB.")
    }
  }

  /// Refuses one more secret or variable where there are as many as GitHub keeps.
  ///
  /// - Throws: `Refusal` with 422.
  func checkCapacity(of scope: ScopeID, _ exchange: Exchange) throws(Refusal) {
    let kind = exchange.kind
    let capacity = scope.capacity(of: kind)
    guard scopes[scope]?[kind].count ?? 0 < capacity else {
      throw exchange.unprocessable("The maximum number of \(kind.plural), \(capacity), has been reached.")
    }
  }

  /// Reads the visibility and the selected repositories of an organization's secret or variable.
  ///
  /// - Parameters:
  ///   - body: of a request.
  ///   - current: the visibility that holds when the body carries none; nil: it must carry one.
  ///   - scope: outside organizations there is nothing to read.
  ///   - exchange: the request's.
  /// - Returns: what the body says, empty outside organizations.
  /// - Throws: `Refusal` with 422.
  func parseAccess(
    _ body: JSON,
    current: EntryVisibility?,
    scope: ResolvedScope,
    _ exchange: Exchange
  ) throws(Refusal) -> AccessChange {
    var access = AccessChange()
    guard scope.organization != nil else { return access }
    if let word = body["visibility"], word != .null {
      guard let visibility = word.text.flatMap(EntryVisibility.init(rawValue:)) else {
        let given = String(decoding: word.bytes, as: UTF8.self)
        throw exchange.invalid("\(given) is not a member of [\"all\", \"private\", \"selected\"].")
      }
      access.visibility = visibility
    }
    guard let visibility = access.visibility ?? current else { throw exchange.lacks("visibility") }
    if let ids = body["selected_repository_ids"], ids != .null {
      let acceptsText = switches.acceptsRepositoryIDsAsText || exchange.isOldDependabotWrite
      let ids = try parseRepositoryIDs(ids, scope: scope, acceptsText: acceptsText, exchange)
      guard visibility == .selected || ids.isEmpty else {
        throw exchange.invalid("\"selected_repository_ids\" needs the visibility \"selected\".")
      }
      access.repositoryIDs = ids
    }
    return access
  }

  /// Stores what a request has made or changed, its `updated_at` moved as the switches say.
  mutating func keep(_ write: EntryWrite, in scope: ResolvedScope, _ exchange: Exchange) {
    var entry = write.entry
    if let known = write.known {
      let hasNewValue = write.carriesValue && (known.value != entry.value || switches.sameValueMovesUpdatedAt)
      let hasNewAccess = known.visibility != entry.visibility || known.selected != entry.selected
      if hasNewValue || known.name != entry.name || (hasNewAccess && switches.accessChangeMovesUpdatedAt) {
        entry.updatedAt = write.time
      }
    }
    let lag = lag(at: exchange.surroundings)
    scopes[scope.id, default: Scope()].entries[exchange.kind, default: Entries()]
      .replace(write.known?.name ?? entry.name, by: entry, lag: lag)
  }

  /// How long reads lag behind a write of this moment.
  func lag(at surroundings: Int) -> Entries.Lag {
    Entries.Lag(reads: switches.lagReads, milliseconds: switches.lagMilliseconds, now: surroundings)
  }
}

extension Exchange {
  /// Whether it writes a Dependabot secret in a version of the API that takes ids as text too.
  ///
  /// Source: GitHub's descriptions of the versions 2022-11-28 and 2026-03-10.
  fileprivate var isOldDependabotWrite: Bool {
    kind == .dependabotSecrets && request.headers["x-github-api-version"] != "2026-03-10"
  }
}
