/// The secrets or the variables of one scope, and what reads still show of their past.
struct Entries: Sendable {
  private(set) var byName: [String: Entry] = [:]
  /// Ascending.
  private(set) var names: [String] = []
  private var past: [String: PastState] = [:]
  private var nextSequence = 0

  /// What reads show instead of the truth.
  private struct PastState {
    /// Nil: the entry was not there.
    var entry: Entry?
    var readsLeft: Int
    /// Milliseconds of the surroundings.
    var until: Int
  }

  /// How long reads lag behind a write.
  struct Lag {
    var reads: Int
    var milliseconds: Int
    /// Milliseconds of the surroundings.
    var now: Int
  }

  /// Stores an entry; a new one gets the next place in the order of insertion.
  mutating func store(_ entry: Entry, lag: Lag) {
    remember(entry.name, lag: lag)
    var entry = entry
    if let known = byName[entry.name] {
      entry.sequence = known.sequence
    } else {
      entry.sequence = nextSequence
      nextSequence += 1
      names.insert(entry.name, at: place(of: entry.name))
    }
    byName[entry.name] = entry
  }

  /// Stores an entry in the place of the one that has this name, which is its old name when the two differ.
  mutating func replace(_ name: String, by entry: Entry, lag: Lag) {
    let sequence = byName[name]?.sequence
    if name != entry.name { _ = remove(name, lag: lag) }
    store(entry, lag: lag)
    if let sequence { byName[entry.name]?.sequence = sequence }
  }

  /// Removes an entry; false when there is none.
  mutating func remove(_ name: String, lag: Lag) -> Bool {
    guard byName[name] != nil else { return false }
    remember(name, lag: lag)
    byName[name] = nil
    names.remove(at: place(of: name))
    return true
  }

  /// Takes a repository out of every selection; no time moves.
  mutating func deselect(_ repository: Int) {
    for name in names { byName[name]?.selected.remove(repository) }
  }

  /// The entry as a read at this moment shows it.
  mutating func visibleEntry(_ name: String, now: Int) -> Entry? {
    guard let past = consumePast(of: name, now: now) else { return byName[name] }
    return past.entry
  }

  /// All entries as a listing at this moment shows them, ascending by name.
  mutating func visibleEntries(now: Int) -> [Entry] {
    guard !past.isEmpty else { return names.compactMap { byName[$0] } }
    var shown = byName
    for name in Array(past.keys) {
      if let past = consumePast(of: name, now: now) { shown[name] = past.entry }
    }
    return shown.values.sorted { $0.name < $1.name }
  }

  private mutating func remember(_ name: String, lag: Lag) {
    guard lag.reads > 0 || lag.milliseconds > 0 else { return }
    let shown = past[name].flatMap { $0.readsLeft > 0 || $0.until > lag.now ? $0 : nil }
    past[name] = PastState(
      entry: shown.map(\.entry) ?? byName[name],
      readsLeft: lag.reads,
      until: lag.milliseconds > 0 ? lag.now + lag.milliseconds : 0
    )
  }

  private mutating func consumePast(of name: String, now: Int) -> PastState? {
    guard let state = past[name] else { return nil }
    guard state.readsLeft > 0 || state.until > now else {
      past[name] = nil
      return nil
    }
    if state.readsLeft > 0 { past[name]?.readsLeft -= 1 }
    return state
  }

  private func place(of name: String) -> Int {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Entries.Lag {
  static let none = Entries.Lag(reads: 0, milliseconds: 0, now: 0)
}
