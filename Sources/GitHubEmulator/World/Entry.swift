/// The kinds of entries that a scope keeps; the raw values are the keys of a state file.
enum EntryKind: String, CaseIterable, Sendable {
  case secrets, variables
  case dependabotSecrets = "dependabot_secrets"
  case codespacesSecrets = "codespaces_secrets"

  /// GitHub's word in paths and listings.
  var plural: String {
    switch self {
    case .secrets, .dependabotSecrets, .codespacesSecrets: "secrets"
    case .variables: "variables"
    }
  }

  /// The word for one of them.
  var singular: String { String(plural.dropLast()) }

  /// The part of GitHub that keeps them, as paths and operations name it.
  var product: String {
    switch self {
    case .secrets, .variables: "actions"
    case .dependabotSecrets: "dependabot"
    case .codespacesSecrets: "codespaces"
    }
  }

  /// The key of a state file under which the pair of keys is that values are sealed with; nil where none are.
  var stateKeyOfPair: String? {
    switch self {
    case .secrets: "key"
    case .variables: nil
    case .dependabotSecrets: "dependabot_key"
    case .codespacesSecrets: "codespaces_key"
    }
  }
}

/// Which repositories of an organization may use a secret or a variable.
enum EntryVisibility: String, Hashable, CaseIterable, Sendable { case all, `private`, selected }

/// A secret with the value that was opened, or a variable.
struct Entry: Hashable, Sendable {
  var name: String
  /// Nil when a secret's sealed box could not be opened and was accepted all the same.
  var value: [UInt8]? = []
  var createdAt: ModelTime
  var updatedAt: ModelTime
  /// Nil outside organizations.
  var visibility: EntryVisibility?
  var selected: Set<Int> = []
  /// Counts up among the entries of its kind in a scope.
  var sequence = 0
}

/// The most bytes that the value of a secret or a variable may have.
let largestValue = 48 * 1_024

/// Letters, digits and underscores, no digit first.
func isLegalEntryName(_ name: String) -> Bool {
  guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
  return name.utf8.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

/// Whether GitHub keeps the name for itself, in any case.
func isReservedEntryName(_ name: String) -> Bool { name.uppercased().hasPrefix("GITHUB_") }
