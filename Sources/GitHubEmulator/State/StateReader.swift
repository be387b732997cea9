/// Reads an object key by key and knows where in the state it stands.
struct StateReader {
  let path: String
  private var members: [String: JSON]
  private let keysInOrder: [String]
  private var legalKeys: Set<String> = []

  init(_ json: JSON, at path: String) throws(StateError) {
    guard let members = json.members else {
      throw StateError(place: path.isEmpty ? "the state" : path, reason: "must be an object")
    }
    self.path = path
    self.members = Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
    keysInOrder = members.map(\.key)
  }

  func place(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  func failure(_ key: String, _ reason: String) -> StateError {
    StateError(place: place(of: key), reason: reason)
  }

  /// The value of a key; nil when it is absent or null.
  mutating func take(_ key: String) -> JSON? {
    legalKeys.insert(key)
    guard let value = members[key], value != .null else { return nil }
    return value
  }

  mutating func text(_ key: String) throws(StateError) -> String? {
    guard let value = take(key) else { return nil }
    guard let text = value.text else { throw failure(key, "must be a text") }
    return text
  }

  mutating func integer(_ key: String) throws(StateError) -> Int? {
    guard let value = take(key) else { return nil }
    guard let number = value.integer, number >= 0 else { throw failure(key, "must be a whole number from 0") }
    return number
  }

  mutating func truth(_ key: String) throws(StateError) -> Bool? {
    guard let value = take(key) else { return nil }
    guard let truth = value.truth else { throw failure(key, "must be true or false") }
    return truth
  }

  mutating func time(_ key: String) throws(StateError) -> ModelTime? {
    guard let text = try text(key) else { return nil }
    guard let time = ModelTime(iso8601: text) else { throw failure(key, "must be a time such as 2026-01-31T12:00:00Z") }
    return time
  }

  mutating func texts(_ key: String) throws(StateError) -> [String]? {
    guard let value = take(key) else { return nil }
    guard let elements = value.elements, elements.allSatisfy({ $0.text != nil }) else {
      throw failure(key, "must be a list of texts")
    }
    return elements.compactMap(\.text)
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String,
    _: Choice.Type
  ) throws(StateError) -> Choice? where Choice.RawValue == String {
    guard let text = try text(key) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw failure(key, "must be \(Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or "))")
    }
    return choice
  }

  /// The members of an object by name; a list of names stands for empty objects.
  mutating func named(_ key: String) throws(StateError) -> [(name: String, value: JSON)] {
    guard let value = take(key) else { return [] }
    if let members = value.members { return members.map { ($0.key, $0.value) } }
    guard let names = try texts(key) else { return [] }
    return names.map { ($0, .object([])) }
  }

  /// Complains about keys that nothing has asked for.
  ///
  /// - Throws: `StateError` for the first of them.
  func finish() throws(StateError) {
    for key in keysInOrder where !legalKeys.contains(key) {
      throw failure(key, "unknown key; there may be \(legalKeys.sorted().map { "'\($0)'" }.joined(separator: ", "))")
    }
  }
}
