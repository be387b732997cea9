/// The two kinds of entries that a scope keeps; the raw values are GitHub's words in paths and listings.
enum EntryKind: String, CaseIterable, Sendable {
  case secrets, variables

  /// The word for one of them.
  var singular: String {
    switch self {
    case .secrets: "secret"
    case .variables: "variable"
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
