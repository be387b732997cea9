/// One switch by its name in state files, on the command line and in `/_emulator/switches`.
struct NamedSwitch {
  let name: String
  /// The legal values, in words.
  let legalValues: String
  let read: (EmulatorSwitches) -> JSON
  /// False when the value is not legal.
  let write: (inout EmulatorSwitches, JSON) -> Bool

  static var all: [NamedSwitch] {
    [
      choice("selection_after_put_without_ids", \.selectionAfterPutWithoutIDs),
      truth("same_value_moves_updated_at", \.sameValueMovesUpdatedAt),
      truth("access_change_moves_updated_at", \.accessChangeMovesUpdatedAt),
      truth("visibility_without_value", \.acceptsVisibilityWithoutValue),
      count("lag_reads", \.lagReads),
      count("lag_milliseconds", \.lagMilliseconds),
      truth("link_on_selected_repositories", \.linksSelectedRepositories),
      choice("list_order", \.listOrder),
      truth("key_id_as_number", \.writesKeyIDAsNumber),
      choice("missing_environment", \.missingEnvironment),
      choice("unselected_repositories", \.unselectedRepositories),
      choice("unopenable_values", \.unopenableValues),
      truth("repository_ids_as_text", \.acceptsRepositoryIDsAsText),
      choice("environment_paths", \.environmentPaths),
      truth("organization_secrets_of_repository", \.listsOrganizationSecretsOfRepository),
      truth("variables", \.hasVariables),
      truth("dependabot_secrets", \.hasDependabotSecrets),
      truth("codespaces_secrets", \.hasCodespacesSecrets),
      texts("api_versions", \.apiVersions),
      text("enterprise_version", \.enterpriseVersion),
    ]
  }

  private static func truth(_ name: String, _ path: WritableKeyPath<EmulatorSwitches, Bool>) -> NamedSwitch {
    NamedSwitch(name: name, legalValues: "true or false") {
      .bool($0[keyPath: path])
    } write: { switches, value in
      guard let truth = value.truth else { return false }
      switches[keyPath: path] = truth
      return true
    }
  }

  private static func count(_ name: String, _ path: WritableKeyPath<EmulatorSwitches, Int>) -> NamedSwitch {
    NamedSwitch(name: name, legalValues: "a number from 0") {
      .integer($0[keyPath: path])
    } write: { switches, value in
      guard let number = value.integer, number >= 0 else { return false }
      switches[keyPath: path] = number
      return true
    }
  }

  private static func text(_ name: String, _ path: WritableKeyPath<EmulatorSwitches, String>) -> NamedSwitch {
    NamedSwitch(name: name, legalValues: "a text") {
      .string($0[keyPath: path])
    } write: { switches, value in
      guard let text = value.text else { return false }
      switches[keyPath: path] = text
      return true
    }
  }

  private static func texts(_ name: String, _ path: WritableKeyPath<EmulatorSwitches, [String]>) -> NamedSwitch {
    NamedSwitch(name: name, legalValues: "a list of texts") {
      .array($0[keyPath: path].map { .string($0) })
    } write: { switches, value in
      guard let elements = value.elements, elements.allSatisfy({ $0.text != nil }) else { return false }
      switches[keyPath: path] = elements.compactMap(\.text)
      return true
    }
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String,
    _ path: WritableKeyPath<EmulatorSwitches, Choice>
  ) -> NamedSwitch where Choice.RawValue == String {
    let legalValues = Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
    return NamedSwitch(name: name, legalValues: legalValues) {
      .string($0[keyPath: path].rawValue)
    } write: { switches, value in
      guard let choice = value.text.flatMap(Choice.init(rawValue:)) else { return false }
      switches[keyPath: path] = choice
      return true
    }
  }
}

extension EmulatorSwitches {
  /// Sets one switch from the words of a command line, `NAME` and `VALUE`.
  ///
  /// Returns what is wrong with them, nil when nothing is.
  public mutating func set(_ name: String, to word: String) -> String? {
    let value = (try? JSON(parsing: Array(word.utf8))) ?? .string(word)
    return set(name, to: value)
  }

  mutating func set(_ name: String, to value: JSON) -> String? {
    guard let named = NamedSwitch.all.first(where: { $0.name == name }) else {
      return "no switch is called '\(name)'; there are \(NamedSwitch.all.map(\.name).joined(separator: ", "))"
    }
    return named.write(&self, value) ? nil : "switch '\(name)' must be \(named.legalValues)"
  }

  var json: JSON {
    .object(NamedSwitch.all.map { JSONMember(key: $0.name, value: $0.read(self)) })
  }
}
